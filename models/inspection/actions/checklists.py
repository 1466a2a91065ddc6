"""Checklists: begun, written, published by a second person, revised as a new version (Q-01)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update

from models.db import alone_in, db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.inspection.queries import checklist as found
from models.inspection.queries import with_code
from models.inspection.tables import Checklist, ChecklistItem
from models.inspection.words import ChecklistState, Subject
from models.people.tables import Staff
from models.permissions import Permission

MOST_ITEMS = 60


@dataclass(frozen=True)
class ItemDraft:
    """An item as it is typed: its text in both languages, its points, and whether failing it fails all."""

    text_zh: str
    text_en: str
    weight: int
    killer: bool = False


def begin_checklist(
    code: str, subject: Subject, name_zh: str, name_en: str, *, by: Staff, now: datetime
) -> Checklist:
    """Begins the first version of a checklist, as a draft without items. Records checklist.begun. Raises
    NotAllowed; Invalid: "required", "checklist_taken" for a code that is there."""
    _check(by, Permission.INSPECTION_SCORE)
    for field, value in (("code", code), ("name_zh", name_zh), ("name_en", name_en)):
        if not value.strip():
            raise Invalid(field, "required")
    alone_in("inspection checklists")
    if with_code(code.strip()):
        raise Invalid("code", "checklist_taken")
    made = Checklist(
        code=code.strip(),
        version_number=1,
        subject=subject,
        name_zh=name_zh.strip(),
        name_en=name_en.strip(),
        author_id=by.id,
        items=[],
    )
    return _added(made, by=by, now=now)


def revise_checklist(checklist: Checklist, *, by: Staff, now: datetime) -> Checklist:
    """Begins the next version of a published checklist with the same items. Records checklist.begun. Raises
    NotAllowed; WrongState where a draft of it is being written already, or it is a draft itself."""
    _check(by, Permission.INSPECTION_SCORE)
    alone_in("inspection checklists")
    versions = with_code(checklist.code)
    if any(each.draft for each in versions):
        raise WrongState("checklist", ChecklistState.DRAFT.value)
    items = [
        ChecklistItem(
            position=each.position, text_zh=each.text_zh, text_en=each.text_en, weight=each.weight,
            killer=each.killer,
        )
        for each in checklist.items
    ]  # fmt: skip
    made = Checklist(
        code=checklist.code, version_number=versions[0].version_number + 1, subject=checklist.subject,
        name_zh=checklist.name_zh, name_en=checklist.name_en, author_id=by.id, items=items,
    )  # fmt: skip
    return _added(made, by=by, now=now)


def change_items(
    checklist: Checklist,
    items: Sequence[ItemDraft],
    *,
    by: Staff,
    now: datetime,
    seen: int | None = None,
) -> Checklist:
    """Replaces the items of a draft; whoever writes last is its author and does not publish it.

    Records checklist.changed. Raises NotAllowed; WrongState for one that is published; Stale where somebody
    wrote the items since `seen` was read; Invalid: "required" without items or with an empty text, "weight"
    outside 1 to 100, "too_many_items".
    """
    _check(by, Permission.INSPECTION_SCORE)
    _lock_draft(checklist)
    checklist.expect(seen)
    if not items:
        raise Invalid("items", "required")
    if len(items) > MOST_ITEMS:
        raise Invalid("items", "too_many_items")
    for item in items:
        if not item.text_zh.strip() or not item.text_en.strip():
            raise Invalid("items", "required")
        if not 1 <= item.weight <= 100:
            raise Invalid("items", "weight")
    checklist.items.clear()
    db.session.flush()
    checklist.items = [
        ChecklistItem(
            position=place, text_zh=each.text_zh.strip(), text_en=each.text_en.strip(), weight=each.weight,
            killer=each.killer,
        )
        for place, each in enumerate(items, start=1)
    ]  # fmt: skip
    checklist.author_id, checklist.edits = by.id, checklist.edits + 1
    db.session.flush()
    record("checklist.changed", checklist, by=by, now=now, items=len(items))
    return checklist


def publish_checklist(checklist: Checklist, *, by: Staff, now: datetime) -> Checklist:
    """Puts a draft to use and retires the version before it; what was drawn by that one stays with it.

    Records checklist.published. Raises NotAllowed for its author ("second_person") and without the
    permission, WrongState, Invalid for one without items.
    """
    _check(by, Permission.INSPECTION_PUBLISH)
    _lock_draft(checklist)
    if checklist.author_id == by.id:
        raise NotAllowed("second_person")
    if not checklist.items:
        raise Invalid("items", "required")
    db.session.execute(
        update(Checklist)
        .where(Checklist.code == checklist.code, Checklist.state == ChecklistState.PUBLISHED)
        .values(state=ChecklistState.RETIRED)
    )
    checklist.state, checklist.published_by_id, checklist.published_at = ChecklistState.PUBLISHED, by.id, now
    db.session.flush()
    record(
        "checklist.published",
        checklist,
        by=by,
        now=now,
        code=checklist.code,
        version=checklist.version_number,
    )
    return checklist


def discard_checklist(checklist: Checklist, *, by: Staff, now: datetime) -> None:
    """Throws a draft away. Records checklist.discarded. Raises NotAllowed, WrongState."""
    _check(by, Permission.INSPECTION_SCORE)
    _lock_draft(checklist)
    record(
        "checklist.discarded",
        checklist,
        by=by,
        now=now,
        code=checklist.code,
        version=checklist.version_number,
    )
    db.session.delete(checklist)
    db.session.flush()


def _added(made: Checklist, *, by: Staff, now: datetime) -> Checklist:
    db.session.add(made)
    db.session.flush()
    record("checklist.begun", made, by=by, now=now, code=made.code, version=made.version_number)
    whole = found(made.id)
    assert whole is not None
    return whole


def _lock_draft(checklist: Checklist) -> None:
    db.session.refresh(checklist, ["state", "edits"], with_for_update=True)
    if not checklist.draft:
        raise WrongState("checklist", checklist.state.value)


def _check(by: Staff, permission: Permission) -> None:
    if not by.may(permission):
        raise NotAllowed("permission")
