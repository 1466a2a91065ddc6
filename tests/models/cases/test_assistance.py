"""Assisting departments: each with its own task, clock, answer and acceptance by the lead (T-04, G-02)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models.cases import actions
from models.cases.actions.promises import keep_promises
from models.cases.queries import find, first_waiting, standing, time_spent, timeline
from models.cases.queries.due import due_times_of
from models.cases.rules.steps import Step, next_steps
from models.cases.tables import Assistance, Case, DueTime
from models.cases.words import AssistState, DueKind, Ending, State, Verdict
from models.db import db
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.events.queries import history
from models.events.tables import Event
from models.outbox.tables import Notice
from models.people.tables import Staff
from tests.cast import Cast, department
from tests.models.cases.making import DAY, HOUR, decision, new, taken, waiting
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
LATER = MONDAY + HOUR


def ask(case: Case, cast: Cast, code: str = "CW", by: Staff | None = None) -> Assistance:
    return actions.ask_assistance(
        case,
        department(code).id,
        "请核对十月账单是否重复扣费",
        by=by or cast.handler,
        now=LATER,
        seen=case.version,
    )


def answer(case: Case, by: Staff, text: str = "确有一笔重复扣费，共 39 元") -> None:
    actions.answer_assistance(case, text, by=by, now=LATER + HOUR, seen=case.version)


def clock_of(assistance: Assistance) -> DueTime:
    return db.session.scalars(
        select(DueTime).where(DueTime.assistance_id == assistance.id).order_by(DueTime.id.desc()).limit(1)
    ).one()


def told(kind: str) -> list[int]:
    return sorted(db.session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


@pytest.fixture
def helper(cast: Cast) -> Staff:
    """Somebody of finance, whose department has no part in the case until it is asked."""
    return cast.finance


def test_t04_the_department_sees_the_case_from_the_moment_it_is_asked(cast: Cast, helper: Staff) -> None:
    case = taken(cast)
    assert find(helper, case.number) is None
    asked = ask(case, cast, code="CW")
    assert find(helper, case.number) is case
    assert (asked.state, asked.round) == (AssistState.ASKED, 1)
    assert next_steps(case, standing(case, helper))[0] is Step.ASSISTANCE_ANSWER
    assert case.number in [each.number for each in first_waiting(helper, limit=50)]
    assert told("assistance_asked") != []


def test_g02_it_has_a_clock_of_its_own_beside_that_of_the_case(cast: Cast, helper: Staff) -> None:
    case = taken(cast)
    before = (case.due_at, case.due_kind)
    asked = ask(case, cast, code="CW")
    clock = clock_of(asked)
    assert (clock.kind, clock.ended_at) == (DueKind.ASSIST, None)
    assert (case.due_at, case.due_kind) == before, "lists show what is due of the lead"
    answer(case, helper)
    assert clock_of(asked).ending is Ending.MET


def test_t04_two_departments_have_two_clocks(cast: Cast, helper: Staff) -> None:
    case = taken(cast)
    first = ask(case, cast, code="CW")
    second = ask(case, cast, code="FW")
    answer(case, helper)
    assert clock_of(first).ending is Ending.MET
    assert clock_of(second).ended_at is None


def test_t04_the_lead_accepts_or_sends_back_with_a_new_clock(cast: Cast, helper: Staff) -> None:
    case = taken(cast)
    asked = ask(case, cast, code="CW")
    answer(case, helper)
    assert told("assistance_answered") == [cast.handler.id]
    assert next_steps(case, standing(case, cast.handler))[0] is Step.ASSISTANCE_REVIEW
    assert case.number in [each.number for each in first_waiting(cast.handler, limit=50)]
    with pytest.raises(Invalid):
        actions.review_assistance(
            case, accepted=False, reason=" ", by=cast.handler, now=LATER + 2 * HOUR, seen=case.version
        )
    actions.review_assistance(
        case, accepted=False, reason="请附明细", by=cast.handler, now=LATER + 2 * HOUR, seen=case.version
    )
    assert (asked.state, clock_of(asked).ended_at) == (AssistState.ASKED, None)
    answer(case, helper, "明细见附件，退 39 元")
    actions.review_assistance(
        case, accepted=True, reason="", by=cast.handler, now=LATER + 3 * HOUR, seen=case.version
    )
    assert asked.state is AssistState.ACCEPTED
    assert [each.verdict for each in asked.answers] == [Verdict.REJECTED, Verdict.APPROVED]
    kinds = db.session.scalars(
        select(Event.kind).where(Event.kind.like("case.assistance%")).order_by(Event.id)
    ).all()
    assert kinds == [
        "case.assistance_asked",
        "case.assistance_answered",
        "case.assistance_returned",
        "case.assistance_answered",
        "case.assistance_accepted",
    ]


def test_t04_nobody_answers_who_was_not_asked_and_nobody_accepts_an_own_answer(
    cast: Cast, helper: Staff
) -> None:
    case = taken(cast)
    ask(case, cast, code="CW")
    with pytest.raises(NotAllowed):
        answer(case, cast.handler)
    answer(case, helper)
    with pytest.raises(NotAllowed):
        actions.review_assistance(case, accepted=True, reason="", by=helper, now=LATER, seen=case.version)


@pytest.mark.parametrize(
    ("code", "why"), [("JS", "is_lead"), ("none", "unknown"), ("again", "asked_already")]
)
def test_t04_whom_nobody_can_ask(cast: Cast, helper: Staff, code: str, why: str) -> None:
    case = taken(cast)
    wanted = {"none": 0, "again": helper.department_id}.get(code) if code != "JS" else department("JS").id
    if code == "again":
        ask(case, cast, code="CW")
    with pytest.raises(Invalid) as refused:
        actions.ask_assistance(case, wanted or 0, "请协助", by=cast.handler, now=LATER, seen=case.version)
    assert (refused.value.field, refused.value.why) == ("department_id", why)


def test_t04_before_triage_nobody_is_asked(cast: Cast) -> None:
    case = new()
    with pytest.raises(WrongState):
        ask(case, cast, by=cast.agent)


def test_t04_a_task_that_is_no_longer_needed_is_let_go_with_a_reason(cast: Cast, helper: Staff) -> None:
    case = taken(cast)
    asked = ask(case, cast, code="CW")
    actions.end_assistance(
        case, asked.id, "客户已撤回退费要求", by=cast.handler, now=LATER, seen=case.version
    )
    assert (asked.state, asked.dropped_because) == (AssistState.DROPPED, "客户已撤回退费要求")
    assert clock_of(asked).ending is Ending.DROPPED
    assert Step.ASSISTANCE_ANSWER not in next_steps(case, standing(case, helper))
    assert find(helper, case.number) is case, "what they worked on they may still read"


@pytest.mark.parametrize("ends", ["result", "withdrawal"])
def test_t04_open_tasks_end_with_the_result_or_the_case(cast: Cast, helper: Staff, ends: str) -> None:
    case = taken(cast)
    asked = ask(case, cast, code="CW")
    if ends == "result":
        actions.submit_result(
            case, cause="甲", done="乙", reply="丙", by=cast.handler, now=LATER, seen=case.version
        )
    else:
        actions.withdraw(case, "不用了", now=LATER)
    assert asked.state is AssistState.DROPPED
    assert told("assistance_dropped") == told("assistance_asked")


def test_t04_who_leads_from_now_on_no_longer_helps(cast: Cast, helper: Staff) -> None:
    """The case goes to a department that was asked for its part: that part is the whole now."""
    case = taken(cast)
    own, other = ask(case, cast, code="CW"), ask(case, cast, code="FW")
    there = decision(department_id=department("CW").id, reason="账单问题")
    actions.triage(case, there, by=cast.agent, now=LATER, seen=case.version)
    assert (own.state, other.state) == (AssistState.DROPPED, AssistState.ASKED)
    dropped = [each for each in history(case.audit_name) if each.kind == "case.assistance_dropped"]
    assert [each.facts.get("because") for each in dropped] == ["leads"]
    assert clock_of(own).ending is Ending.DROPPED
    assert clock_of(other).running


def test_h03_the_helpers_clock_runs_on_while_the_customer_is_asked(cast: Cast, helper: Staff) -> None:
    case = waiting(cast)
    asked = ask(case, cast, code="CW")
    assert (case.state, clock_of(asked).paused_since) == (State.WAITING, None)
    actions.resume(case, by=cast.handler, now=LATER + DAY, seen=case.version)
    actions.wait_for_customer(case, "再问一句", by=cast.handler, now=LATER + DAY, seen=case.version)
    assert clock_of(asked).paused_since is None


def test_h04_reminders_go_to_those_who_were_asked(cast: Cast, helper: Staff) -> None:
    case = taken(cast)
    asked = ask(case, cast, code="CW")
    clock = clock_of(asked)
    assert clock.next_notice_at is not None
    keep_promises(clock.id, now=clock.next_notice_at)
    assert told("case_due_soon") == told("assistance_asked")
    assert cast.handler.id not in told("case_due_soon")
    while clock.next_notice_at is not None:
        keep_promises(clock.id, now=clock.next_notice_at)
    facts = [each.facts for each in history(case.audit_name) if each.kind == "case.reminded"]
    assert [(each.get("department"), each["told"]) for each in facts] == [
        (department("CW").id, []),
        (department("CW").id, []),
        (department("CW").id, ["customer_service"]),
        (department("CW").id, ["leading_group"]),
    ]


def test_t04_the_case_shows_where_the_time_went(cast: Cast, helper: Staff) -> None:
    case = taken(cast)
    asked = ask(case, cast, code="CW")
    answer(case, helper)
    then = MONDAY + 5 * HOUR
    spent = time_spent(case, timeline(case), due_times_of(case), then)
    assert [(each.department.code, each.leads, each.running) for each in spent] == [
        ("JS", True, True),
        ("CW", False, False),
    ]
    assert spent[1].minutes == 60
    assert spent[1].allowed == clock_of(asked).minutes
    noon = timedelta(hours=5) - timedelta(minutes=spent[0].minutes)
    assert timedelta(0) <= noon <= timedelta(hours=2), "five hours without the break at noon"


def test_t04_h03_while_another_case_carries_it_on_no_department_has_it(cast: Cast) -> None:
    """T-06: the lead's time stands still while a case is merged, and goes on when that is taken back."""
    case, into = taken(cast), taken(cast)
    actions.merge(case, into, by=cast.agent, now=LATER, seen=None)
    back = MONDAY + 7 * DAY
    actions.separate(case, reason="两处", words="分开处理", by=cast.agent, now=back, seen=None)
    then = back + 2 * HOUR
    (spent,) = time_spent(case, timeline(case), due_times_of(case), then)
    assert (spent.department.code, spent.running) == ("JS", True)
    assert spent.minutes == 60 + 120


def test_h07_two_who_answer_at_once(cast: Cast, helper: Staff) -> None:
    case = taken(cast)
    ask(case, cast, code="CW")
    seen = case.version
    answer(case, helper)
    with pytest.raises((NotAllowed, Stale)):
        actions.answer_assistance(case, "另一个答复", by=helper, now=LATER, seen=seen)
