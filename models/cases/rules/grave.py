"""What a grave case asks of whom: meeting, action items, special report (G-04). Pure."""

from collections.abc import Iterable, Sequence

from models.cases.tables import ActionItem, Meeting, SpecialReport
from models.cases.words import MeetingKind, MeetingState, ReportState


def held(meetings: Iterable[Meeting], kind: MeetingKind, round: int) -> bool:  # noqa: A002
    """Whether a meeting of this kind was held in a round of the case."""
    return any(
        each.kind is kind and each.state is MeetingState.HELD and each.round == round for each in meetings
    )


def called(meetings: Iterable[Meeting]) -> Meeting | None:
    """The consultation that was called and has not decided yet (T-04)."""
    return next((each for each in meetings if each.state is MeetingState.CALLED), None)


def decided(meetings: Iterable[Meeting]) -> Meeting | None:
    """The consultation whose decision nobody has carried out yet (T-04)."""
    return next(
        (
            each
            for each in meetings
            if each.kind is MeetingKind.CONSULTATION
            and each.state is MeetingState.HELD
            and each.carried_out_at is None
        ),
        None,
    )


def open_items(meetings: Iterable[Meeting], owner_id: int | None = None) -> list[ActionItem]:
    """The action items that nobody has finished, of one person or of all; the first due first."""
    items = (item for meeting in meetings for item in meeting.actions if item.open)
    mine = (item for item in items if owner_id in (None, item.owner_id))
    return sorted(mine, key=lambda item: (item.due_at, item.id))


def to_acknowledge(reports: Iterable[SpecialReport]) -> SpecialReport | None:
    """The report that waits for a leader."""
    return next((each for each in reports if each.state is ReportState.SUBMITTED), None)


def draft_of(reports: Iterable[SpecialReport]) -> SpecialReport | None:
    """The version that is being written."""
    return next((each for each in reports if each.state is ReportState.DRAFT), None)


def may_be_written(reports: Sequence[SpecialReport], round: int) -> bool:  # noqa: A002
    """Whether a report may be written in this round: none waits for a leader, none was acknowledged."""
    return to_acknowledge(reports) is None and not any(
        each.state is ReportState.ACKNOWLEDGED and each.round == round for each in reports
    )


def latest(reports: Sequence[SpecialReport]) -> SpecialReport | None:
    """The version that counts: the last that was not let go."""
    return next((each for each in reversed(reports) if each.state is not ReportState.DROPPED), None)
