"""Calls outside the hours of the hotline (V-03)."""

from datetime import datetime

import pytest

from models.cases import actions
from models.cases.queries import due_times_of
from models.cases.words import Channel, DueKind, Ending
from tests.cast import Cast
from tests.models.cases.making import intake
from tests.moments import MONDAY


def when(*clock: int) -> datetime:
    return MONDAY.replace(day=clock[0], hour=clock[1], minute=0)


@pytest.mark.parametrize(
    ("called", "responded", "channel", "due"),
    [
        (when(23, 10), False, Channel.HOTLINE, when(23, 10).replace(minute=30)),
        (when(23, 23), False, Channel.VOICEMAIL, when(24, 18)),
        (when(21, 23), False, Channel.VOICEMAIL, when(23, 18)),
        (when(23, 23), True, Channel.HOTLINE, None),
    ],
)
def test_v03_a_call_outside_the_hours_is_a_voicemail_due_on_the_next_working_day(
    cast: Cast, called: datetime, responded: bool, channel: Channel, due: datetime | None
) -> None:
    """The hours are the rulebook's; the clock runs from the call, whenever it is written down."""
    told = intake(channel=Channel.HOTLINE, received_at=called, responded=responded)
    case = actions.open_case(told, by=cast.agent, now=max(called, when(24, 9)))
    assert (case.channel, case.received_at) == (channel, called)
    (first,) = due_times_of(case, DueKind.FIRST_RESPONSE)
    if due is None:
        assert first.ending is Ending.MET
    else:
        assert (first.due_at, first.started_at) == (due, called)
