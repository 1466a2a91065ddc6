"""What is settled about one case, and how more is settled when a text asks for it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Self

from demo import products
from demo.calendar.working import add_days
from demo.places import Area
from demo.story import Customer
from demo.writing.facts.days import WEEKDAYS
from models.clock import local

HOURS = (7, 8, 9, 10, 11, 12, 14, 15, 16, 18, 19, 20, 20, 21, 21, 22)
AMOUNTS = (
    18, 19, 20, 25, 28, 30, 36, 39, 42, 45, 48, 50, 56, 58, 60, 66, 69, 72, 76, 78, 80, 86, 88, 96, 98,
    99, 106, 108, 118, 120, 126, 128, 136, 145, 150, 158, 168, 180, 188, 198, 210, 216, 236, 240, 258,
    268, 280, 298, 320,
)  # fmt: skip
ROUND_AMOUNTS = (30, 50, 50, 100, 100, 100, 150, 200, 200, 300, 500)


class Known:
    """What is settled about one case: the customer, the place, the moments, and what was asked for so far."""

    def __init__(
        self,
        draw: Random,
        customer: Customer,
        area: Area,
        received: datetime,
        *,
        lag: int,
        hours: tuple[int, ...] = (),
        even: bool = False,
    ) -> None:
        self.draw = draw
        self.customer = customer
        self.area = area
        self.received = local(received)
        self.happened = self.received.date() - timedelta(days=lag)
        self.lag = lag
        self.moment = self.received
        self.even = even
        self._known: dict[str, str] = {}
        self.hour, self.minute = self._clock(hours or HOURS)

    def _clock(self, hours: tuple[int, ...]) -> tuple[int, int]:
        """The time of day at which it happened: before the customer spoke of it."""
        hour, minute = self.received.hour, self.received.minute
        if self.lag:
            return self.draw.choice(hours), self.draw.randint(0, 59)
        earlier = [each for each in hours if each < hour]
        if earlier:
            return self.draw.choice(earlier), self.draw.randint(0, 59)
        return hour, self.draw.randint(0, minute)

    def __call__(self, name: str) -> str:
        """The fact of this name, the same each time it is asked for."""
        raise NotImplementedError

    def know(self, **values: str) -> None:
        """Settles facts that others decide (the owner's name, the round)."""
        self._known.update(values)

    def known(self, name: str) -> str:
        """A fact if it was settled already, else nothing."""
        return self._known.get(name, "")

    def at(self, moment: datetime) -> Self:
        """The same facts, told at another moment."""
        self.moment = local(moment)
        return self

    def pick(self, options: Sequence[str]) -> str:
        return options[int(self.draw.random() * len(options))]

    def day_word(self, day: date) -> str:
        """A day as people say it on the day of the call."""
        today = self.received.date()
        gap = (today - day).days
        if gap <= 2:
            return ("今天", "昨天", "前天")[max(gap, 0)]
        weekday = WEEKDAYS[day.weekday()]
        styles = [f"{day.month}月{day.day}号", f"{day.month}月{day.day}日"]
        if day.month == today.month:
            styles.append(f"{day.day}号")
        if gap < today.weekday() + 1:
            styles.append(f"这周{weekday}")
        elif gap < today.weekday() + 8:
            styles.append(f"上周{weekday}")
        return styles[int(self.draw.random() * len(styles))]

    def later(self, working_days: int) -> date:
        return add_days(self.moment.date(), working_days)

    def plan(self) -> tuple[str, int, int]:
        """Name, fee and speed of the customer's plan, settled together."""
        plans = products.BUSINESS_PLANS if self.customer.firm else products.HOME_PLANS
        name, fee, speed = plans[int(self.draw.random() * len(plans))]
        self._known.update(plan=name, fee=str(fee), mbps=str(speed))
        return name, fee, speed

    def change(self) -> None:
        """The old and the new plan of a change, settled together."""
        plans = products.BUSINESS_PLANS if self.customer.firm else products.HOME_PLANS
        old, new = sorted(self.draw.sample(plans, 2), key=lambda each: each[1])
        self._known.update(oldplan=old[0], oldfee=str(old[1]), newplan=new[0], newfee=str(new[1]))

    def money(self) -> int:
        most = 1.2 * int(self.known("oldfee") or self("fee"))
        amounts = ROUND_AMOUNTS if self.even else [each for each in AMOUNTS if each <= max(most, 40)]
        value = amounts[int(self.draw.random() * len(amounts))]
        self._known["amount"] = str(value)
        return value

    def two(self, name: str, settle: Callable[[], object]) -> str:
        settle()
        return self._known[name]
