"""Everybody who was to be asked, counted in one pass: by what became of them and by their cases (S-06)."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import func

from models.campaigns.tables import CampaignMember
from models.cases.tables import Case
from models.db import db
from models.people.tables import Staff
from models.results.queries.joined import LAID_OUT, asked
from models.results.queries.moments import DAYS, whole_days
from models.results.rules.selection import Selection
from models.results.words import SourceKind
from models.revisits.tables import Revisit
from models.surveys.tables import Response


@dataclass(frozen=True)
class Asked:
    """People who share what became of them and what is known of their case.

    `days` is the place among DAYS of how long their case took, len(DAYS) beyond the last and None where it
    is not answered. Of `n` people `begun` have an answer, `complete` of them to the end.
    """

    state: StrEnum
    silence: StrEnum | None
    has_case: bool
    department_id: int | None
    grade: int | None
    days: int | None
    complete: int
    begun: int
    n: int


def everybody_asked(viewer: Staff, selection: Selection) -> Sequence[Asked]:
    """Of revisits or of a campaign; chats have neither states nor reasons."""
    who: Any = CampaignMember if selection.source.kind is SourceKind.CAMPAIGN else Revisit
    keys = (
        who.state,
        who.silence,
        Case.id.is_not(None),
        Case.lead_department_id,
        Case.grade,
    )
    days = whole_days(Case.received_at, Case.answered_at).label("days")
    counted = (func.count(Response.completed_at), func.count(Response.id), func.count())
    found = asked(viewer, selection, *keys, days, *counted).with_hint(Case, LAID_OUT, "sqlite")
    rows = db.session.execute(found.group_by(*keys, "days"))
    return [
        Asked(state, silence, bool(has_case), department, grade, _place(days_taken), *numbers)
        for state, silence, has_case, department, grade, days_taken, *numbers in rows
    ]


def _place(days: int | None) -> int | None:
    return None if days is None else bisect_left(DAYS, days)
