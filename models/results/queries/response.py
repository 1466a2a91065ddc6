"""What became of everybody who was to be asked (S-06)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func

from models.campaigns.words import MemberSilence, MemberState
from models.clock import now
from models.db import db
from models.people.tables import Staff
from models.results.queries.asked import Asked, everybody_asked
from models.results.queries.joined import asked
from models.results.rules.selection import Selection
from models.results.rules.sheets import Head
from models.results.words import Outcome, SourceKind
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


def response(
    viewer: Staff, selection: Selection, head: Head, everybody: Sequence[Asked] | None = None
) -> Became | None:
    """Over those who were to be asked in the period; None where nobody was drawn (QR code, open link).

    `head` says how many answered, for an anonymous campaign, whose members are not joined to answers.
    `everybody` are those who were to be asked, where they were counted already; chats do without.
    """
    if selection.open:
        return None
    if selection.source.kind is SourceKind.CHAT:
        return _chats(viewer, selection)
    if everybody is None:
        everybody = everybody_asked(viewer, selection)
    if selection.source.kind is SourceKind.CAMPAIGN:
        return _members(everybody, selection, head)
    return _revisits(everybody)


def _revisits(everybody: Sequence[Asked]) -> Became:
    outcomes: Counter[Outcome] = Counter()
    reasons: Counter[StrEnum] = Counter()
    for each in everybody:
        if each.state is RevisitState.ANSWERED:
            outcomes[Outcome.COMPLETE] += each.complete
            outcomes[Outcome.PARTIAL] += each.n - each.complete
        elif each.state is RevisitState.CANCELLED:
            outcomes[Outcome.INELIGIBLE] += each.n
        elif each.silence is None:
            outcomes[Outcome.WAITING] += each.n
        else:
            outcomes[SILENCES[each.silence]] += each.n
            reasons[each.silence] += each.n
    return Became(_dispositions(outcomes), reasons)


def _chats(viewer: Staff, selection: Selection) -> Became:
    over = Invitation.closes_at <= now()
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


def _members(everybody: Sequence[Asked], selection: Selection, head: Head) -> Became:
    outcomes: Counter[Outcome] = Counter()
    reasons: Counter[StrEnum] = Counter()
    for each in everybody:
        outcomes[Outcome.COMPLETE] += each.complete
        outcomes[Outcome.PARTIAL] += each.begun - each.complete
        left = each.n - each.begun
        if each.state is MemberState.SILENT and each.silence is not None:
            outcomes[SILENCES[each.silence]] += left
            reasons[each.silence] += left
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
