"""Those who answered beside those who did not, by what their cases tell of both (S-06)."""

from typing import Any

from sqlalchemy import case, func, or_

from models.campaigns.tables import CampaignMember
from models.campaigns.words import MemberState
from models.cases.tables import Case
from models.db import db
from models.people.tables import Staff
from models.results.queries.joined import asked
from models.results.queries.moments import span_of_days
from models.results.rules.selection import Selection
from models.results.words import Quiet, SourceKind
from models.revisits.tables import Revisit
from models.revisits.words import RevisitState
from models.surveys.rules.statistics import Group
from models.surveys.tables import Response


def silent(viewer: Staff, selection: Selection) -> dict[Quiet, dict[Any, Group]] | None:
    """By department, grade and days until the customer was answered; one query.

    Counts whoever was to be asked and has answered, or will not any more. None for chats, where nearly all
    know who answers, for open campaigns, and for anonymous ones, where answers have no case.
    """
    if selection.source.kind is SourceKind.CHAT or selection.open or selection.anonymous:
        return None
    if selection.source.kind is SourceKind.CAMPAIGN:
        settled: Any = or_(Response.id.is_not(None), CampaignMember.state == MemberState.SILENT)
        heard: Any = Response.id.is_not(None)
    else:
        settled = Revisit.state.in_((RevisitState.ANSWERED, RevisitState.EXPIRED))
        heard = Revisit.state == RevisitState.ANSWERED
    keys = (Case.lead_department_id, Case.grade, span_of_days(Case.received_at, Case.answered_at))
    found = (
        asked(viewer, selection, *keys, func.sum(case((heard, 1), else_=0)), func.count())
        .where(settled, Case.id.is_not(None))
        .group_by(*keys)
    )
    groups: dict[Quiet, dict[Any, Group]] = {quiet: {} for quiet in Quiet}
    for *values, answered, n in db.session.execute(found):
        for quiet, value in zip((Quiet.DEPARTMENT, Quiet.GRADE, Quiet.DAYS), values, strict=True):
            before = groups[quiet].get(value, Group(0, 0))
            groups[quiet][value] = Group(before.answered + answered, before.silent + n - answered)
    return groups
