"""One matter told twice becomes one case, and two again where it was not the same (T-06)."""

from datetime import datetime

from sqlalchemy import select

from models.cases.actions import due_times
from models.cases.actions.audience import owner_or_head, tell_staff
from models.cases.actions.close import end
from models.cases.actions.letters import send_letter, show_on_tracking_page
from models.cases.actions.products import keep_product
from models.cases.queries.belonging import merge_of
from models.cases.queries.scope import standing
from models.cases.rules.belonging import same_customer
from models.cases.rules.steps import Step, require
from models.cases.tables import Case, Merge
from models.cases.words import Closing, State
from models.clock import local_day
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.tables import Staff

MERGED = "merged"


def merge(case: Case, into: Case, *, reason: str = "", by: Staff, now: datetime, seen: int | None) -> Merge:
    """Ends a case because another of the same customer carries it on: nothing of it is lost.

    Its clocks end as dropped, so that it is never reminded of nor asked about. The other case shows its
    words and files, and has its product where it names none itself (M-03). The customer is written to by mail
    or SMS where it goes on; of one who left a telephone and can be reached by neither, whoever has the other
    case is asked to call. The tracking page says it in any case. Who has the other case is told. Records
    case.merged and case.closed, and case.merged_in on the other.

    Raises NotAllowed, WrongState, Stale, and Invalid("number", …): "itself", "case_closed" where the
    other case is closed, "another_customer", "carries_others" where others were merged into this one.
    """
    require(Step.MERGE, case, standing(case, by))
    case.expect(seen)
    if into.id == case.id:
        raise Invalid("number", "itself")
    if not into.open:
        raise Invalid("number", "case_closed")
    if not same_customer(case, into):
        raise Invalid("number", "another_customer")
    if db.session.scalar(select(Case.id).where(Case.merged_into_id == case.id).limit(1)) is not None:
        raise Invalid("number", "carries_others")
    held = Merge(
        case_id=case.id,
        into_id=into.id,
        by_id=by.id,
        at=now,
        reason=reason.strip(),
        state_before=case.state,
    )
    db.session.add(held)
    keep_product(into, case.product_id)
    db.session.flush()
    contact = send_letter(MERGED, case, by=by, now=now, into=into.number) or show_on_tracking_page(
        MERGED, case, "", by=by, now=now
    )
    record(
        "case.merged",
        case,
        by=by,
        now=now,
        merge=held.id,
        into=into.number,
        contact=contact.id,
        means=contact.means,
    )
    record("case.merged_in", into, by=by, now=now, reason=held.reason, merge=held.id, other=case.number)
    news = "merged_to_tell" if case.contact_phone and contact.message_id is None else "case_merged_in"
    tell_staff(owner_or_head(into, now=now), news, into, by=by, now=now)
    if case.owner_id is not None:
        tell_staff(owner_or_head(case, now=now), "case_merged", case, by=by, now=now)
    into.touch()
    end(case, Closing.MERGED, reason=held.reason, by=by, now=now, into=into)
    return held


def separate(case: Case, *, reason: str, words: str, by: Staff, now: datetime, seen: int | None) -> Merge:
    """Takes a merge back: the case is again where it was, its clocks run on and did not count meanwhile.

    One that waited for its customer is at work again. The customer is told in `words` by mail; of one who
    left a telephone and no address, whoever has the case again is asked to call. Owners or heads of both are
    told. Records case.separated, and case.parted on the other. Raises NotAllowed, WrongState,
    Stale, Invalid for a missing reason or missing words.
    """
    require(Step.SEPARATION, case, standing(case, by))
    case.expect(seen)
    for field, text in (("reason", reason), ("words", words)):
        if not text.strip():
            raise Invalid(field, "required")
    held = merge_of(case)
    assert held is not None, "the step is open only while a merge holds"
    into = db.session.get_one(Case, held.into_id)
    owner = db.session.get(Staff, case.owner_id) if case.owner_id else None
    if owner is not None and not owner.works_on(local_day(now)):
        case.owner_id = None
    held.separated_by_id, held.separated_at, held.separated_because = by.id, now, reason.strip()
    case.merged_into_id = case.closed_at = case.closing = None
    case.closing_reason = ""
    case.enter(_back(held.state_before, case))
    db.session.flush()
    due_times.revive(case, since=held.at, now=now)
    contact = send_letter("progress", case, by=by, now=now, text=words.strip()) or show_on_tracking_page(
        "progress", case, words.strip(), by=by, now=now
    )
    record(
        "case.separated",
        case,
        by=by,
        now=now,
        reason=reason.strip(),
        merge=held.id,
        other=into.number,
        contact=contact.id,
    )
    record("case.parted", into, by=by, now=now, reason=reason.strip(), merge=held.id, other=case.number)
    news = "separated_to_tell" if case.contact_phone and contact.message_id is None else "case_separated"
    tell_staff(owner_or_head(case, now=now), news, case, by=by, now=now)
    tell_staff(owner_or_head(into, now=now), "case_parted", into, by=by, now=now)
    into.touch()
    db.session.flush()
    return held


def _back(before: State, case: Case) -> State:
    """The state to come back to: nobody is asked any more, and who had the case may have left."""
    if before is State.NEW:
        return before
    return State.HANDLING if case.owner_id else State.ASSIGNED
