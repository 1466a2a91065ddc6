"""How busy each day of the year is, and the two days that everybody at 云帆网络 remembers."""

from dataclasses import dataclass
from datetime import date, timedelta

from demo.calendar.working import is_festival, is_spring_festival, is_working_day

DAYS = 365
OUTAGE = (8, 27)
"""A digger cut the trunk fibre in Longhua: month and day."""
PROMOTION = (6, 16)
"""The top-up offer of 16 to 20 June that paid out nothing for half of those who took part."""
PROMOTION_DAYS = 9


@dataclass(frozen=True, slots=True)
class Season:
    """The year before `today`, both ends included."""

    today: date

    @property
    def first(self) -> date:
        return self.today - timedelta(days=DAYS)

    def latest(self, month: int, day: int) -> date:
        """The last time before today that this day of the year came round."""
        this_year = date(self.today.year, month, day)
        return this_year if this_year < self.today else date(self.today.year - 1, month, day)

    @property
    def outage(self) -> date:
        return self.latest(*OUTAGE)

    @property
    def promotion(self) -> date:
        return self.latest(*PROMOTION)

    def weight(self, day: date) -> float:
        """How many voices a day brings, compared with an ordinary Tuesday."""
        if is_spring_festival(day) and is_festival(day):
            return 0.22
        weight = 1.0 if is_working_day(day) else 0.55
        if is_spring_festival(day):
            weight *= 0.6
        elif is_festival(day):
            weight *= 0.75
        if day.month in (7, 8):
            weight *= 1.15  # heat, thunder, children at home
        if day.month == 9 and day.day <= 14:
            weight *= 1.2  # the start of the school year
        if day.day <= 5:
            weight *= 1.18  # the bill of the month before
        age = (self.today - day).days
        weight *= 1.12 - 0.24 * age / DAYS  # the company grows
        return weight * (1.35 if age <= 13 else 1.0)

    def fees(self, day: date) -> float:
        """How much likelier a voice is about money on a day: bills come on the first."""
        return 2.4 if day.day <= 4 else 1.35 if day.day <= 7 else 0.8

    def storms(self, day: date) -> float:
        """How much likelier a voice is about the network: thunder and typhoons from June to September."""
        return 1.3 if 6 <= day.month <= 9 else 1.0
