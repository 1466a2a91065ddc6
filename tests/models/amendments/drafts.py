"""Changing, handing in and approving drafts in tests."""

from datetime import datetime, timedelta
from typing import Any

from models.amendments import actions
from models.amendments.rules.sections import PUBLIC, day_code, digest, parts
from models.amendments.tables import Amendment
from models.amendments.words import Section
from models.people.tables import Staff
from tests.models.rulebook.calendars import at

NOW = at("2026-11-23 10:00")
DAY_OF_EFFECT = at("2026-11-24 00:00")
AFTER = DAY_OF_EFFECT + timedelta(hours=10)


def part(draft: Amendment, section: Section, code: str) -> dict[str, Any]:
    """A part of the draft as it is now."""
    return parts(draft.document, section)[code]


def change(
    draft: Amendment, section: Section, code: str, by: Staff, *, now: datetime = NOW, **fields: Any
) -> None:
    """Changes fields of a part."""
    current = part(draft, section, code)
    actions.change_part(draft, section, code, current | fields, by=by, now=now, seen=digest(current))


def days(amount: int) -> dict[str, Any]:
    return {"amount": amount, "unit": "working_days"}


def day_off(draft: Amendment, day: str, by: Staff) -> None:
    """Announces a public day off."""
    one = {"desk": PUBLIC, "day": day, "rule": "off"}
    actions.add_part(draft, Section.HOLIDAYS, day_code(PUBLIC, day), one, by=by, now=NOW)


def hand_in(draft: Amendment, by: Staff) -> Amendment:
    """Says why, and submits."""
    actions.describe(
        draft,
        name_zh="第二版",
        name_en="Second edition",
        effective_from=DAY_OF_EFFECT,
        note="旺季调整",
        by=by,
        now=NOW,
        seen=None,
    )
    return actions.submit(draft, by=by, now=NOW, seen=draft.version)


def approve(draft: Amendment, by: Staff, *, apply_to_open: bool = False) -> Amendment:
    """A second person puts it in force."""
    return actions.approve(draft, apply_to_open=apply_to_open, by=by, now=NOW, seen=draft.version)
