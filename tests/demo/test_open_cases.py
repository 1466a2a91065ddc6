"""The open cases of the last days give everybody something to do."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from demo.calendar.working import result_due, this_or_next
from demo.people import logins
from demo.story import (
    Assigned,
    CaseStory,
    Company,
    Paused,
    Planned,
    Registered,
    Reopened,
    Resulted,
    Reviewed,
    RevisitAnswered,
    RevisitAttempted,
    RevisitSent,
    Step,
    Told,
    Triaged,
)
from models.clock import local_day
from models.people.rules import Role
from tests.demo.conftest import TODAY

MONDAY = this_or_next(TODAY)


def open_cases(company: Company) -> list[CaseStory]:
    return [story for story in company.stories if story.open]


def last_of(story: CaseStory, *kinds: type[Step]) -> Step | None:
    return next((step for step in reversed(story.steps) if isinstance(step, kinds)), None)


def owner_of(story: CaseStory) -> str:
    found = last_of(story, Assigned)
    return found.owner if isinstance(found, Assigned) else ""


def due_of(story: CaseStory) -> datetime | None:
    found = last_of(story, Triaged)
    return result_due(found.grade, found.at) if isinstance(found, Triaged) else None


def in_hand(story: CaseStory) -> bool:
    """Whether the owner has the word: no result waits, no answer is out, no customer is waited for."""
    found = last_of(story, Assigned, Resulted, Reviewed, Told, Paused, Reopened)
    return isinstance(found, Assigned | Reopened) or (isinstance(found, Reviewed) and not found.approved)


def count(company: Company, wanted: Callable[[CaseStory], bool]) -> int:
    return sum(wanted(story) for story in open_cases(company))


def ends_with(kind: type[Step]) -> Callable[[CaseStory], bool]:
    return lambda story: isinstance(story.steps[-1], kind)


def test_open_cases_stand_in_every_state(company: Company) -> None:
    assert 70 <= len(open_cases(company)) <= 140
    assert count(company, ends_with(Registered)) >= 5  # to triage
    assert count(company, ends_with(Triaged)) >= 6  # to give to an owner
    assert count(company, ends_with(Paused)) >= 3  # waiting for the customer
    assert count(company, ends_with(Resulted)) >= 8  # to review
    approved = lambda story: isinstance(story.steps[-1], Reviewed) and story.steps[-1].approved  # noqa: E731
    assert count(company, approved) >= 2  # to tell the customer
    assert count(company, ends_with(RevisitSent)) >= 4  # a link is out
    assert count(company, lambda story: any(isinstance(step, Reopened) for step in story.steps)) >= 4


def test_phone_revisits_wait(company: Company) -> None:
    """R-02: customers without a mail address whom nobody has called yet, and some called in vain."""
    mail = {each.key: each.email for each in company.customers}
    assert count(company, lambda story: isinstance(story.steps[-1], Told) and not mail[story.customer]) >= 4
    assert count(company, ends_with(RevisitAttempted)) >= 3


def test_work_is_due_next_and_late(company: Company) -> None:
    """H-04."""
    due = Counter(
        "late" if moment < company.until else "next" if local_day(moment) == MONDAY else "later"
        for story in open_cases(company)
        if in_hand(story) and (moment := due_of(story))
    )
    assert due["late"] >= 4
    assert due["next"] >= 8
    assert due["later"] >= 8


def test_those_with_a_login_have_work(company: Company) -> None:
    """Everyone who logs in as a handler or an agent finds cases of their own, in several states."""
    numbers = {each.role: each.number for each in logins()}
    for role in (Role.DEPARTMENT_HANDLER, Role.FINANCE, Role.CUSTOMER_SERVICE_AGENT):
        mine = [story for story in open_cases(company) if owner_of(story) == numbers[role]]
        assert len(mine) >= 5, role
        assert sum(in_hand(story) for story in mine) >= 3, role
    legal = [story for story in open_cases(company) if owner_of(story) == numbers[Role.LEGAL]]
    assert legal
    departments = Counter(
        found.lead for story in open_cases(company) if isinstance(found := last_of(story, Triaged), Triaged)
    )
    assert {"JS", "YF", "CW", "KF", "SC", "YY", "ZL", "FW", "MD1"} <= set(departments)


def test_some_owners_have_not_planned_yet(company: Company) -> None:
    """G-03: a plan is due in two working days."""
    fresh = [
        story
        for story in open_cases(company)
        if isinstance(found := last_of(story, Triaged), Triaged)
        and found.grade == 2
        and owner_of(story)
        and not last_of(story, Planned)
    ]
    assert len(fresh) >= 2


def test_a_case_that_went_round_three_times_waits_for_the_leading_group(company: Company) -> None:
    """R-04."""
    waiting = [
        story
        for story in open_cases(company)
        if isinstance(found := story.steps[-1], RevisitAnswered)
        and found.score < 3
        and sum(isinstance(step, Reopened) for step in story.steps) == 2
    ]
    assert waiting


def test_severe_ones_are_under_way(company: Company) -> None:
    """G-04."""
    severe = [
        story
        for story in open_cases(company)
        if isinstance(found := last_of(story, Triaged), Triaged) and found.grade == 3
    ]
    assert len(severe) >= 3


def test_the_two_written_out_by_hand_stand_as_in_the_pictures(company: Company) -> None:
    drops = next(story for story in company.stories if story.key == 1)
    assert drops.title == "宽带晚间频繁掉线，三次报修未解决，要求减免月费"
    assert isinstance(drops.steps[-1], Resulted)
    assert owner_of(drops) == "YF-0217"
    topup = next(story for story in company.stories if story.key == 2)
    assert topup.open
    assert topup.received_at > company.until - timedelta(days=4)
