"""Editing the draft part by part; two editors at once never overwrite each other (RB-01, H-07)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from models.amendments.actions.guards import editing
from models.amendments.queries import faults_of
from models.amendments.rules.sections import SINGLE, digest, parts, with_part, without_part
from models.amendments.tables import Amendment, AmendmentEdit
from models.amendments.words import Edit, Section
from models.db import db
from models.errors import Invalid, Stale
from models.events.actions import record
from models.people.tables import Staff
from models.rulebook.document import InvalidDocument, parse

MAY_WAIT = frozenset({"childless", "no_department"})
"""What may be put right later, before the draft is submitted."""


def describe(
    amendment: Amendment,
    *,
    name_zh: str,
    name_en: str,
    effective_from: datetime,
    note: str,
    by: Staff,
    now: datetime,
    seen: int | None,
) -> Amendment:
    """Names the edition, says from when it holds and why it is made; records amendment.described.

    Raises NotAllowed, WrongState, Stale; Invalid for an empty name or a moment that is past.
    """
    editing(amendment, by)
    amendment.expect(seen)
    for field, text in (("name_zh", name_zh), ("name_en", name_en)):
        if not text.strip():
            raise Invalid(field, "required")
    if effective_from <= now:
        raise Invalid("effective_from", "past")
    amendment.effective_from, amendment.note = effective_from, note.strip()
    amendment.document = {**amendment.document, "name_zh": name_zh.strip(), "name_en": name_en.strip()}
    db.session.flush()
    record("amendment.described", amendment, by=by, now=now, effective_from=effective_from.isoformat())
    return amendment


def change_part(
    amendment: Amendment,
    section: Section,
    code: str,
    part: Mapping[str, Any],
    *,
    by: Staff,
    now: datetime,
    seen: str,
) -> None:
    """Changes one part of the draft. `seen` is the digest of the part as its editor read it.

    Records amendment.changed. Raises NotAllowed, WrongState; LookupError for an unknown part; Stale
    when somebody changed the part meanwhile; InvalidDocument when it would contradict the rest.
    """
    editing(amendment, by)
    current = parts(amendment.document, section)
    if code not in current:
        raise LookupError(code)
    if digest(current[code]) != seen:
        raise Stale(0, amendment.version)
    if digest(current[code]) == digest(dict(part)):
        return
    _store(amendment, with_part(amendment.document, section, code, part), section)
    _note(amendment, section, code, Edit.CHANGED, by=by, now=now)


def add_part(
    amendment: Amendment, section: Section, code: str, part: Mapping[str, Any], *, by: Staff, now: datetime
) -> None:
    """Adds a part to a section of the draft; records amendment.changed.

    Raises NotAllowed, WrongState, Invalid("code", "taken") where there is one, InvalidDocument.
    """
    editing(amendment, by)
    if code in parts(amendment.document, section):
        raise Invalid("code", "taken")
    _store(amendment, with_part(amendment.document, section, code, part), section)
    _note(amendment, section, code, Edit.ADDED, by=by, now=now)


def remove_part(
    amendment: Amendment, section: Section, code: str, *, by: Staff, now: datetime, seen: str
) -> Edit:
    """Takes a part out of the draft. A category that an edition has had is retired instead: its cases
    keep its name (T-01); one of the first level is retired with those below it.

    Records amendment.changed; returns what became of it. Raises as `change_part`.
    """
    editing(amendment, by)
    current = parts(amendment.document, section)
    if code not in current:
        raise LookupError(code)
    if digest(current[code]) != seen:
        raise Stale(0, amendment.version)
    known = section is Section.CATEGORIES and code in parts(amendment.base.document, section)
    if known:
        _store(amendment, _with_retired(amendment, code, retired=True), section)
    else:
        _store(amendment, without_part(amendment.document, section, code), section)
    edit = Edit.RETIRED if known else Edit.REMOVED
    _note(amendment, section, code, edit, by=by, now=now)
    return edit


def restore_part(amendment: Amendment, code: str, *, by: Staff, now: datetime) -> None:
    """Takes a retired category into use again, with the one above it; records amendment.changed.

    Raises NotAllowed, WrongState, LookupError, InvalidDocument.
    """
    editing(amendment, by)
    current = parts(amendment.document, Section.CATEGORIES)
    if code not in current:
        raise LookupError(code)
    document = _with_retired(amendment, code, retired=False)
    _store(amendment, document, Section.CATEGORIES)
    _note(amendment, Section.CATEGORIES, code, Edit.RESTORED, by=by, now=now)


def _with_retired(amendment: Amendment, code: str, *, retired: bool) -> dict[str, Any]:
    current = parts(amendment.document, Section.CATEGORIES)
    parent = current[code].get("parent")
    also = {parent} if parent and not retired else set()
    if retired:
        also |= {name for name, each in current.items() if each.get("parent") == code}
    document = dict(amendment.document)
    for name in {code, *also}:
        document = with_part(document, Section.CATEGORIES, name, {**current[name], "retired": retired})
    return document


def _store(amendment: Amendment, document: dict[str, Any], section: Section) -> None:
    """Keeps a document unless it has contradictions that the draft had not before."""
    try:
        parse(document)
    except InvalidDocument as refused:
        if not refused.faults:
            raise
        before = set(faults_of(amendment.document))
        new = tuple(each for each in refused.faults if each not in before and each.why not in MAY_WAIT)
        if new:
            raise InvalidDocument(tuple(str(each) for each in new), new) from refused
    amendment.document = document
    db.session.flush()


def _note(amendment: Amendment, section: Section, code: str, edit: Edit, *, by: Staff, now: datetime) -> None:
    db.session.add(
        AmendmentEdit(amendment_id=amendment.id, by_id=by.id, at=now, section=section, code=code, edit=edit)
    )
    part = {} if code == SINGLE else {"part": code}
    record("amendment.changed", amendment, by=by, now=now, section=section, edit=edit, **part)
    db.session.flush()
    db.session.expire(amendment, ["edits"])
