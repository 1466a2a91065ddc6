"""Where answers and those who were asked are read from: each source with its case, within the viewer's scope.

Everything that is counted or listed starts here, so that no figure is over answers that the viewer may not
know of (X-01).
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, false, select

from models.campaigns.tables import CampaignMember
from models.cases.queries import departments_of
from models.cases.tables import Case, Chat
from models.people.tables import Staff
from models.permissions import Permission
from models.results.rules.selection import Selection
from models.results.words import Attribute, SourceKind
from models.revisits.tables import ChatRating, Revisit
from models.revisits.words import RevisitKind, RevisitState
from models.surveys.tables import Invitation, Response

KINDS = {SourceKind.REVISIT: RevisitKind.FIRST, SourceKind.LASTING: RevisitKind.LASTING}
LAID_OUT = "INDEXED BY ix_case_laid_out"
"""How SQLite reads cases of which nothing is asked but what answers are laid out by."""
COLUMNS: dict[Attribute, Any] = {
    Attribute.CATEGORY: Case.category,
    Attribute.CHANNEL: Case.channel,
    Attribute.DEPARTMENT: Case.lead_department_id,
    Attribute.GRADE: Case.grade,
    Attribute.REACH: Response.reach,
}


def sees_all(viewer: Staff) -> bool:
    """Whether somebody reads the results of the whole company; all others those of their departments."""
    return viewer.may(Permission.RESULTS_READ) and viewer.may(Permission.CASE_READ_ALL)


def scope(viewer: Staff) -> list[ColumnElement[bool]]:
    """The condition under which a case's answers are the viewer's to read; none for who reads all.

    Heads read those of their own departments and of all below. Answers without a case, such as those to an
    anonymous or open campaign, belong to no department.
    """
    if not viewer.may(Permission.RESULTS_READ):
        return [false()]
    if sees_all(viewer):
        return []
    return [Case.lead_department_id.in_(departments_of(viewer))]


def answered(viewer: Staff, selection: Selection, *columns: Any) -> Select[Any]:
    """These columns of all selected responses, one row each.

    Invitations and cases are looked up where a column or a condition needs them. Without columns everything
    is joined, for a caller who names them later.
    """
    conditions = [*about_case(selection), *scope(viewer)]
    needed = tables_of([*columns, *conditions])
    case = not columns or Case.__table__ in needed
    found = select(*columns).select_from(Response).where(Response.reach.in_(selection.reaches), *conditions)
    if not columns or Invitation.__table__ in needed or selection.source.kind is SourceKind.CAMPAIGN:
        found = found.join(Invitation, Invitation.id == Response.invitation_id)
    match selection.source.kind:
        case SourceKind.REVISIT | SourceKind.LASTING as kind:
            found = found.join(Revisit, Revisit.invitation_id == Response.invitation_id)
            found = found.where(Revisit.kind == KINDS[kind])
            found = found.join(Case, Case.id == Revisit.case_id) if case else found
        case SourceKind.CHAT:
            found = found.join(ChatRating, ChatRating.invitation_id == Response.invitation_id)
            found = found.join(Chat, Chat.id == ChatRating.chat_id)
            found = found.join(Case, Case.id == Chat.case_id) if case else found
        case SourceKind.CAMPAIGN:
            found = found.outerjoin(CampaignMember, CampaignMember.invitation_id == Invitation.id)
            found = found.outerjoin(Case, Case.id == CampaignMember.case_id)
            found = found.where(Invitation.campaign_id.in_(selection.campaign_ids))
    if selection.begin:
        found = found.where(Response.started_at >= selection.begin)
    if selection.end:
        found = found.where(Response.started_at < selection.end)
    return found


def tables_of(parts: Sequence[Any]) -> set[FromClause]:
    """The tables that columns and conditions are of."""
    return set(select(*parts).get_final_froms()) if parts else set()


def asked(viewer: Staff, selection: Selection, *columns: Any) -> Select[Any]:
    """These columns of everybody who was to be asked in the period, answered or not, one row each.

    How an answer came narrows nothing here: who did not answer came by no means.
    """
    match selection.source.kind:
        case SourceKind.REVISIT | SourceKind.LASTING as kind:
            found = select(*columns).select_from(Revisit).join(Case, Case.id == Revisit.case_id)
            found = found.outerjoin(Response, Response.invitation_id == Revisit.invitation_id)
            # Every state: so that the index on state and moment serves.
            found = found.where(Revisit.kind == KINDS[kind], Revisit.state.in_(tuple(RevisitState)))
            moment: Any = Revisit.send_at
        case SourceKind.CHAT:
            found = select(*columns).select_from(ChatRating).join(Chat, Chat.id == ChatRating.chat_id)
            found = found.join(Case, Case.id == Chat.case_id)
            found = found.join(Invitation, Invitation.id == ChatRating.invitation_id)
            found = found.outerjoin(Response, Response.invitation_id == Invitation.id)
            moment = ChatRating.asked_at
        case SourceKind.CAMPAIGN:
            found = select(*columns).select_from(CampaignMember)
            found = found.outerjoin(Case, Case.id == CampaignMember.case_id)
            found = found.outerjoin(Response, Response.invitation_id == CampaignMember.invitation_id)
            found = found.where(CampaignMember.campaign_id.in_(selection.campaign_ids))
            moment = None
    if moment is not None and selection.begin:
        found = found.where(moment >= selection.begin)
    if moment is not None and selection.end:
        found = found.where(moment < selection.end)
    return found.where(*about_case(selection), *scope(viewer))


def about_case(selection: Selection) -> list[ColumnElement[bool]]:
    """What the selection says of the case behind an answer."""
    conditions: list[ColumnElement[bool]] = []
    if selection.department_id is not None:
        conditions.append(Case.lead_department_id == selection.department_id)
    if selection.categories:
        conditions.append(Case.category.in_(selection.categories))
    if selection.channel is not None:
        conditions.append(Case.channel == selection.channel)
    if selection.grade is not None:
        conditions.append(Case.grade == selection.grade)
    return conditions
