"""What customers say and do: satisfied, solved at the first contact, back again, answering revisits (R)."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, literal, null, or_, select, union_all

from models.cases.tables import Case, Contact
from models.cases.words import Closing, Direction, Kind
from models.events.tables import Event
from models.kpi.queries.facts.columns import facts, handler_in, lead_at
from models.kpi.rules.months import Month, Span
from models.revisits.rules import LEAST_SATISFIED
from models.revisits.tables import Revisit
from models.revisits.words import RevisitKind, RevisitState

ANSWERED = (
    Closing.CONFIRMED,
    Closing.SATISFIED,
    Closing.NEUTRAL,
    Closing.NO_ANSWER,
    Closing.LEADING_GROUP,
)
"""Ends of a case whose customer got an answer."""
NUMBER = len("case:") + 1
"""Where the number of a case begins in what an event is about."""
WANTS = (Kind.COMPLAINT, Kind.FEEDBACK, Kind.INQUIRY)
"""What has something to be solved."""


def satisfaction(month: Span, now: datetime) -> Select[Any]:
    """满意度: of the revisits answered in the month, the share with 4 or 5 of five points.

    Unit: share of answers. Source: `revisit` of kind first, by its latest answer; ratings of chats and
    campaigns are apart, in the results. It is of the department that led the case then, and of who handed in
    the result of that round.
    """
    return (
        facts(
            at=Revisit.answered_at,
            department=lead_at(Revisit.answered_at),
            staff=handler_in(Revisit.round),
            hit=Revisit.score >= LEAST_SATISFIED,
        )
        .select_from(Revisit)
        .join(Case, Case.id == Revisit.case_id)
        .where(
            Revisit.kind == RevisitKind.FIRST,
            Revisit.answered_at >= month.start,
            Revisit.answered_at < month.end,
        )
    )


def revisit_response(month: Month, now: datetime) -> Select[Any]:
    """回访应答率: of the revisits that ended in the month, the share that was answered.

    Unit: share of revisits. Source: `revisit` of kind first; refused, not reached and undelivered ones count
    as not answered, those taken back because the case moved on not at all. It is of the department that led
    the case then, and of nobody in person: who calls is never who handled (R-02).
    """
    ended = (RevisitState.ANSWERED, RevisitState.EXPIRED)
    return (
        facts(
            at=Revisit.ended_at,
            department=lead_at(Revisit.ended_at),
            staff=null(),
            hit=Revisit.state == RevisitState.ANSWERED,
        )
        .select_from(Revisit)
        .join(Case, Case.id == Revisit.case_id)
        .where(
            Revisit.kind == RevisitKind.FIRST,
            Revisit.state.in_(ended),
            Revisit.ended_at >= month.start,
            Revisit.ended_at < month.end,
        )
    )


def first_contact(month: Month, now: datetime) -> Select[Any]:
    """首次解决率: of the cases that ended in the month with an answer, the share solved at the first contact.

    Unit: share of cases. Source: `case` and its contacts; complaints, feedback and inquiries. Solved at the
    first contact is what was settled on the spot, and what ended in its first round without another word from
    the customer between the receipt and the answer. Those closed as malicious, withdrawn, merged or thanked
    are no figure. It is of the department and the owner that the case ended with.
    """
    asked_again = (
        select(Contact.id)
        .where(
            Contact.case_id == Case.id,
            Contact.direction == Direction.IN,
            Contact.at > Case.received_at,
            Contact.at <= Case.answered_at,
        )
        .correlate_except(Contact)
        .exists()
    )
    solved = or_(Case.closing == Closing.ON_THE_SPOT, and_(Case.round == 1, ~asked_again))
    return (
        facts(at=Case.closed_at, department=Case.lead_department_id, staff=Case.owner_id, hit=solved)
        .select_from(Case)
        .where(
            Case.closed_at >= month.start,
            Case.closed_at < month.end,
            Case.kind.in_(WANTS),
            Case.closing.in_((*ANSWERED, Closing.ON_THE_SPOT)),
        )
    )


def reopened(month: Month, now: datetime) -> Select[Any]:
    """重开率: of the answers whose outcome became known in the month, the share after which the case came
    back.

    Unit: share of answers. Source: `case.reopened` in the trail, and cases that ended with an answer. An
    answer counts when its outcome is known, not when it was given: so a month is complete when it is over.
    A return is of the department that led the case when it came back, and of who handed in the result before.
    """
    back = (
        facts(
            at=Event.at,
            department=lead_at(Event.at),
            staff=handler_in(Event.facts["round"].as_integer() - 1),
            hit=literal(1) == 1,
        )
        .select_from(Event)
        .join(Case, Case.number == func.substr(Event.subject, NUMBER))  # the other way round reads all cases
        .where(Event.kind == "case.reopened", Event.at >= month.start, Event.at < month.end)
    )
    ended = (
        facts(
            at=Case.closed_at,
            department=Case.lead_department_id,
            staff=handler_in(Case.round),
            hit=literal(1) == 0,
        )
        .select_from(Case)
        .where(
            Case.closed_at >= month.start,
            Case.closed_at < month.end,
            Case.closing.in_(ANSWERED),
        )
    )
    both = union_all(back, ended).subquery()
    return select(both)
