"""A complaint that reached a regulator or mediator: its record, clock, papers, outcome (H-11)."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from models.cases import actions
from models.cases.actions import OutsideChange, OutsideDraft
from models.cases.actions.promises import keep_promises
from models.cases.queries import (
    Filters,
    find,
    first_waiting,
    listing,
    outsides_of,
    paper_of,
    standing,
    visible_to,
)
from models.cases.rules.outside import answer_promise, may_record, usual_due_day
from models.cases.rules.steps import Step, next_steps
from models.cases.tables import Case, DueTime, OutsideComplaint, OutsidePaper
from models.cases.words import (
    Channel,
    Closing,
    DueKind,
    Ending,
    Kind,
    OutsideOutcome,
    PaperKind,
    State,
)
from models.clock import local
from models.db import db
from models.errors import Invalid, NotAllowed, Stale
from models.events.tables import Event
from models.files.actions import keep
from models.files.queries import unreferenced
from models.files.storage import FolderStore
from models.outbox.tables import Notice
from models.people.roles import Role
from models.rulebook.document import parse
from models.rulebook.installed import first_document
from models.rulebook.queries import rules_at
from models.rulebook.words import OutsideBody
from tests.cast import Cast, lead_service
from tests.models.cases.making import DAY, HOUR, answered, decision, intake, new, taken
from tests.models.files.samples import picture
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
RULES = parse(first_document())
TODAY = date(2026, 11, 23)
DEADLINE = date(2026, 12, 3)
RECORDING = {Step.OUTSIDE_ANSWER, Step.OUTSIDE_CHANGE, Step.OUTSIDE_COMPLAINT, Step.OUTSIDE_OUTCOME}


def letter(**changes: Any) -> OutsideDraft:
    return OutsideDraft(**({"body": OutsideBody.TELECOM_APPEAL, "received_on": TODAY} | changes))


def recorded(case: Case, cast: Cast, **changes: Any) -> OutsideComplaint:
    return actions.record_outside(case, letter(**changes), by=cast.legal, now=MONDAY + HOUR, seen=None)


def due(outside: OutsideComplaint) -> DueTime:
    found = select(DueTime).where(DueTime.outside_id == outside.id).order_by(DueTime.id.desc()).limit(1)
    return db.session.scalars(found).one()


def told(kind: str) -> set[int]:
    return set(db.session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


@pytest.mark.parametrize(
    ("body", "received_on", "last_day"),
    [
        (OutsideBody.TELECOM_APPEAL, TODAY, DEADLINE),
        (OutsideBody.TELECOM_APPEAL, date(2026, 11, 26), date(2026, 12, 7)),  # the tenth is a Sunday
        (OutsideBody.MARKET_REGULATION, TODAY, date(2026, 12, 7)),
        (OutsideBody.OTHER, TODAY, date(2026, 11, 30)),
    ],
)
def test_h11_the_usual_last_day_of_a_body(body: OutsideBody, received_on: date, last_day: date) -> None:
    """The day of receipt is not counted; calendar days that end on a Sunday end on the Monday after it."""
    assert usual_due_day(RULES, body, received_on) == last_day


@pytest.mark.parametrize(
    ("due_on", "moment"),
    [
        (DEADLINE, "2026-12-03 18:00"),
        (date(2026, 12, 6), "2026-12-04 18:00"),  # a Sunday: the last close of business before it
        (TODAY, "2026-11-23 18:00"),
    ],
)
def test_h11_the_clock_ends_with_business_on_the_last_day(due_on: date, moment: str) -> None:
    promise = answer_promise(RULES, TODAY, due_on)
    assert f"{local(promise.due_at):%Y-%m-%d %H:%M}" == moment


def test_h11_a_letter_that_came_and_is_due_on_a_day_off() -> None:
    sunday = date(2026, 11, 22)
    promise = answer_promise(RULES, sunday, sunday)
    assert promise.calendar == ""
    assert local(promise.due_at).date() == sunday


def test_h11_recorded_with_its_own_clock_and_a_higher_priority(cast: Cast) -> None:
    case = taken(cast)
    before = case.priority
    outside = recorded(case, cast, number="DXSS-118")
    assert (outside.due_on, outside.owed, outside.open) == (DEADLINE, True, True)
    assert case.priority == before - 1
    assert case.outside_since == MONDAY + HOUR
    clock = due(outside)
    assert (clock.kind, clock.case_id, clock.ended_at) == (DueKind.OUTSIDE, case.id, None)
    assert f"{local(clock.due_at):%Y-%m-%d %H:%M}" == "2026-12-03 18:00"
    assert {cast.handler.id, cast.head.id, cast.leader.id} == told("outside_recorded")
    event = db.session.scalars(select(Event).where(Event.kind == "case.outside_recorded")).one()
    assert event.facts["priority"] == [before, before - 1]
    assert "DXSS" not in str(event.facts)
    actions.triage(case, decision(), by=cast.agent, now=MONDAY + 2 * HOUR, seen=None)
    assert case.priority == before - 1


def test_h11_two_bodies_at_once_have_a_clock_each(cast: Cast) -> None:
    case = taken(cast)
    first, second = recorded(case, cast), recorded(case, cast, body=OutsideBody.OTHER, name="街道调委会")
    assert (due(first).ended_at, due(second).ended_at) == (None, None)
    actions.answer_outside(case, first.id, "已核实", TODAY, by=cast.legal, now=MONDAY + 2 * HOUR, seen=None)
    assert (due(first).ending, due(second).ending) == (Ending.MET, None)
    assert [each.body_name for each in outsides_of(case)] == ["", "街道调委会"]


def test_h11_the_ladder_climbs_from_who_recorded_it(cast: Cast) -> None:
    """H-04: 80 % to who sees to it and the owner, the due time to Legal, service and the head as well."""
    case = taken(cast)
    outside = recorded(case, cast)
    clock = due(outside)
    for kind, people in (
        ("case_due_soon", {cast.legal.id, cast.handler.id}),
        ("case_due", {cast.legal.id, cast.handler.id, cast.head.id}),
    ):
        assert clock.next_notice_at is not None
        assert keep_promises(clock.id, now=clock.next_notice_at)
        assert not keep_promises(clock.id, now=MONDAY)
        assert told(kind) == people
    for _rung in range(2):
        assert clock.next_notice_at is not None
        keep_promises(clock.id, now=clock.next_notice_at)
    assert cast.leader.id in told("case_late")


def test_h11_answered_and_asked_again(cast: Cast) -> None:
    """Another last day after our answer means that the body asks again: its clock begins anew."""
    case = taken(cast)
    outside = recorded(case, cast)
    actions.answer_outside(case, outside.id, "已核实", TODAY, by=cast.legal, now=MONDAY + DAY, seen=None)
    assert not outside.owed
    with pytest.raises(NotAllowed):
        actions.answer_outside(case, outside.id, "再答", TODAY, by=cast.legal, now=MONDAY + DAY, seen=None)
    change = OutsideChange(due_on=DEADLINE + timedelta(days=4), number="DXSS-9", remark="请补充账单")
    actions.change_outside(case, outside.id, change, by=cast.legal, now=MONDAY + DAY, seen=None)
    assert (outside.owed, outside.number, outside.due_on) == (True, "DXSS-9", DEADLINE + timedelta(days=4))
    assert due(outside).ended_at is None
    actions.answer_outside(case, outside.id, "补充如下", TODAY, by=cast.legal, now=MONDAY + DAY, seen=None)
    db.session.expire_all()
    assert [each.text for each in outsides_of(case)[0].answers] == ["已核实", "补充如下"]


def test_h11_its_outcome_ends_it(cast: Cast) -> None:
    case = taken(cast)
    outside = recorded(case, cast)
    actions.end_outside(
        case,
        outside.id,
        OutsideOutcome.MEDIATED,
        TODAY,
        "减免一个月",
        by=cast.legal,
        now=MONDAY + DAY,
        seen=None,
    )
    assert (outside.outcome, outside.owed, case.outside_since) == (OutsideOutcome.MEDIATED, False, None)
    assert due(outside).ending is Ending.DROPPED
    assert Step.OUTSIDE_OUTCOME not in next_steps(case, standing(case, cast.legal))
    assert find(cast.legal, case.number) is not None, "Legal goes on seeing what it dealt with"


def test_h11_after_the_end_without_reopening_by_force(cast: Cast) -> None:
    """A closed case stays closed with its clock running, and may be handled again."""
    case = answered(cast)
    actions.confirm(case, True, "", now=MONDAY + 3 * HOUR)
    outside = recorded(case, cast)
    assert (case.state, due(outside).running, case.due_at) == (State.CLOSED, True, None)
    steps = next_steps(case, standing(case, cast.legal))
    assert steps[:2] == [Step.OUTSIDE_ANSWER, Step.REOPENING]
    actions.bring_back(case, by=cast.legal, now=MONDAY + DAY, seen=None)
    assert (case.state, case.round, due(outside).running) == (State.HANDLING, 2, True)
    assert case.due_at is not None
    event = db.session.scalars(select(Event).where(Event.kind == "case.reopened")).one()
    assert event.facts["why"] == "outside"


def test_h11_what_nobody_had_triaged_is_handled_again_too(cast: Cast) -> None:
    """Answered on the spot without a triage, then before a body: it is new again and waits for its triage."""
    case = new(kind=Kind.INQUIRY)
    actions.close(case, Closing.ON_THE_SPOT, reason="已说明", by=cast.agent, now=MONDAY, seen=None)
    recorded(case, cast)
    assert Step.REOPENING in next_steps(case, standing(case, cast.legal))
    actions.bring_back(case, by=cast.legal, now=MONDAY + DAY, seen=None)
    db.session.flush()
    assert (case.state, case.round) == (State.NEW, 2)
    assert Step.TRIAGE in next_steps(case, standing(case, cast.agent))


def test_h11_its_clock_outlives_every_end_and_no_day_off_moves_it(cast: Cast) -> None:
    case = taken(cast)
    outside = recorded(case, cast)
    actions.withdraw(case, "不投诉了", now=MONDAY + DAY)
    assert (case.state, due(outside).running) == (State.CLOSED, True)
    other = taken(cast)
    kept = due(recorded(other, cast))
    actions.wait_for_customer(other, "何时有空？", by=cast.handler, now=MONDAY + DAY, seen=None)
    assert kept.running


def test_h11_registered_in_one_go(cast: Cast) -> None:
    """A complaint that was no case yet; the same form again is the same case."""
    told_of = intake(submission="FORM1", phone=None, email=None)
    for _twice in range(2):
        case = actions.register_outside(told_of, letter(number="12315-7"), by=cast.legal, now=MONDAY)
    assert case.channel is Channel.REGULATOR
    assert [each.number for each in outsides_of(case)] == ["12315-7"]
    found = listing(cast.agent, Filters(text="12315-7"), now=MONDAY)
    assert [each.id for each in found.rows] == [case.id], "it is found by the body's own number"


def test_h11_the_list_of_what_is_before_a_body(cast: Cast) -> None:
    mine, _other = taken(cast), taken(cast)
    recorded(mine, cast)
    found = listing(cast.agent, Filters(outside_only=True), now=MONDAY)
    assert [each.id for each in found.rows] == [mine.id]
    assert mine in first_waiting(cast.legal)
    assert mine not in first_waiting(cast.auditor)


@pytest.mark.parametrize(
    ("changes", "field", "why"),
    [
        ({"body": OutsideBody.OTHER}, "name", "required"),
        ({"received_on": date(2026, 11, 24)}, "received_on", "future_day"),
        ({"due_on": date(2026, 11, 20)}, "due_on", "before_receipt"),
    ],
)
def test_h11_what_is_refused(cast: Cast, changes: dict[str, Any], field: str, why: str) -> None:
    with pytest.raises(Invalid) as refused:
        recorded(taken(cast), cast, **changes)
    assert (refused.value.field, refused.value.why) == (field, why)


def test_h11_nothing_new_is_no_further_letter(cast: Cast) -> None:
    case = taken(cast)
    outside = recorded(case, cast)
    for change, why in (
        (OutsideChange(), "nothing_new"),
        (OutsideChange(date(2026, 1, 5)), "before_receipt"),
    ):
        with pytest.raises(Invalid, match=why):
            actions.change_outside(case, outside.id, change, by=cast.legal, now=MONDAY, seen=None)
    with pytest.raises(Stale):
        actions.change_outside(case, outside.id, OutsideChange(), by=cast.legal, now=MONDAY, seen=0)


def test_h11_x01_who_deals_with_bodies(cast: Cast) -> None:
    """Legal, and who leads customer service; everybody else reads at most."""
    lead_service(cast)
    assert {person.login for person in cast if may_record(person)} == {"legal", "second-agent"}
    case = taken(cast)
    recorded(case, cast)
    for person in cast:
        offered = RECORDING & set(next_steps(case, standing(case, person)))
        assert offered == (RECORDING if may_record(person) else set()), person.login
    assert Role.LEGAL not in cast.stranger.roles
    assert db.session.scalars(visible_to(cast.legal)).all() == [case]
    assert db.session.scalars(visible_to(cast.stranger)).all() == []
    with pytest.raises(NotAllowed):
        actions.register_outside(intake(), letter(), by=cast.head, now=MONDAY)


def test_h11_t06_a_case_before_a_body_is_not_merged(cast: Cast) -> None:
    case, into = new(), new()
    assert Step.MERGE in next_steps(case, standing(case, cast.agent))
    recorded(case, cast)
    assert Step.MERGE not in next_steps(case, standing(case, cast.agent))
    assert into.outside_since is None


def test_h11_papers_hang_on_the_complaint(cast: Cast, tmp_path: Path) -> None:
    case, store = taken(cast), FolderStore(tmp_path)
    uploads = rules_at(MONDAY).uploads
    paper = keep(BytesIO(picture()), "转办函.png", store=store, uploads=uploads, by=cast.legal, now=MONDAY)
    outside = actions.record_outside(case, letter(), [paper], by=cast.legal, now=MONDAY + HOUR, seen=None)
    kept = db.session.scalars(select(OutsidePaper).where(OutsidePaper.outside_id == outside.id)).one()
    assert (kept.file_id, kept.kind) == (paper.id, PaperKind.LETTER)
    assert paper_of(case, paper.id) == paper
    assert paper_of(new(), paper.id) is None
    assert unreferenced(MONDAY + DAY) == []
