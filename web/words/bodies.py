"""Words for the area bodies: the bodies, seats, majorities, meetings, items and their outcomes."""

from models.bodies.words import Act, BodyKind, Choice, Majority, Outcome, Seat, SessionState, Topic
from web.language import lazy
from web.words.registry import name

name(
    BodyKind,
    {
        BodyKind.COMMITTEE: lazy("Customer satisfaction committee"),
        BodyKind.LEADING_GROUP: lazy("Leading group for complaints"),
        BodyKind.SUPERVISION_GROUP: lazy("Supervision group"),
    },
)
name(
    Seat,
    {
        Seat.CHAIR: lazy("Chair"),
        Seat.DEPUTY: lazy("Deputy chair"),
        Seat.MEMBER: lazy("Member"),
        Seat.SECRETARY: lazy("Secretary without a vote"),
    },
)
name(
    Majority,
    {
        Majority.SIMPLE: lazy("more yes than no"),
        Majority.ABSOLUTE: lazy("more than half of all votes"),
        Majority.TWO_THIRDS: lazy("two thirds of yes and no"),
    },
)
name(
    SessionState,
    {
        SessionState.CALLED: lazy("Called, not held yet"),
        SessionState.OPEN: lazy("Being held"),
        SessionState.SIGNED: lazy("Minutes signed"),
        SessionState.CANCELLED: lazy("Called off"),
    },
)
name(
    Topic,
    {
        Topic.GRAVE: lazy("Grave case"),
        Topic.ROUNDS: lazy("Rounds used up"),
        Topic.APPEAL: lazy("Appeal of a matter"),
        Topic.CORRECTION: lazy("Overdue correction"),
        Topic.FLAG: lazy("Department off its target"),
        Topic.TASK: lazy("Action item not done"),
        Topic.OTHER: lazy("Other business"),
    },
)
name(
    Outcome,
    {
        Outcome.NOTED: lazy("Noted"),
        Outcome.CARRIED: lazy("Decision carried"),
        Outcome.REJECTED: lazy("Decision rejected"),
        Outcome.NO_QUORUM: lazy("No quorum"),
        Outcome.POSTPONED: lazy("Put off"),
    },
)
name(
    Choice,
    {
        Choice.YES: lazy("in favour"),
        Choice.NO: lazy("against"),
        Choice.ABSTAIN: lazy("abstained"),
        Choice.RECUSED: lazy("took no part"),
    },
)
name(
    Act,
    {
        Act.CASE_CLOSURE: lazy("The leading group ends the case"),
        Act.CASE_ROUND: lazy("The case goes another round, with this as instruction"),
        Act.CASE_MEETING: lazy("This counts as the emergency meeting of the case"),
        Act.APPEAL_STANDS: lazy("The appeal is heard: the decision stands"),
        Act.APPEAL_LIGHTER: lazy("The appeal is heard: the measures become lighter"),
        Act.APPEAL_REVERSED: lazy("The appeal is heard: the decision is reversed"),
    },
)
