"""A consultation decides whose a case is when that is unclear: called, minuted, carried out (T-04)."""

import pytest
from sqlalchemy import select

from models.cases import actions
from models.cases.actions import Finding, ItemDraft, Minutes
from models.cases.actions.promises import keep_promises
from models.cases.queries import find, first_waiting, meetings_of, my_items, standing
from models.cases.queries.together import assistances_of
from models.cases.rules.steps import Step, next_steps
from models.cases.tables import Case, DueTime, Meeting
from models.cases.words import DueKind, Ending, MeetingState, State
from models.db import db
from models.errors import Invalid, NotAllowed
from models.events.tables import Event
from models.outbox.tables import Notice
from tests.cast import Cast, department
from tests.models.cases.making import DAY, HOUR, decision, new, taken, triaged
from tests.models.outbox.messages import forget_notices
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
LATER = MONDAY + HOUR


def call(case: Case, cast: Cast, *codes: str, by: str = "agent") -> Meeting:
    invited = [department(code).id for code in codes or ("SC", "CW")]
    return actions.call_consultation(
        case, "账单与断网交织，谁主办？", invited, by=getattr(cast, by), now=MONDAY, seen=case.version
    )


def conclude(
    case: Case, cast: Cast, lead: str = "SC", *assisting: str, by: str = "agent", task: str = "核对账单"
) -> Meeting:
    minutes = Minutes(
        held_at=MONDAY,
        place="电话会议",
        people={cast.agent.id, cast.stranger.id},
        decisions="由主办部门牵头答复客户",
        items=[ItemDraft("整理通话记录", cast.agent.id, MONDAY + DAY)],
    )
    finding = Finding(department(lead).id, [department(code).id for code in assisting], task)
    return actions.decide_consultation(
        case, minutes, finding, by=getattr(cast, by), now=LATER, seen=case.version
    )


def due(case: Case) -> DueTime:
    kind = DueTime.kind == DueKind.CONSULTATION
    return db.session.scalars(select(DueTime).where(DueTime.case_id == case.id, kind)).one()


