"""By which day a report is acknowledged and its outcome told (W-05). Days only: no hour is kept."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from models.clock import SHANGHAI, local_day
from models.hotline.words import ReportState
from models.rulebook.document import HotlineRules, Period, Rules

BEFORE_TOLD = (
    ReportState.RECEIVED,
    ReportState.ACKNOWLEDGED,
    ReportState.ASSESSED,
    ReportState.INVESTIGATING,
    ReportState.CONCLUDED,
)


@dataclass(frozen=True)
class Clocks:
    """Both clocks of a report: the internal target and the limit of each."""

    acknowledge_target: date
    acknowledge_limit: date
    tell_target: date
    tell_limit: date


def clocks_from(day: date, rules: Rules, hotline: HotlineRules) -> Clocks:
    """The days that follow from the day of receipt."""
    return Clocks(
        acknowledge_target=_after(day, hotline.acknowledge_target, rules),
        acknowledge_limit=_after(day, hotline.acknowledge_limit, rules),
        tell_target=_after(day, hotline.tell_target, rules),
        tell_limit=months_after(day, hotline.tell_months),
    )


def months_after(day: date, months: int) -> date:
    """The same day so many months later, the last of a month that is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def late(state: ReportState, clocks: Clocks, today: date) -> bool:
    """Whether a limit or target has passed that the report has not met."""
    if state is ReportState.RECEIVED and today > clocks.acknowledge_target:
        return True
    return state in BEFORE_TOLD and today > clocks.tell_target


def over_the_limit(state: ReportState, clocks: Clocks, today: date) -> bool:
    """Whether the outer limit has passed: then somebody free of conflict is told."""
    if state is ReportState.RECEIVED and today > clocks.acknowledge_limit:
        return True
    return state in BEFORE_TOLD and today > clocks.tell_limit


def soon(state: ReportState, clocks: Clocks, today: date) -> bool:
    """Whether a target is reached today or tomorrow."""
    tomorrow = today + timedelta(days=1)
    if state is ReportState.RECEIVED:
        return tomorrow >= clocks.acknowledge_target
    return state in BEFORE_TOLD and tomorrow >= clocks.tell_target


def quarter_of(day: date) -> str:
    """The quarter that a day lies in, as 2026Q4."""
    return f"{day.year}Q{(day.month + 2) // 3}"


def _after(day: date, period: Period, rules: Rules) -> date:
    start = datetime.combine(day, time(12), SHANGHAI).astimezone(UTC)
    return local_day(rules.promise(period, start).due_at)
