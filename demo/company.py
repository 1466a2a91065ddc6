"""All of 云帆网络, made from a seed and a day: the same each time."""

from dataclasses import replace
from datetime import date, datetime
from random import Random

from demo.calendar.season import Season
from demo.calendar.working import at
from demo.customers import customers
from demo.departments import departments
from demo.people import logins, people
from demo.plot.arrivals import Arrivals
from demo.plot.cases import write
from demo.story import CaseStory, Company
from demo.telling.desk import Desk

SEED = 20261121
MORNING = 8 * 60
"""Without another moment the company stands as at eight in the morning of `today` in Shanghai."""


def make_company(today: date, *, seed: int = SEED, until: datetime | None = None) -> Company:
    """The company as it stands at `until`: people, customers, and the stories of the year before `today`.

    The same arguments give the same company. Nothing in it happened after `until`.
    """
    moment = until or at(today, MORNING)
    draw = Random(seed)
    season = Season(today)
    known = customers(draw)
    desk = Desk(draw)
    arrivals = sorted(Arrivals(draw, season, known).year(0), key=lambda each: each.received_at)
    stories = (write(desk, arrival, season, key) for key, arrival in enumerate(arrivals, start=1))
    return Company(
        today=today,
        until=moment,
        departments=departments(),
        people=people(),
        logins=logins(),
        customers=known,
        stories=tuple(_as_of(story, moment) for story in stories if story.received_at <= moment),
    )


def _as_of(story: CaseStory, moment: datetime) -> CaseStory:
    """The story without what lies ahead."""
    if story.steps[-1].at <= moment:
        return story
    return replace(story, steps=tuple(step for step in story.steps if step.at <= moment))
