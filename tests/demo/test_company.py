"""The demo company is the same each time, and nothing in it lies ahead."""

from collections import Counter
from datetime import date, timedelta

from demo.calendar.season import Season
from demo.calendar.working import at, is_festival, is_spring_festival
from demo.company import make_company
from demo.story import Company
from models.cases.words import Channel, Kind
from models.clock import local_day
from tests.demo.conftest import HOTLINE, TODAY


def test_the_same_day_and_seed_give_the_same_company(company: Company) -> None:
    assert make_company(TODAY, hotline=HOTLINE) == company


def test_another_seed_gives_other_cases_on_any_day_of_the_year(company: Company) -> None:
    """Spring Festival is the day on which counting working days goes wrong first."""
    today = date(2026, 2, 18)
    until = at(today, 15 * 60)
    other = make_company(today, seed=7, until=until, hotline=HOTLINE)
    assert 1450 <= len(other.stories) <= 1500
    assert max(step.at for story in other.stories for step in story.steps) <= until
    assert any(local_day(story.received_at) >= today - timedelta(days=2) for story in other.stories)
    assert other.people == company.people
    said = {story.problem for story in company.stories}
    assert len(said & {story.problem for story in other.stories}) <= 5


def test_nothing_happened_after_the_moment_asked_for(company: Company) -> None:
    assert max(step.at for story in company.stories for step in story.steps) <= company.until
    assert min(story.received_at for story in company.stories) >= at(TODAY - timedelta(days=365), 0)


def test_about_1500_cases_of_every_kind_and_channel(company: Company) -> None:
    """V-01: every channel but the supervision hotline, which is not open yet, and the regulators, who are
    heard of lately; every kind."""
    assert 1480 <= len(company.stories) <= 1500
    assert {story.kind for story in company.stories} == set(Kind)
    assert {story.channel for story in company.stories} == set(Channel) - {
        Channel.SUPERVISION,
        Channel.REGULATOR,
    }
    assert len({story.key for story in company.stories}) == len(company.stories)


def test_the_year_has_its_seasons(company: Company) -> None:
    by_day = Counter(local_day(story.received_at) for story in company.stories)
    season = Season(TODAY)
    assert by_day.most_common(1)[0][0] == season.outage
    assert by_day[season.outage] > 30
    after_promotion = sum(by_day[season.promotion + timedelta(days=shift)] for shift in range(2, 11))
    assert after_promotion > 50
    days = [season.first + timedelta(days=shift) for shift in range(366)]
    quiet = [day for day in days if is_spring_festival(day) and is_festival(day)]
    assert sum(by_day[day] for day in quiet) / len(quiet) < 0.5 * len(company.stories) / 366


def test_money_is_spoken_of_when_the_bill_comes(company: Company) -> None:
    of_fees = [
        story
        for story in company.stories
        for step in story.steps
        if getattr(step, "category", "").startswith("fees")
    ]
    early = sum(local_day(story.received_at).day <= 7 for story in of_fees)
    assert early / len(of_fees) > 1.3 * 7 / 30


def test_people_speak_at_the_hours_of_their_channel(company: Company) -> None:
    """V-03: outside the hotline's hours a call is a voicemail."""
    for story in company.stories:
        hour = (story.received_at.hour + 8) % 24
        if story.channel in (Channel.HOTLINE, Channel.CHAT):
            assert 8 <= hour < 22
        if story.channel is Channel.VOICEMAIL:
            assert not 8 <= hour < 22
