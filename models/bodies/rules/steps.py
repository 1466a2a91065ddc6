"""What somebody may do with a meeting (M-01). Pure."""

from collections.abc import Collection
from enum import StrEnum

from models.bodies.tables import AgendaItem, BodyMeeting
from models.bodies.words import CONVENING, HEARINGS, Act, BodyKind, Outcome, Seat, SessionState, Topic


class MeetingStep(StrEnum):
    """The verbs on a meeting."""

    AGENDA = "agenda"
    CHANGE = "change"
    CANCELLATION = "cancellation"
    OPENING = "opening"
    MINUTES = "minutes"
    SIGNATURE = "signature"


ACTS = {
    Topic.GRAVE: (Act.CASE_MEETING, Act.CASE_CLOSURE, Act.CASE_ROUND),
    Topic.ROUNDS: (Act.CASE_CLOSURE, Act.CASE_ROUND),
    Topic.APPEAL: HEARINGS,
}
"""What a decision on each topic may do."""
POWERS = {
    BodyKind.LEADING_GROUP: (Topic.GRAVE, Topic.ROUNDS, Topic.APPEAL),
    BodyKind.COMMITTEE: (Topic.GRAVE, Topic.ROUNDS),
    BodyKind.SUPERVISION_GROUP: (),
}
"""On which topics a decision of each body acts: those that come on its agenda by themselves."""


def acts_for(topic: Topic, body: BodyKind) -> tuple[Act, ...]:
    """What a decision of a body on a topic may do; nothing by itself for most, and beyond its powers."""
    return ACTS.get(topic, ()) if topic in POWERS[body] else ()


def meeting_steps(
    meeting: BodyMeeting, staff_id: int, seat: Seat | None, items: Collection[AgendaItem]
) -> list[MeetingStep]:
    """What this person may do next; `seat` is theirs in the body today. The chair of a meeting signs what
    another kept, once every item has an outcome."""
    found: list[MeetingStep] = []
    if meeting.state is SessionState.CALLED and seat in CONVENING:
        found += [MeetingStep.OPENING, MeetingStep.AGENDA, MeetingStep.CHANGE, MeetingStep.CANCELLATION]
    if meeting.state is SessionState.OPEN:
        if staff_id == meeting.chair_id and items and all(each.outcome for each in items):
            found.append(MeetingStep.SIGNATURE)
        if staff_id == meeting.keeper_id:
            found += [MeetingStep.MINUTES, MeetingStep.AGENDA]
    return found


def waits_to_be_carried_out(meeting: BodyMeeting, item: AgendaItem) -> bool:
    """Whether the signed decision on an item has yet to be carried out."""
    carried = item.outcome is Outcome.CARRIED and item.act is not None
    return meeting.state is SessionState.SIGNED and carried and item.acted_at is None
