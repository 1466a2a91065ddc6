"""Those who answered beside those who did not, by what their cases tell of both (S-06)."""

from collections.abc import Sequence
from typing import Any

from models.campaigns.words import MemberState
from models.people.tables import Staff
from models.results.queries.asked import Asked, everybody_asked
from models.results.rules.selection import Selection
from models.results.words import Quiet, SourceKind
from models.revisits.words import RevisitState
from models.surveys.rules.statistics import Group


def silent(
    viewer: Staff, selection: Selection, everybody: Sequence[Asked] | None = None
) -> dict[Quiet, dict[Any, Group]] | None:
    """By department, grade and days until the customer was answered.

    Counts whoever was to be asked and has answered, or will not any more. None for chats, where nearly all
    know who answers, for open campaigns, and for anonymous ones, where answers have no case. `everybody`
    are those who were to be asked, where they were counted already.
    """
    if selection.source.kind is SourceKind.CHAT or selection.open or selection.anonymous:
        return None
    if everybody is None:
        everybody = everybody_asked(viewer, selection)
    groups: dict[Quiet, dict[Any, Group]] = {quiet: {} for quiet in Quiet}
    for each in everybody:
        group = _settled(each)
        if not each.has_case or not any(group):
            continue
        values = {Quiet.DEPARTMENT: each.department_id, Quiet.GRADE: each.grade, Quiet.DAYS: each.days}
        for quiet, value in values.items():
            before = groups[quiet].get(value, Group(0, 0))
            groups[quiet][value] = Group(before.answered + group.answered, before.silent + group.silent)
    return groups


def _settled(each: Asked) -> Group:
    """Those of them who have answered, and those who will not any more."""
    if isinstance(each.state, MemberState):
        return Group(each.begun, each.n - each.begun if each.state is MemberState.SILENT else 0)
    if each.state is RevisitState.ANSWERED:
        return Group(each.n, 0)
    return Group(0, each.n if each.state is RevisitState.EXPIRED else 0)
