"""An improvement is done: customers who raised it are told and asked again (K-02, R-05)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import exists, select

from models.cases.actions.letters import send_letter, show_on_tracking_page
from models.cases.tables import Case
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.improvement.queries import held, voices_of
from models.improvement.rules.steps import ItemStep, item_steps
from models.improvement.tables import ImprovementItem, ImprovementVoice
from models.improvement.words import ItemState
from models.library.queries import known_of
from models.library.rules.personal import NOTHING, Known, find_personal
from models.outbox.actions import notify_all
from models.people.tables import Staff
from models.revisits.actions import plan_lasting
from models.revisits.tables import OPEN_STATES, Revisit
from models.revisits.words import RevisitKind
from models.rulebook.words import MessageKind


def finish(
    item: ImprovementItem, told: str, *, by: Staff, now: datetime, seen: int | None
) -> ImprovementItem:
    """It is done; `told` is what customers read, each whose case is behind it, by letter or else on the page
    of their case. Who was content with the case is asked again after a while (R-05).

    Records improvement.done with how many were told. Raises NotAllowed, WrongState, Stale; Invalid ("told",
    "required" or "personal_data").
    """
    words = told.strip()
    if not words:
        raise Invalid("told", "required")
    item = held(item)
    if item.state is not ItemState.OPEN:
        raise WrongState("improvement", item.state.value)
    if ItemStep.DONE not in item_steps(item, by):
        raise NotAllowed("improvement")
    item.expect(seen)
    voices = voices_of(item)
    if any(find_personal(words, each) for each in (NOTHING, *_customers(voices))):
        raise Invalid("told", "personal_data")
    item.state, item.done_at, item.told = ItemState.DONE, now, words
    item.version += 1
    for voice in voices:
        _tell(item, voice.case, words, by, now)
        voice.told_at = now
        voice.asked_again = _asked_again(voice.case, now)
    db.session.flush()
    again = sum(voice.asked_again for voice in voices)
    record("improvement.done", item, by=by, now=now, customers=len(voices), asked_again=again)
    people = {item.raised_by_id, item.taken_by_id or item.raised_by_id} - {by.id}
    notify_all(sorted(people), "improvement_done", about=item.audit_name, now=now, facts={})
    return item


def _customers(voices: Sequence[ImprovementVoice]) -> Iterator[Known]:
    """What we hold of those who raised it: all of them read the same words, and none another's name."""
    return (known_of(voice.case, colleagues=False) for voice in voices)


def _tell(item: ImprovementItem, case: Case, words: str, by: Staff, now: datetime) -> None:
    """A customer who was forgotten has no address, and the page of their case is closed to all."""
    kind = MessageKind.IMPROVEMENT
    dedupe = f"{item.audit_name}:{case.number}"
    if send_letter(kind, case, by=by, now=now, text=words, dedupe=dedupe) is None:
        show_on_tracking_page(kind, case, words, by=by, now=now)


def _asked_again(case: Case, now: datetime) -> bool:
    """Plans the look back of a case that was closed content; whether one is under way."""
    if case.customer.do_not_contact_since is not None:
        return False
    plan_lasting(case, now=now)
    under_way = exists().where(
        Revisit.case_id == case.id,
        Revisit.round == case.round,
        Revisit.kind == RevisitKind.LASTING,
        Revisit.state.in_(OPEN_STATES),
    )
    return bool(db.session.scalar(select(under_way)))