def told(kind: str) -> set[int]:
    return set(db.session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


def test_t04_those_invited_see_the_case_and_its_clock_runs(cast: Cast) -> None:
    case = new()
    assert find(cast.stranger, case.number) is None
    call(case, cast)
    assert find(cast.stranger, case.number) is not None
    assert told("consultation_called") == {cast.stranger.id, cast.finance.id}
    assert (due(case).ended_at, case.state) == (None, State.NEW)
    assert case.number in [each.number for each in first_waiting(cast.agent)]
    with pytest.raises(NotAllowed):
        call(case, cast)


@pytest.mark.parametrize("part", ["handler", "stranger", "finance", "auditor", "plain"])
def test_t04_customer_service_a_head_or_the_leading_group_calls(cast: Cast, part: str) -> None:
    case = triaged(cast)
    with pytest.raises(NotAllowed):
        call(case, cast, by=part)
    call(case, cast, by="head")
    with pytest.raises(NotAllowed):
        conclude(case, cast, by=part)


def test_t04_the_triage_of_a_new_case_is_bound_to_it(cast: Cast) -> None:
    case = new()
    call(case, cast)
    conclude(case, cast, "SC", "CW")
    assert due(case).ending is Ending.MET
    assert case.state is State.NEW
    with pytest.raises(Invalid) as refused:
        actions.triage(case, decision(), by=cast.agent, now=LATER, seen=case.version)
    assert (refused.value.field, refused.value.why) == ("department_id", "consulted")
    right = decision(department_id=department("SC").id)
    actions.triage(case, right, by=cast.agent, now=LATER, seen=case.version)
    [asked] = assistances_of(case)
    assert (asked.department.code, asked.task) == ("CW", "核对账单")
    assert meetings_of(case)[0].carried_out_at == LATER
    actions.triage(case, decision(reason="改派"), by=cast.agent, now=LATER, seen=case.version)


def test_t04_a_case_at_work_goes_to_its_new_lead_at_once(cast: Cast) -> None:
    case = taken(cast)
    call(case, cast, by="head")
    conclude(case, cast, "SC", "CW", "JS", by="head")
    lead = department("SC")
    assert (case.lead_department_id, case.owner_id, case.state) == (lead.id, None, State.ASSIGNED)
    assert {each.department.code for each in assistances_of(case)} == {"CW", "JS"}
    kinds = list(db.session.scalars(select(Event.kind).where(Event.subject == case.audit_name)))
    assert kinds[-4:] == [
        "case.consultation_held",
        "case.triaged",
        "case.assistance_asked",
        "case.assistance_asked",
    ]
    assert [item.text for item, _case in my_items(cast.agent)] == ["整理通话记录"]


def test_t04_the_same_lead_keeps_its_owner(cast: Cast) -> None:
    case = taken(cast)
    call(case, cast)
    conclude(case, cast, "JS", "CW")
    assert (case.owner_id, case.state) == (cast.handler.id, State.HANDLING)
    assert [each.department.code for each in assistances_of(case)] == ["CW"]


def test_t04_assisting_departments_need_a_task(cast: Cast) -> None:
    case = new()
    call(case, cast)
    with pytest.raises(Invalid) as refused:
        conclude(case, cast, "SC", "CW", task=" ")
    assert refused.value.field == "task"


def test_t04_a_case_that_goes_elsewhere_or_ends_needs_it_no_longer(cast: Cast) -> None:
    case = new()
    meeting = call(case, cast)
    actions.triage(case, decision(), by=cast.agent, now=LATER, seen=case.version)
    assert (meeting.state, due(case).ending) == (MeetingState.DROPPED, Ending.DROPPED)
    assert told("consultation_dropped") == {cast.stranger.id, cast.finance.id}
    other = new(phone="+8613900139000")
    called = call(other, cast)
    actions.withdraw(other, "不用了", now=LATER)
    assert called.state is MeetingState.DROPPED


def test_t04_the_result_ends_it(cast: Cast) -> None:
    """T-04, H-04: whose it is has shown itself; nobody is reminded of a decision that nobody can take."""
    case = taken(cast)
    meeting = call(case, cast, by="head")
    actions.submit_result(
        case, cause="甲", done="乙", reply="丙", by=cast.handler, now=LATER, seen=case.version
    )
    assert (meeting.state, due(case).ending) == (MeetingState.DROPPED, Ending.DROPPED)
    assert due(case).next_notice_at is None
    assert told("consultation_dropped") == {cast.stranger.id, cast.finance.id}


def test_t04_a_new_grade_alone_leaves_it(cast: Cast) -> None:
    case = triaged(cast)
    meeting = call(case, cast)
    actions.triage(case, decision(grade=3, reason="升级"), by=cast.agent, now=LATER, seen=case.version)
    assert meeting.state is MeetingState.CALLED
    assert Step.CONSULTATION_MINUTES in next_steps(case, standing(case, cast.agent))


def test_t04_its_ladder_reminds_who_called_and_who_was_invited(cast: Cast) -> None:
    case = new()
    call(case, cast)
    clock = due(case)
    forget_notices()
    while keep_promises(clock.id, now=clock.due_at):
        pass
    assert told("case_due_soon") == {cast.agent.id}
    assert told("case_due") == {cast.agent.id, cast.stranger.id, cast.finance.id}


def test_t04_an_invitation_needs_a_question_and_open_departments(cast: Cast) -> None:
    case = new()
    for question, ids, field in (
        ("", [1], "question"),
        ("谁？", [], "departments"),
        ("谁？", [9999], "departments"),
    ):
        with pytest.raises(Invalid) as refused:
            actions.call_consultation(case, question, ids, by=cast.agent, now=MONDAY, seen=None)
        assert refused.value.field == field
