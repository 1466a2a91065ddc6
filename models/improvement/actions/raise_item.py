"""Something to make better is raised: from a cause, a voice, an inspection, or by suggestion (K-02)."""

from dataclasses import dataclass
from datetime import datetime

from models.cases.tables import Case
from models.clock import local, local_day
from models.db import db, insert_once
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.ids import random_code
from models.improvement.queries import held
from models.improvement.rules.steps import ItemStep, item_steps
from models.improvement.tables import ImprovementItem, ImprovementVoice
from models.improvement.words import ItemSource, ItemState
from models.library.queries import known_of
from models.library.rules.personal import NOTHING, find_personal
from models.outbox.actions import notify_all
from models.people.queries import who_may
from models.people.tables import Staff
from models.permissions import Permission

LONGEST_TITLE = 120


@dataclass(frozen=True)
class ItemDraft:
    """What is raised, without anybody's data. `case` is one that `by` may see, whose customer raised it."""

    source: ItemSource
    title: str
    problem: str
    category: str | None = None
    region: str = ""
    inspection: str = ""
    product_id: int | None = None
    case: Case | None = None


def raise_item(draft: ItemDraft, *, by: Staff, now: datetime) -> ImprovementItem:
    """Raises something; it waits until somebody who steers takes it up or declines. Those are told.

    Records improvement.raised. Raises Invalid: ("title" or "problem", "required" or "personal_data"),
    ("inspection", "required") for an inspection that is not named, ("case", "expired_case") for a case whose
    customer nobody knows any more (X-03).
    """
    _require_known(draft.case)
    known = known_of(draft.case, colleagues=False) if draft.case is not None else NOTHING
    for name in ("title", "problem"):
        value = getattr(draft, name).strip()
        if not value:
            raise Invalid(name, "required")
        if find_personal(value, known):
            raise Invalid(name, "personal_data")
    if draft.source is ItemSource.INSPECTION and not draft.inspection.strip():
        raise Invalid("inspection", "required")
    item = ImprovementItem(
        number=random_code(12),
        state=ItemState.SUGGESTED,
        source=draft.source,
        title=draft.title.strip()[:LONGEST_TITLE],
        problem=draft.problem.strip(),
        category=draft.category,
        product_id=draft.product_id,
        region=draft.region.strip(),
        inspection=draft.inspection.strip(),
        raised_by=by,
        raised_at=now,
    )
    db.session.add(item)
    db.session.flush()
    item.number = f"I{local(now).year}-{item.id:04d}"
    db.session.flush()
    if draft.case is not None:
        db.session.add(ImprovementVoice(item_id=item.id, case_id=draft.case.id))
        db.session.flush()
    number = draft.case.number if draft.case else None
    record("improvement.raised", item, by=by, now=now, item_source=item.source, case=number)
    steering = {each.id for each in who_may(Permission.IMPROVEMENT_STEER, on=local_day(now))} - {by.id}
    notify_all(sorted(steering), "improvement_raised", about=item.audit_name, now=now, facts={})
    return item


def add_voice(item: ImprovementItem, case: Case, *, by: Staff, now: datetime) -> bool:
    """Another customer raised the same; they are told too when it is done. Returns whether that is new.

    Records improvement.voice_added. Raises NotAllowed, WrongState once it is done, Invalid("case",
    "expired_case").
    """
    _require_known(case)
    item = held(item)
    if item.state not in (ItemState.SUGGESTED, ItemState.OPEN):
        raise WrongState("improvement", item.state.value)
    if ItemStep.VOICE not in item_steps(item, by):
        raise NotAllowed("improvement")
    if not insert_once(ImprovementVoice, item_id=item.id, case_id=case.id, asked_again=False):
        return False
    record("improvement.voice_added", item, by=by, now=now, case=case.number)
    return True


def _require_known(case: Case | None) -> None:
    if case is not None and case.expired_at is not None:
        raise Invalid("case", "expired_case")
