"""Whether a letter about a case still holds when it is about to leave: one table, a line a kind (R-03). Pure.

Letters wait for the end of quiet hours, for the customer's limit a day, for a mail server. Meanwhile the
case goes on. `jobs/deliver.py` asks here before each letter leaves; letters about revisits are judged in
`models/revisits/queries/letters.py`, and `jobs/overtaken.py` says who is asked about which kind.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from models.cases.tables import Case
from models.cases.words import Closing, State
from models.outbox.tables import Overtaken
from models.rulebook.words import MessageKind


@dataclass(frozen=True)
class Written:
    """A letter that is about to leave: in which round of the case and when it was written, and whether
    another that takes its place was written since."""

    round: int
    at: datetime
    followed: bool = False


Passed = Callable[[Case, Written], bool]
"""Whether what a letter was written for has passed, in one respect."""


def _closed(case: Case, _letter: Written) -> bool:
    return not case.open


def _ended_otherwise(case: Case, _letter: Written) -> bool:
    """People ended the case: the customer gets their words instead of the result."""
    return case.closing in (Closing.MALICIOUS, Closing.LEADING_GROUP, Closing.ON_THE_SPOT)


def _newer(_case: Case, letter: Written) -> bool:
    return letter.followed


def _reopened(case: Case, letter: Written) -> bool:
    return case.round != letter.round


def _replied(case: Case, letter: Written) -> bool:
    """The customer has the result, or it leaves with this letter."""
    return case.answered_at is not None and case.answered_at >= letter.at


def _spoken(case: Case, _letter: Written) -> bool:
    """The customer has read the result elsewhere and said what it is worth."""
    return case.closing in (Closing.CONFIRMED, Closing.SATISFIED, Closing.NEUTRAL)


def _went_on(case: Case, _letter: Written) -> bool:
    """Nobody waits for the customer any more: the answer came, or we go on without it."""
    return case.state is not State.WAITING


def _separated(case: Case, _letter: Written) -> bool:
    """It was another matter after all: the case is handled by itself again."""
    return case.closing is not Closing.MERGED


def _withdrawn(case: Case, _letter: Written) -> bool:
    return case.closing is Closing.WITHDRAWN


_GONE: dict[Overtaken, Passed] = {
    Overtaken.REOPENED: _reopened,
    Overtaken.WITHDRAWN: _withdrawn,
    Overtaken.CLOSED: _closed,
}
_ASKS: dict[Overtaken, Passed] = {**_GONE, Overtaken.NEWER: _newer, Overtaken.WENT_ON: _went_on}

OVERTAKEN_BY: Mapping[MessageKind, Mapping[Overtaken, Passed]] = {
    MessageKind.ACKNOWLEDGEMENT: {Overtaken.WITHDRAWN: _withdrawn, Overtaken.CLOSED: _closed},
    MessageKind.MORE_INFO_REQUEST: _ASKS,
    MessageKind.MORE_INFO_REMINDER: _ASKS,
    MessageKind.PROGRESS: {**_GONE, Overtaken.REPLIED: _replied},
    MessageKind.EXTENSION: {**_GONE, Overtaken.REPLIED: _replied, Overtaken.NEWER: _newer},
    MessageKind.REPLY: {
        Overtaken.REOPENED: _reopened,
        Overtaken.WITHDRAWN: _withdrawn,
        Overtaken.CLOSED: _ended_otherwise,
        Overtaken.ANSWERED: _spoken,
        Overtaken.NEWER: _newer,
    },
    MessageKind.REOPENED: {**_GONE, Overtaken.REPLIED: _replied},
    MessageKind.OBJECTION: _GONE,
    MessageKind.MERGED: {Overtaken.SEPARATED: _separated},
    MessageKind.CLOSED: {Overtaken.REOPENED: _reopened},
    MessageKind.WITHDRAWN: {Overtaken.REOPENED: _reopened},
    MessageKind.TRACKING_CODE: {Overtaken.NEWER: _newer},
    MessageKind.IMPROVEMENT: {Overtaken.REOPENED: _reopened},
}
"""What overtakes a letter of each kind: the first respect in which it has passed is the reason."""

_ASKING = frozenset({MessageKind.MORE_INFO_REQUEST, MessageKind.MORE_INFO_REMINDER})

FOLLOWED_BY: Mapping[MessageKind, frozenset[MessageKind]] = {
    MessageKind.MORE_INFO_REQUEST: _ASKING,
    MessageKind.MORE_INFO_REMINDER: _ASKING,
    MessageKind.EXTENSION: frozenset({MessageKind.EXTENSION}),
    MessageKind.REPLY: frozenset({MessageKind.REPLY}),
    MessageKind.TRACKING_CODE: frozenset({MessageKind.TRACKING_CODE}),
}
"""Which later letters take the place of one of each kind."""


def overtaken_by(kind: MessageKind, case: Case, letter: Written) -> Overtaken | None:
    """Why a letter of this kind must not leave any more; None while it holds."""
    for why, passed in OVERTAKEN_BY[kind].items():
        if passed(case, letter):
            return why
    return None
