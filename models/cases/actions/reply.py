"""The customer gets the answer (R-01)."""

from datetime import datetime

from sqlalchemy import select

from models.cases.actions import due_times
from models.cases.actions.grave import promise_report
from models.cases.actions.indexing import index_words
from models.cases.actions.letters import send_letter, show_on_tracking_page
from models.cases.queries.scope import standing
from models.cases.rules.steps import Step, require
from models.cases.tables import Case, Contact, Result
from models.cases.words import ContactMeans, Direction, DueKind, State, Verdict
from models.db import db
from models.errors import Invalid
from models.events.actions import Actor, record
from models.people.tables import Staff

PROMISED = (DueKind.FIRST_RESPONSE, DueKind.PLAN, DueKind.RESULT, DueKind.TELL, DueKind.PROGRESS)
"""What an answer is the end of."""


def send_reply(case: Case, result: Result, *, by: Actor, now: datetime) -> bool:
    """Sends an approved result by letter and answers the case; False where there is no address."""
    contact = send_letter(
        "reply",
        case,
        by=by,
        now=now,
        text=result.reply,
        result=result.id,
        dedupe=f"reply:{case.number}:{result.id}",
    )
    if contact is None:
        return False
    _answered(case, result, contact, by=by, now=now)
    return True


def tell(
    case: Case,
    *,
    means: ContactMeans,
    text: str = "",
    seconds: int | None = None,
    by: Staff,
    now: datetime,
    seen: int | None,
) -> Case:
    """Says that the customer was told by telephone or in person; `text` is what the customer said.

    The reply is shown on the tracking page as well. Records case.answered. Raises NotAllowed,
    WrongState, Stale; Invalid for a means by which nobody can be told by hand.
    """
    require(Step.REPLY, case, standing(case, by))
    case.expect(seen)
    if means not in (ContactMeans.PHONE, ContactMeans.VISIT, ContactMeans.CHAT, ContactMeans.SMS):
        raise Invalid("means", "unknown")
    result = db.session.scalars(
        select(Result).where(
            Result.case_id == case.id, Result.round == case.round, Result.verdict == Verdict.APPROVED
        )
    ).one()
    show_on_tracking_page("reply", case, result.reply, by=by, now=now)
    contact = Contact(
        case_id=case.id,
        direction=Direction.OUT,
        means=means,
        by_id=by.id,
        at=now,
        text=text.strip(),
        seconds=seconds,
    )
    db.session.add(contact)
    db.session.flush()
    index_words(case, contact.text)
    _answered(case, result, contact, by=by, now=now)
    return case


def _answered(case: Case, result: Result, contact: Contact, *, by: Actor, now: datetime) -> None:
    result.told_at = now
    case.answered_at = now
    case.enter(State.ANSWERED)
    due_times.meet(case, *PROMISED, now=now)
    promise_report(case, now=now)
    record(
        "case.answered",
        case,
        by=by,
        now=now,
        result=result.id,
        contact=contact.id,
        means=contact.means,
        round=case.round,
    )
    db.session.flush()
