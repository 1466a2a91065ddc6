"""Grave cases: meeting, action items, special report; all of it ends when the grade falls (G-04)."""

import pytest
from sqlalchemy import select

from models.cases import actions
from models.cases.actions import ItemDraft, Minutes, ReportText
from models.cases.actions.promises import keep_promises
from models.cases.queries import find, first_waiting, meetings_of, my_items, reports_of, standing
from models.cases.rules.steps import Step, next_steps
from models.cases.tables import Case, DueTime, SpecialReport
from models.cases.words import Closing, DueKind, Ending, MeetingKind, MeetingState, ReportState, State
from models.clock import local
from models.db import db
from models.errors import Invalid, NotAllowed
from models.events.tables import Event
from models.outbox.tables import Notice
from tests.cast import Cast
from tests.models.cases.making import DAY, HOUR, decision, taken
from tests.models.outbox.messages import forget_notices
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
LATER = MONDAY + 2 * HOUR
TEXT = ReportText("施工挖断光缆", "两千户断网六小时", "抢修并逐户致歉", "巡检周期过长", "增设备用路由")


def grave(cast: Cast) -> Case:
    case = taken(cast)
    return actions.triage(
        case, decision(grade=3, reason="升级"), by=cast.agent, now=MONDAY, seen=case.version
    )


def minutes(cast: Cast, **changes: object) -> Minutes:
    said: dict[str, object] = {
        "held_at": MONDAY + HOUR,
        "place": "三楼会议室",
        "people": {cast.leader.id, cast.head.id, cast.handler.id},
        "decisions": "先恢复后定责",
        "items": [ItemDraft("法务核对合同", cast.legal.id, MONDAY + DAY)],
    }
    return Minutes(**(said | changes))  # type: ignore[arg-type]


def meet(case: Case, cast: Cast, by: str = "handler", **changes: object) -> None:
    actions.hold_meeting(case, minutes(cast, **changes), by=getattr(cast, by), now=LATER, seen=case.version)


def write(case: Case, cast: Cast, *, submit: bool = True, text: ReportText = TEXT) -> SpecialReport:
    return actions.write_report(case, text, submit=submit, by=cast.handler, now=LATER, seen=case.version)


def answer(case: Case, cast: Cast) -> None:
    actions.submit_result(
        case, cause="甲", done="乙", reply="丙", by=cast.handler, now=LATER, seen=case.version
    )
    actions.approve(case, by=cast.head, now=LATER, seen=case.version)


def due(case: Case, kind: DueKind) -> list[DueTime]:
    return list(
        db.session.scalars(
            select(DueTime).where(DueTime.case_id == case.id, DueTime.kind == kind).order_by(DueTime.id)
        )
    )


