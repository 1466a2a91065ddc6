"""Reckoned by the rules that made it, every clock is due when it is due (H-03): nothing moves by itself."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.cases import actions as cases
from models.cases.rules.terms import clock_of, due_under, terms_of
from models.cases.tables import Case, DueTime
from models.cases.words import BY_DATE, Channel, ContactMeans, Direction
from models.clock import local_day
from models.rulebook.queries import rules_of
from models.rulebook.words import OutsideBody
from tests.cast import Cast
from tests.models.cases.channels import in_store
from tests.models.cases.making import HOUR, decision, new
from tests.moments import MONDAY
from tests.story import Story


def moved(session: Session) -> list[str]:
    """The clocks that would be due at another moment; a day that a body named is not reckoned (H-11)."""
    found = []
    for due in session.scalars(
        select(DueTime).where(DueTime.kind.not_in(BY_DATE)).options(selectinload(DueTime.pauses))
    ):
        case = session.get_one(Case, due.case_id)
        if due.ending is not None and due.ending.value == "dropped":
            continue
        spans = [(pause.since, pause.until) for pause in due.pauses]
        promise = due_under(rules_of(case.timing_id), terms_of(case), clock_of(due), spans, MONDAY)
        if promise is None or promise.due_at != due.due_at:
            found.append(f"{case.number} {due.kind} round {due.round}: {due.due_at} {promise}")
    return found


def test_h03_no_clock_of_the_story_moves(session: Session, cast: Cast, story: Story) -> None:
    assert moved(session) == []


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("grade", [1, 2, 3])
def test_h03_no_clock_of_a_channel_moves(session: Session, cast: Cast, channel: Channel, grade: int) -> None:
    """V-04, T-03: hastened by urgency or by the channel's own times, days after it came in."""
    for wait in (1, 30, 80):
        case = new(MONDAY, channel=channel)
        decided = decision(grade=grade, urgent=wait == 30, important=wait == 80)
        cases.triage(case, decided, by=cast.agent, now=MONDAY + wait * HOUR, seen=None)
    assert moved(session) == []


def test_t02_urgent_only_after_the_first_response(session: Session, cast: Cast) -> None:
    """T-02, RB-02: what was answered before anybody called it urgent had the channel's time."""
    case = new(MONDAY)
    cases.log_contact(
        case,
        direction=Direction.OUT,
        means=ContactMeans.PHONE,
        text="已致电",
        by=cast.agent,
        now=MONDAY + HOUR,
    )
    decided = decision(urgent=True)
    cases.triage(case, decided, by=cast.agent, now=MONDAY + 2 * HOUR, seen=case.version)
    assert moved(session) == []


@pytest.mark.parametrize("wait", [0, 1, 5])
def test_v07_a_store_called_it_urgent(session: Session, cast: Cast, wait: int) -> None:
    """V-07: hastened when it was registered, whether triaged, and however late."""
    case = in_store(cast, MONDAY, urgent=True)
    if wait:
        at = MONDAY + wait * HOUR
        cases.triage(case, decision(urgent=True), by=cast.agent, now=at, seen=case.version)
    assert moved(session) == []


@pytest.mark.parametrize("before_triage", [True, False])
def test_h11_a_regulator_hastened_the_first_response(
    session: Session, cast: Cast, before_triage: bool
) -> None:
    """H-11: the raised priority hastens a triage that comes after the letter, and none before it."""
    case = new(MONDAY, channel=Channel.REGULATOR)
    letter = cases.OutsideDraft(body=OutsideBody.TELECOM_APPEAL, received_on=local_day(MONDAY))
    wrote, decided = (1, 2) if before_triage else (2, 1)
    steps = {
        wrote: lambda at: cases.record_outside(case, letter, by=cast.legal, now=at, seen=None),
        decided: lambda at: cases.triage(case, decision(grade=2), by=cast.agent, now=at, seen=None),
    }
    for hour in (1, 2):
        steps[hour](MONDAY + hour * HOUR)
    assert moved(session) == []
