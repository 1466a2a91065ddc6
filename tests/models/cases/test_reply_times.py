"""V-04: by mail, a first reply in one working day, a simple answer in three, a complex plan in five."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cases import actions
from models.cases.queries import due_times_of
from models.cases.rules.terms import clock_of, due_under, terms_of
from models.cases.tables import Case
from models.cases.words import Channel, DueKind
from models.files.storage import FolderStore
from models.rulebook.queries import rules_of
from tests.cast import Cast
from tests.models.cases.making import DAY, decision, new
from tests.models.imports.making import imported
from tests.models.imports.sheets import OPEN
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
FRIDAY = MONDAY + 4 * DAY


def decided(cast: Cast, now: datetime, channel: Channel = Channel.EMAIL, **changes: object) -> Case:
    """A case that came on MONDAY and is decided at some moment."""
    case = new(channel=channel)
    return actions.triage(case, decision(**changes), by=cast.agent, now=now, seen=case.version)


def due(case: Case, kind: DueKind) -> list[str]:
    """When what of that kind still runs is due."""
    running = [each for each in due_times_of(case, kind) if each.ended_at is None]
    return [f"{each.due_at.astimezone(MONDAY.tzinfo):%m-%d %H:%M}" for each in running]


def test_the_first_reply(cast: Cast) -> None:
    """V-04, H-01: one working day after it came."""
    assert due(new(channel=Channel.EMAIL), DueKind.FIRST_RESPONSE) == ["11-24 18:00"]


@pytest.mark.parametrize(
    ("channel", "answer"), [(Channel.EMAIL, "11-26 18:00"), (Channel.WEB, "11-27 18:00")]
)
def test_a_simple_matter_is_answered(cast: Cast, channel: Channel, answer: str) -> None:
    """V-04, G-02: three working days after a mail came, however late it was decided on."""
    case = decided(cast, MONDAY + DAY, channel, grade=1)
    assert due(case, DueKind.RESULT) == [answer]
    assert due(case, DueKind.PLAN) == []


@pytest.mark.parametrize(("channel", "plan"), [(Channel.EMAIL, "11-30 18:00"), (Channel.WEB, "12-01 18:00")])
def test_a_complex_matter_has_a_plan(cast: Cast, channel: Channel, plan: str) -> None:
    """V-04, G-03: five working days after a mail came; its result has the grade's time."""
    case = decided(cast, FRIDAY, channel, grade=2)
    assert (due(case, DueKind.PLAN), due(case, DueKind.RESULT)) == ([plan], ["12-04 18:00"])


def test_the_sooner_of_both_holds(cast: Cast) -> None:
    """V-04, G-03: decided at once, grade 2 promises its plan sooner than the channel does."""
    assert due(decided(cast, MONDAY, grade=2), DueKind.PLAN) == ["11-25 18:00"]


def test_a_later_decision_counts_from_the_first(cast: Cast) -> None:
    """V-04, H-03: the customer has waited since; another grade is reckoned from when the clock began."""
    case = decided(cast, MONDAY, grade=2)
    actions.triage(case, decision(grade=1), by=cast.agent, now=MONDAY + 2 * DAY, seen=case.version)
    assert due(case, DueKind.RESULT) == ["11-26 18:00"]


def test_one_that_was_decided_on_too_late_is_late_at_once(cast: Cast) -> None:
    """V-04, H-04: the promise was the customer's since the mail came."""
    case = decided(cast, FRIDAY, grade=1)
    assert due(case, DueKind.RESULT) == ["11-26 18:00"]
    assert case.due_at is not None
    assert case.due_at < FRIDAY - timedelta(hours=1)


def test_what_another_system_had_counts_from_when_we_have_it(
    cast: Cast, session: Session, tmp_path: Path
) -> None:
    """V-04, V-09: nobody can keep a promise of the past."""
    imported(OPEN | {"渠道": "邮件"}, by=cast.agent, store=FolderStore(tmp_path), now=MONDAY)
    case = session.scalars(select(Case)).one()
    assert case.received_at < MONDAY - DAY
    actions.triage(case, decision(grade=1), by=cast.agent, now=MONDAY + DAY, seen=case.version)
    assert due(case, DueKind.RESULT) == ["11-26 18:00"]


@pytest.mark.parametrize("grade", [1, 2])
@pytest.mark.parametrize("days", [0, 1, 4])
def test_the_same_rules_promise_the_same_again(cast: Cast, days: int, grade: int) -> None:
    """V-04, RB-02: when a new edition has the clocks reckoned anew, what it did not change stays due."""
    case = decided(cast, MONDAY + days * DAY, grade=grade)
    rules, terms = rules_of(case.timing_id), terms_of(case)
    for each in due_times_of(case, DueKind.PLAN, DueKind.RESULT):
        promise = due_under(rules, terms, clock_of(each), [], case.triaged_at)
        assert promise is not None
        assert (each.kind, promise.due_at) == (each.kind, each.due_at)
