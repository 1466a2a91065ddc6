"""What became of everybody who was to be asked (S-06)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func

from models.campaigns.tables import CampaignMember
from models.campaigns.words import MemberSilence, MemberState
from models.db import db
from models.people.tables import Staff
from models.results.queries.counts import Head
from models.results.queries.joined import asked
from models.results.rules.selection import Selection
from models.results.words import Outcome, SourceKind
from models.revisits.tables import Revisit
from models.revisits.words import RevisitState, Silence
from models.surveys.rules.statistics import Dispositions
from models.surveys.tables import Invitation, Response

SILENCES: Mapping[str, Outcome] = {
    Silence.CONTACT_LIMIT: Outcome.NOT_ASKED,
    Silence.DO_NOT_CONTACT: Outcome.NOT_ASKED,
    Silence.NO_ANSWER: Outcome.NOT_REACHED,
    Silence.NO_MEANS: Outcome.NOT_ASKED,
    Silence.NOT_CALLED: Outcome.NOT_ASKED,
    Silence.NOT_REACHED: Outcome.NOT_REACHED,
    Silence.REFUSED: Outcome.REFUSED,
    Silence.UNDELIVERED: Outcome.UNDELIVERED,
    Silence.WRONG_NUMBER: Outcome.UNDELIVERED,
    MemberSilence.NOT_ASKED: Outcome.NOT_ASKED,
}
"""What each reason of silence is in a response rate; the words of campaigns are those of revisits."""


@dataclass(frozen=True)
class Became:
    """What became of everybody who was to be asked, and why some gave no answer."""

    dispositions: Dispositions
    reasons: Mapping[StrEnum, int]


def response(viewer: Staff, selection: Selection, head: Head) -> Became | None:
    """Over those who were to be asked in the period; None where nobody was drawn (QR code, open link).

    `head` says how many answered, for an anonymous campaign, whose members are not joined to answers.
    """
    if selection.open:
        return None
    match selection.source.kind:
        case SourceKind.CHAT:
            return _chats(viewer, selection)
        case SourceKind.CAMPAIGN:
            return _members(viewer, selection, head)
        case _:
            return _revisits(viewer, selection)


def _revisits(viewer: Staff, selection: Selection) -> Became:
    columns = (Revisit.state, Revisit.silence, func.count(Response.completed_at), func.count())
    found = asked(viewer, selection, *columns).group_by(Revisit.state, Revisit.silence)
    outcomes: Counter[Outcome] = Counter()
    reasons: Counter[StrEnum] = Counter()
    for state, silence, completed, n in db.session.execute(found):
        if state is RevisitState.ANSWERED:
            outcomes[Outcome.COMPLETE] += completed
            outcomes[Outcome.PARTIAL] += n - completed
        elif state is RevisitState.CANCELLED:
            outcomes[Outcome.INELIGIBLE] += n
        elif silence is None:
            outcomes[Outcome.WAITING] += n
        else:
            outcomes[SILENCES[silence]] += n
            reasons[silence] += n
    return Became(_dispositions(outcomes), reasons)


def _chats(viewer: Staff, selection: Selection) -> Became:
    over = Invitation.closes_at <= func.current_timestamp()
    found = asked(viewer, selection, func.count(), func.count(Response.id), func.count(Response.completed_at))
    n, begun, completed = db.session.execute(found).one()
    silent = db.session.execute(
        asked(viewer, selection, func.count()).where(Response.id.is_(None), over)
    ).scalar_one()
    outcomes = Counter(
        {
            Outcome.COMPLETE: completed,
            Outcome.PARTIAL: begun - completed,
            Outcome.NOT_REACHED: silent,
            Outcome.WAITING: n - begun - silent,
        }
    )
    return Became(_dispositions(outcomes), Counter({Silence.NO_ANSWER: silent}))


def _members(viewer: Staff, selection: Selection, head: Head) -> Became:
    columns = (CampaignMember.state, CampaignMember.silence)
    found = asked(
        viewer, selection, *columns, func.count(Response.completed_at), func.count(Response.id), func.count()
    )
    outcomes: Counter[Outcome] = Counter()
    reasons: Counter[StrEnum] = Counter()
    for state, silence, completed, begun, n in db.session.execute(found.group_by(*columns)):
        outcomes[Outcome.COMPLETE] += completed
        outcomes[Outcome.PARTIAL] += begun - completed
        left = n - begun
        if state is MemberState.SILENT:
            outcomes[SILENCES[silence]] += left
            reasons[silence] += left
        else:
            outcomes[Outcome.WAITING] += left
    if selection.anonymous:
        _without_keys(outcomes, reasons, head)
    return Became(_dispositions(outcomes), reasons)


def _without_keys(outcomes: Counter[Outcome], reasons: Counter[StrEnum], head: Head) -> None:
    """Takes the answers, which are joined to nobody, from those who may have given them."""
    outcomes[Outcome.COMPLETE], outcomes[Outcome.PARTIAL] = head
    left = head.n
    for place in (Outcome.WAITING, Outcome.NOT_REACHED):
        taken = min(left, outcomes[place])
        outcomes[place] -= taken
        left -= taken
        if place is Outcome.NOT_REACHED:
            reasons[MemberSilence.NO_ANSWER] -= min(taken, reasons[MemberSilence.NO_ANSWER])


def _dispositions(outcomes: Counter[Outcome]) -> Dispositions:
    return Dispositions(**{outcome.value: outcomes[outcome] for outcome in Outcome})
