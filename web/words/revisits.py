"""Words for the area revisits: how calls went, why nobody answered, what customers say."""

from models.revisits.words import CallOutcome, RevisitKind, RevisitState, Silence, Solved
from web.language import lazy
from web.words.registry import name

name(
    RevisitKind,
    {
        RevisitKind.FIRST: lazy("Revisit"),
        RevisitKind.LASTING: lazy("Look back after some weeks"),
    },
)
name(
    RevisitState,
    {
        RevisitState.PLANNED: lazy("Planned"),
        RevisitState.SENT: lazy("Link sent"),
        RevisitState.TO_CALL: lazy("To be called"),
        RevisitState.ANSWERED: lazy("Answered by the customer"),
        RevisitState.EXPIRED: lazy("No answer"),
        RevisitState.CANCELLED: lazy("Called off"),
    },
)
name(
    Silence,
    {
        Silence.CONTACT_LIMIT: lazy("The customer was asked often enough"),
        Silence.DO_NOT_CONTACT: lazy("The customer does not want to be contacted"),
        Silence.NO_ANSWER: lazy("No answer to the link"),
        Silence.NO_MEANS: lazy("No telephone number or mail address"),
        Silence.NOT_CALLED: lazy("Nobody called in time"),
        Silence.NOT_REACHED: lazy("Not reached by telephone"),
        Silence.REFUSED: lazy("The customer does not want to answer"),
        Silence.UNDELIVERED: lazy("The link could not be delivered"),
        Silence.WRONG_NUMBER: lazy("Wrong number"),
    },
)
name(
    Solved,
    {Solved.YES: lazy("Solved"), Solved.PARTLY: lazy("Partly solved"), Solved.NO: lazy("Not solved")},
)
name(
    CallOutcome,
    {
        CallOutcome.REACHED: lazy("Reached, answered"),
        CallOutcome.NO_ANSWER: lazy("Nobody answered"),
        CallOutcome.BUSY: lazy("The line was busy"),
        CallOutcome.CALL_LATER: lazy("Wants to be called later"),
        CallOutcome.REFUSED: lazy("Does not want to answer"),
        CallOutcome.DO_NOT_CONTACT: lazy("Does not want to be contacted again"),
        CallOutcome.WRONG_NUMBER: lazy("Wrong number"),
    },
)
