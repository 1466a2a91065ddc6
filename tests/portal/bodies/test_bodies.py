"""Bodies on the screen: seats, a meeting from the call to the signed minutes, its files (M-01)."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from time_machine import Traveller

from models.bodies import actions, queries
from models.bodies.actions import AgendaDraft, Appointment, ItemMinutes, TaskDraft
from models.bodies.tables import BodyMeeting, BodyTask
from models.bodies.words import Act, BodyKind, Seat, SessionState
from models.cases.tables import Case
from models.cases.words import State
from models.db import db
from models.events.tables import Event
from models.papers.tables import Paper
from models.papers.words import PaperKind
from tests.cast import Cast
from tests.client import Client, form_on
from tests.markup import region, words_in_the_other_language
from tests.models.accountability.telling import decide_and_appeal
from tests.models.cases.making import DAY, HOUR
from tests.models.cases.test_decision import unhappy
from tests.moments import MONDAY
from tests.statements import CountStatements
from tests.story.meetings import about, called, decided, hold_meetings, minute_rest, opened, seated

HERE = "/portal/bodies"
LATER = MONDAY + 5 * DAY
GROUP = f"{HERE}/leading_group"


@pytest.fixture(autouse=True)
def saturday(at: Callable[..., Traveller]) -> Traveller:
    return at(LATER)


def only() -> BodyMeeting:
    db.session.expire_all()
    return db.session.scalars(select(BodyMeeting)).one()


def test_m_01_hr_gives_seats_and_says_how_it_decides(cast: Cast, client: Client) -> None:
    client.come_in(cast.hr)
    assert client.submit(GROUP, "/rule", quorum_percent="120", majority="simple").status_code == 422
    assert client.submit(GROUP, "/rule", quorum_percent="60", majority="absolute").status_code == 303
    unknown = client.submit(GROUP, "/members", staff="查无此人", seat="chair")
    assert unknown.status_code == 422
    assert "查无此人" in unknown.text
    assert client.submit(GROUP, "/members", staff=cast.leader.number, seat="chair").status_code == 303
    page = client.get(GROUP).text
    assert "凌导" in region(page, "#members")
    assert "60%" in region(page, "#rule")
    assert words_in_the_other_language(page) == []
    assert client.submit(GROUP, "/end", last_day="2026-11-30").status_code == 422
    assert client.submit(GROUP, "/end", last_day="2026-11-30", reason="届满").status_code == 303
    assert "届满" in region(client.get(GROUP).text, "#members")
    assert "即将届满" in region(client.get(GROUP).text, "#members")
    client.come_in(cast.plain)
    assert "凌导" in client.get(HERE).text
    assert 'id="seat-form"' not in client.get(GROUP).text
    assert client.send(f"{GROUP}/members", staff=cast.plain.number, seat="chair").status_code == 403


def test_m_01_a_meeting_on_the_screen(cast: Cast, client: Client, saturday: Traveller) -> None:
    """From the call over the votes to the closed case; the minutes are the same bytes twice."""
    number = unhappy(cast, 3).number
    seated(cast, MONDAY)
    db.session.commit()
    client.come_in(cast.agent)
    new = f"{GROUP}/meetings/new"
    assert "轮次用尽：1" in region(client.get(new).text, "#waits")
    assert client.submit(new, "/new", title="专题会", place="").status_code == 422
    sent = client.submit(
        new, "/new", title="专题会", place="三楼", starts_at="2026-11-30T14:00", ends_at="2026-11-30T15:00"
    )
    here = sent.headers["Location"]
    calendar = client.get(f"{here}/meeting.ics")
    assert calendar.mimetype == "text/calendar"
    assert b"DTSTART:20261130T060000Z" in calendar.data
    assert client.submit(here, "/items", subject="").status_code == 422
    assert client.submit(here, "/items", subject="年会场地").status_code == 303
    place = queries.agenda_of(only())[1].id
    assert client.send(f"{here}/items/{place}/removal").status_code == 400
    assert client.submit(here, f"/items/{place}/removal").status_code == 303
    assert "删去了议题：年会场地" in client.get(here).text
    event = db.session.scalars(select(Event).where(Event.kind == "meeting.item_removed")).one()
    assert (event.reason, event.facts) == (
        "年会场地",
        {"agenda_item": 2, "agenda_topic": "other", "about": ""},
    )
    assert client.submit(here, "/items", subject="其他").status_code == 303
    saturday.shift(2 * DAY)
    client.come_in(cast.agent)
    opening = client.submit(here, "/opening", present=[str(cast.agent.id)], chair=str(cast.leader.id))
    assert opening.status_code == 422
    everybody = [str(each.id) for each in (cast.leader, cast.committee, cast.agent)]
    opening = client.submit(here, "/opening", present=everybody, chair=str(cast.leader.id))
    assert opening.status_code == 303
    first, second = (f"{here}/items/{each.id}" for each in queries.agenda_of(only()))
    votes = {f"vote_{cast.leader.id}": "yes", f"vote_{cast.committee.id}": "yes"}
    unfinished = {"tasks-0-text": "致电客户", "tasks-0-owner": "", "tasks-0-due": ""}
    written = {"words": "已换三次设备。", "decision": "作结案处理", "act": "case_closure"}
    refused = client.submit(first, first, **written, **votes, **unfinished)
    assert refused.status_code == 422
    assert "已换三次设备。" in refused.text
    task = {
        "tasks-0-text": "致电客户",
        "tasks-0-owner": cast.handler.number,
        "tasks-0-due": "2026-12-02T18:00",
    }
    done = client.submit(first, first, **written, **votes, **task)
    assert (done.status_code, done.headers["Location"]) == (303, second)
    assert client.submit(second, second, words="知悉。").headers["Location"] == here
    assert words_in_the_other_language(client.get(here).text) == []
    assert client.come_in(cast.committee).send(f"{here}/signature", version="9").status_code == 403
    client.come_in(cast.leader)
    assert client.submit(here, "/signature").status_code == 303
    assert only().state is SessionState.SIGNED
    assert client.submit(here, "/execution").status_code == 303
    assert db.session.scalars(select(Case.state).where(Case.number == number)).one() is State.CLOSED
    assert "已执行" in region(client.get(here).text, "#agenda")
    assert 'id="undone"' not in client.get(HERE).text
    papers = [client.get(f"{here}/minutes.pdf").data for _ in range(2)]
    assert papers[0][:5] == b"%PDF-"
    assert papers[0] == papers[1]
    client.come_in(cast.handler)
    page = client.get(HERE).text
    assert "致电客户" in region(page, "#tasks")
    assert words_in_the_other_language(page) == []
    [given] = db.session.scalars(select(BodyTask))
    assert client.submit(HERE, f"/tasks/{given.id}/end").status_code == 422
    assert client.submit(HERE, f"/tasks/{given.id}/end", remark="客户接受").status_code == 303
    assert client.get(here).status_code == 404  # who has something to do sees that, and not the minutes


def test_m_01_a_03_measures_become_lighter_on_the_screen(cast: Cast, client: Client) -> None:
    """What is heavier is refused with what was typed; the minutes name what stays, and so does the letter."""
    matter = decide_and_appeal(cast, MONDAY)
    seated(cast, MONDAY)
    meeting = opened(cast, LATER - 3 * HOUR)
    here = f"{HERE}/meetings/{meeting.number}"
    item = f"{here}/items/{about(meeting, matter.audit_name).id}"
    db.session.commit()
    client.come_in(cast.agent)
    page = client.get(item).text
    assert "绩效扣分 2 分：减为" in page
    assert words_in_the_other_language(page) == []
    written = {
        "words": "当事人身体不适属实。",
        "decision": "从轻，减为扣 1 分。",
        "act": "appeal_lighter",
        "kept": ["warning", "points"],
        f"vote_{cast.leader.id}": "yes",
        f"vote_{cast.committee.id}": "yes",
    }
    refused = client.submit(item, item, **written, less_points="3")
    assert refused.status_code == 422
    assert "申诉不得加重" in refused.text
    assert client.submit(item, item, **written, less_points="1").status_code == 303
    assert form_on(client.get(item).text, item).fields["less_points"] == "1"
    minute_rest(cast, only(), LATER - HOUR)
    actions.sign(only(), by=cast.leader, now=LATER - HOUR, seen=None)
    db.session.commit()
    page = client.come_in(cast.leader).get(here).text
    assert "警告；绩效扣分 1 分" in region(page, "#agenda")
    assert client.submit(here, "/execution").status_code == 303
    shown = client.get(f"/portal/matters/{matter.number}").text
    assert "申诉后从轻" in region(shown, "#measures")
    paper = db.session.scalars(select(Paper).where(Paper.kind == PaperKind.CORRECTION)).one()
    assert "警告；绩效扣分 1 分" in str(paper.facts)


def test_m_01_what_cannot_be_carried_out_is_said(cast: Cast, client: Client) -> None:
    case = unhappy(cast, 3)
    seated(cast, MONDAY)
    meeting = opened(cast, LATER - 3 * HOUR)
    item = about(meeting, case.audit_name)
    closing = decided(cast, Act.CASE_CLOSURE)
    actions.write_item(meeting, item.id, closing, by=cast.agent, now=LATER - HOUR, seen=None)
    minute_rest(cast, meeting, LATER - HOUR)
    actions.sign(meeting, by=cast.leader, now=LATER - HOUR, seen=None)
    here, path = f"{HERE}/meetings/{meeting.number}", f"/items/{item.id}/execution"
    db.session.commit()
    client.come_in(cast.committee)
    for page in (HERE, GROUP):
        assert meeting.number in region(client.get(page).text, "#undone")
    assert client.submit(here, path).status_code == 303
    assert "不允许" in client.get(here).text or "权限" in client.get(here).text
    assert db.session.scalars(select(Case.state).where(Case.id == case.id)).one() is not State.CLOSED


def test_m_01_a_meeting_is_called_off(cast: Cast, client: Client) -> None:
    seated(cast, MONDAY)
    here = f"{HERE}/meetings/{called(cast, LATER).number}"
    db.session.commit()
    client.come_in(cast.agent)
    changed = client.submit(
        here,
        "/change",
        title="专题会",
        place="二楼",
        starts_at="2026-12-01T14:00",
        ends_at="2026-12-01T15:00",
    )
    assert changed.status_code == 303
    assert client.submit(here, "/cancellation", reason="").status_code == 422
    assert client.submit(here, "/cancellation", reason="人数不足").status_code == 303
    assert "人数不足" in region(client.get(here).text, "#facts")
    assert client.come_in(cast.stranger).get(here).status_code == 404


def test_m_01_a_task_is_dropped_by_who_convenes(cast: Cast, client: Client) -> None:
    seated(cast, MONDAY)
    meeting = opened(cast, MONDAY)
    item = actions.add_item(meeting, AgendaDraft("安排"), by=cast.agent, now=MONDAY + HOUR, seen=None)
    task = TaskDraft("核对名单", cast.handler, LATER + DAY)
    said = ItemMinutes("讨论", tasks=(task,))
    actions.write_item(meeting, item.id, said, by=cast.agent, now=MONDAY + HOUR, seen=None)
    actions.sign(meeting, by=cast.leader, now=MONDAY + HOUR, seen=None)
    [given] = queries.open_tasks(BodyKind.LEADING_GROUP)
    db.session.commit()
    client.come_in(cast.agent)
    assert client.submit(GROUP, f"/tasks/{given.id}/dropping").status_code == 422
    assert client.submit(GROUP, f"/tasks/{given.id}/dropping", remark="不再需要").status_code == 303
    assert "没有未完成的任务" in region(client.get(GROUP).text, "#tasks")


def test_m_01_lists_ask_the_same_number_of_questions(
    cast: Cast, client: Client, statements: CountStatements
) -> None:
    """N+1: at one and at three meetings, members and items."""
    seated(cast, MONDAY)
    first = called(cast, LATER)
    actions.add_item(first, AgendaDraft("议题"), by=cast.agent, now=LATER, seen=None)
    db.session.commit()
    counts = []
    for more in (0, 2):
        for place in range(more):
            called(cast, LATER)
            actions.add_item(first, AgendaDraft(f"议题{place}"), by=cast.agent, now=LATER, seen=None)
            person = (cast.finance, cast.legal)[place]
            draft = Appointment(person, Seat.MEMBER, date(2026, 2, 1))
            actions.appoint(BodyKind.LEADING_GROUP, draft, by=cast.hr, now=LATER)
        db.session.commit()
        client.come_in(cast.agent)
        for path in (HERE, GROUP, f"{HERE}/meetings/{first.number}", f"{GROUP}/meetings.xlsx"):
            client.get(path)
            with statements() as seen:
                assert client.get(path).status_code == 200
            counts.append(seen.count)
    assert counts[:4] == counts[4:]


def test_m_01_meetings_and_action_items_as_a_workbook(cast: Cast, client: Client) -> None:
    """Guests read the meetings to which they were invited; what was given to do is for who follows it."""
    hold_meetings(cast, MONDAY)
    db.session.commit()
    client.come_in(cast.agent)
    assert f"{GROUP}/meetings.xlsx" in client.get(GROUP).text
    book = load_workbook(BytesIO(client.get(f"{GROUP}/meetings.xlsx").data))
    assert book.sheetnames == ["会议", "待办事项"]
    rows = [[cell.value for cell in row] for row in book["会议"].iter_rows(min_row=2)]
    assert [row[2] for row in rows] == ["已召集", "进行中", "纪要已签署"]
    assert rows[2][6:8] == [cast.leader.name, cast.agent.name]
    [task] = [[cell.value for cell in row] for row in book["待办事项"].iter_rows(min_row=2)]
    assert (task[1:3], task[5:]) == (["补齐回访话术", cast.handler.name], ["未完成", ""])
    book = load_workbook(BytesIO(client.come_in(cast.plain).get(f"{GROUP}/meetings.xlsx").data))
    assert (book.sheetnames, book["会议"].max_row) == (["会议"], 1)


def test_m_01_m_02_what_a_body_gave_stands_in_my_day(cast: Cast, client: Client) -> None:
    """With its due time, counted among what waits, until its owner says that it is done."""
    hold_meetings(cast, MONDAY)
    db.session.commit()
    client.come_in(cast.handler)
    page = client.get("/portal/").text
    assert "补齐回访话术" in region(page, "#action-items")
    assert "11-25（周三）10:00" in region(page, "#action-items")
    [task] = queries.my_tasks(cast.handler)
    assert f"/portal/bodies#task-{task.id}" in page
    assert "今天有 1 件事等你" in page
    assert client.submit(HERE, f"/tasks/{task.id}/end", remark="已补齐").status_code == 303
    assert "补齐回访话术" not in client.get("/portal/").text
