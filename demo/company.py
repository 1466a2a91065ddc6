"""All of 云帆网络, made from a seed and a day: the same each time."""

from dataclasses import replace
from datetime import date, datetime
from random import Random

from demo.calendar.season import Season
from demo.calendar.working import at
from demo.customers import customers
from demo.departments import departments
from demo.people import logins, people
from demo.plot import flagship
from demo.plot.arrivals import Arrival, Arrivals
from demo.plot.cases import write
from demo.plot.staging import Stage, Staged
from demo.products import SOLD
from demo.story import CaseStory, Company, Customer, Voice
from demo.telling.desk import Desk

SEED = 20261121
MORNING = 8 * 60
"""Without another moment the company stands as at eight in the morning of `today` in Shanghai."""


def make_company(today: date, *, hotline: str, seed: int = SEED, until: datetime | None = None) -> Company:
    """The company as it stands at `until`: people, customers, and the stories of the year before `today`.

    The same arguments give the same company. Nothing in it happened after `until`, which lies on `today`.
    `hotline` is the number of the configuration, which customers and staff speak of.
    """
    moment = until or at(today, MORNING)
    draw = Random(seed)
    known = customers(draw)
    known = (*known, flagship.customer(len(known) + 1))
    stories = _stories(Desk(draw, hotline), today, known)
    return Company(
        today=today,
        until=moment,
        departments=departments(),
        people=people(),
        logins=logins(),
        customers=known,
        stories=tuple(_as_of(story, moment) for story in stories if story.received_at <= moment),
        products=SOLD,
    )


def _stories(desk: Desk, today: date, known: tuple[Customer, ...]) -> list[CaseStory]:
    season = Season(today)
    staged = list(Stage(desk.draw, today, known).all())
    others = Arrivals(desk.draw, season, known).year(len(staged) + flagship.COUNT)
    arrivals: list[tuple[Arrival, Staged | None]] = [(each.arrival, each) for each in staged]
    arrivals += [(each, None) for each in others]
    arrivals.sort(key=lambda pair: pair[0].received_at)
    caller = next(each for each in known if each.voice is Voice.ANGRY and each.email is None)
    stories = [flagship.drops(1, known[-1].key, today), flagship.topup(2, caller.key, today)]
    for key, (arrival, stand) in enumerate(arrivals, start=flagship.COUNT + 1):
        story = write(desk, arrival, season, key, stand.script if stand else None)
        stories.append(stand.as_it_stands(story) if stand else story)
    return sorted(stories, key=lambda story: story.received_at)


def _as_of(story: CaseStory, moment: datetime) -> CaseStory:
    """The story without what lies ahead."""
    if story.steps[-1].at <= moment:
        return story
    return replace(story, steps=tuple(step for step in story.steps if step.at <= moment))