def told(kind: str) -> set[int]:
    return set(db.session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


def kinds(case: Case) -> list[str]:
    return list(db.session.scalars(select(Event.kind).where(Event.subject == case.audit_name)))


def test_g04_the_meeting_is_due_within_four_working_hours(cast: Cast) -> None:
    case = grave(cast)
    [meeting] = due(case, DueKind.MEETING)
    assert (meeting.minutes, meeting.ended_at) == (240, None)
    assert local(meeting.due_at).strftime("%d %H:%M") == "23 15:30", "the lunch break does not count"
    assert next_steps(case, standing(case, cast.handler))[0] is Step.MEETING


def test_g04_its_ladder_climbs_to_the_leading_group(cast: Cast) -> None:
    case = grave(cast)
    [meeting] = due(case, DueKind.MEETING)
    for day in range(1, 9):
        while keep_promises(meeting.id, now=MONDAY + day * DAY):
            pass
    late = db.session.scalars(select(Notice).where(Notice.kind == "case_late")).all()
    assert {cast.leader.id, cast.head.id} <= {
        notice.staff_id for notice in late if notice.facts["due"] == DueKind.MEETING
    }


def test_g04_waiting_for_the_customer_does_not_stop_it(cast: Cast) -> None:
    case = grave(cast)
    actions.wait_for_customer(case, "哪天方便？", by=cast.handler, now=MONDAY, seen=case.version)
    assert due(case, DueKind.MEETING)[0].paused_since is None
    assert due(case, DueKind.RESULT)[-1].paused_since is not None


def test_g04_the_minutes_meet_it_and_give_everybody_their_part(cast: Cast) -> None:
    case = grave(cast)
    assert find(cast.legal, case.number) is None
    meet(case, cast)
    assert due(case, DueKind.MEETING)[0].ending is Ending.MET
    [meeting] = meetings_of(case)
    assert (meeting.kind, meeting.state) == (MeetingKind.EMERGENCY, MeetingState.HELD)
    assert {each.staff_id for each in meeting.attendances} == {
        cast.leader.id,
        cast.head.id,
        cast.handler.id,
    }
    assert told("action_item") == {cast.legal.id}
    assert cast.leader.id in told("meeting_held")
    assert find(cast.legal, case.number) is not None, "whoever has something to do sees the case"
    assert [item.text for item, _case in my_items(cast.legal)] == ["法务核对合同"]
    assert next_steps(case, standing(case, cast.legal)) == [Step.ACTION_ITEM, Step.OUTSIDE_COMPLAINT]


@pytest.mark.parametrize(
    ("changes", "field", "why"),
    [
        ({"held_at": LATER + HOUR}, "held_at", "meeting_to_come"),
        ({"held_at": MONDAY - HOUR}, "held_at", "before_the_case"),
        ({"people": ()}, "people", "required"),
        ({"people": {99999}}, "people", "unknown"),
        ({"decisions": " "}, "decisions", "required"),
    ],
)
def test_g04_minutes_that_lack_something(
    cast: Cast, changes: dict[str, object], field: str, why: str
) -> None:
    case = grave(cast)
    with pytest.raises(Invalid) as refused:
        meet(case, cast, **changes)
    assert (refused.value.field, refused.value.why) == (field, why)
    assert due(case, DueKind.MEETING)[0].ended_at is None


def test_g04_an_item_is_for_somebody_who_may_help_and_for_later(cast: Cast) -> None:
    case = grave(cast)
    for item, why in (
        (ItemDraft("甲", cast.plain.id, MONDAY + DAY), "unknown"),
        (ItemDraft("甲", cast.legal.id, MONDAY), "past"),
    ):
        with pytest.raises(Invalid) as refused:
            meet(case, cast, items=[item])
        assert (refused.value.field, refused.value.why) == ("items", why)


def test_g04_an_item_is_finished_by_its_owner_or_the_lead(cast: Cast) -> None:
    case = grave(cast)
    meet(case, cast, items=[ItemDraft("核对", cast.legal.id, MONDAY + DAY)] * 2)
    first, second = meetings_of(case)[0].actions
    for other in (cast.finance, cast.stranger):
        with pytest.raises(NotAllowed):
            actions.finish_item(case, first.id, "", by=other, now=LATER, seen=None)
    actions.finish_item(case, first.id, "合同无误", by=cast.legal, now=LATER, seen=None)
    assert (first.done_by_id, first.remark) == (cast.legal.id, "合同无误")
    assert told("action_done") == {cast.handler.id}
    with pytest.raises(Invalid):
        actions.finish_item(case, first.id, "", by=cast.legal, now=LATER, seen=None)
    actions.finish_item(case, second.id, "", by=cast.head, now=LATER, seen=None)
    assert my_items(cast.legal) == []


@pytest.mark.parametrize("part", ["stranger", "finance", "leader", "auditor", "plain"])
def test_g04_minutes_are_written_by_those_who_work_on_the_case(cast: Cast, part: str) -> None:
    case = grave(cast)
    with pytest.raises(NotAllowed):
        meet(case, cast, by=part)


def test_g04_a_lesser_case_has_no_meeting_and_no_report(cast: Cast) -> None:
    case = taken(cast)
    assert due(case, DueKind.MEETING) == []
    assert not {Step.MEETING, Step.SPECIAL_REPORT} & set(next_steps(case, standing(case, cast.handler)))
    answer(case, cast)
    assert due(case, DueKind.SPECIAL_REPORT) == []


def test_g04_the_report_is_due_three_working_days_after_the_answer_and_outlives_the_case(cast: Cast) -> None:
    case = grave(cast)
    assert due(case, DueKind.SPECIAL_REPORT) == []
    answer(case, cast)
    [report] = due(case, DueKind.SPECIAL_REPORT)
    assert local(report.due_at).strftime("%m-%d") == "11-26"
    actions.confirm(case, True, "", now=LATER)
    assert (case.state, case.due_at) == (State.CLOSED, None)
    assert report.ended_at is None
    assert case.number in [each.number for each in first_waiting(cast.handler)]
    write(case, cast)
    assert report.ending is Ending.MET


def test_g04_a_draft_is_nobodys_until_it_is_whole(cast: Cast) -> None:
    case = grave(cast)
    half = ReportText("施工挖断光缆", "", "", "", "")
    write(case, cast, submit=False, text=half)
    assert told("report_to_acknowledge") == set()
    with pytest.raises(Invalid) as refused:
        write(case, cast, text=half)
    assert (refused.value.field, refused.value.why) == ("effect", "required")
    write(case, cast)
    [report] = reports_of(case)
    assert (report.state, report.cause, report.prevention) == (
        ReportState.SUBMITTED,
        "施工挖断光缆",
        "增设备用路由",
    )
    assert told("report_to_acknowledge") == {cast.leader.id}
    assert case.number in [each.number for each in first_waiting(cast.leader)]
    assert next_steps(case, standing(case, cast.leader))[0] is Step.REPORT_REVIEW
    assert Step.SPECIAL_REPORT not in next_steps(case, standing(case, cast.handler))


def test_g04_a_leader_acknowledges_it(cast: Cast) -> None:
    case = grave(cast)
    answer(case, cast)
    report = write(case, cast)
    for other in (cast.head, cast.handler, cast.agent, cast.auditor):
        with pytest.raises(NotAllowed):
            actions.review_report(case, acknowledged=True, remark="", by=other, now=LATER, seen=None)
    actions.review_report(case, acknowledged=True, remark="", by=cast.leader, now=LATER, seen=None)
    assert (report.state, report.reviewer_id) == (ReportState.ACKNOWLEDGED, cast.leader.id)
    assert due(case, DueKind.ACKNOWLEDGEMENT)[0].ending is Ending.MET
    assert told("report_acknowledged") == {cast.handler.id}
    assert Step.SPECIAL_REPORT not in next_steps(case, standing(case, cast.handler)), "one a round"


def test_g04_sent_back_it_is_due_again_and_the_first_version_stays(cast: Cast) -> None:
    case = grave(cast)
    answer(case, cast)
    write(case, cast)
    with pytest.raises(Invalid):
        actions.review_report(case, acknowledged=False, remark="", by=cast.leader, now=LATER, seen=None)
    actions.review_report(case, acknowledged=False, remark="责任不清", by=cast.leader, now=LATER, seen=None)
    first, second = due(case, DueKind.SPECIAL_REPORT)
    assert (first.ending, second.ended_at) == (Ending.MET, None)
    assert told("report_returned") == {cast.handler.id}
    write(case, cast)
    assert [each.state for each in reports_of(case)] == [ReportState.RETURNED, ReportState.SUBMITTED]


def test_g04_the_leading_group_is_reminded_of_its_reading(cast: Cast) -> None:
    case = grave(cast)
    write(case, cast)
    [reading] = due(case, DueKind.ACKNOWLEDGEMENT)
    forget_notices()
    keep_promises(reading.id, now=reading.due_at)
    assert told("case_due_soon") | told("case_due") == {cast.leader.id}


def test_g04_a_grade_that_falls_ends_what_is_open_and_history_says_so(cast: Cast) -> None:
    case = grave(cast)
    meet(case, cast)
    write(case, cast)
    actions.triage(case, decision(grade=2, reason="复核"), by=cast.agent, now=LATER, seen=case.version)
    assert {each.ending for each in due(case, DueKind.ACKNOWLEDGEMENT)} == {Ending.DROPPED}
    assert [each.state for each in reports_of(case)] == [ReportState.DROPPED]
    assert my_items(cast.legal) == []
    assert meetings_of(case)[0].state is MeetingState.HELD, "what was done stays"
    event = db.session.scalars(select(Event).where(Event.kind == "case.grave_ended")).one()
    assert event.facts == {"dues": ["acknowledgement"], "items": 1, "report": reports_of(case)[0].id}
    actions.triage(case, decision(grade=3, reason="再升"), by=cast.agent, now=LATER, seen=case.version)
    assert due(case, DueKind.MEETING)[-1].ended_at is None


def test_g04_a_meeting_never_held_ends_with_the_grade_too(cast: Cast) -> None:
    case = grave(cast)
    actions.triage(case, decision(grade=1, reason="误判"), by=cast.agent, now=LATER, seen=case.version)
    assert due(case, DueKind.MEETING)[0].ending is Ending.DROPPED
    assert "case.grave_ended" in kinds(case)


def test_g04_a_withdrawn_case_owes_no_report(cast: Cast) -> None:
    case = grave(cast)
    meet(case, cast)
    actions.withdraw(case, "不用了", now=LATER)
    assert case.closing is Closing.WITHDRAWN
    assert {each.ending for each in due(case, DueKind.SPECIAL_REPORT)} <= {Ending.DROPPED}
    assert my_items(cast.legal) == []


def test_g04_a_reopened_case_reports_again_after_its_next_answer(cast: Cast) -> None:
    case = grave(cast)
    answer(case, cast)
    write(case, cast)
    actions.review_report(case, acknowledged=True, remark="", by=cast.leader, now=LATER, seen=None)
    actions.confirm(case, False, "又断了", now=LATER)
    assert len(due(case, DueKind.SPECIAL_REPORT)) == 1
    answer(case, cast)
    assert due(case, DueKind.SPECIAL_REPORT)[-1].ended_at is None
    assert Step.SPECIAL_REPORT in next_steps(case, standing(case, cast.handler))
