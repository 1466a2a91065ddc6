"""Make-ups, quizzes that are drawn, case studies and what waits, on the screen (L-02, L-03, L-05, M-02)."""

from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session
from time_machine import Traveller

from models.training import actions
from models.training.actions import Noted
from models.training.queries.quiz import bank as in_bank
from models.training.queries.quiz import quiz_of
from models.training.queries.sessions import enrolment_of, find
from models.training.tables import TrainingSession
from models.training.words import Assessment, Attendance, Means, Method
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, value_of, words_in_the_other_language
from tests.models.library.telling import published, told
from tests.models.training.making import banked, planned, written
from tests.models.training.test_make_ups import AFTER, START, missed
from tests.moments import MONDAY

PAGE = "/portal/training/sessions"


@pytest.fixture(autouse=True)
def afterwards(at: Callable[..., Traveller]) -> Traveller:
    return at(AFTER)


def seat_of(session: TrainingSession, person_id: int) -> int | None:
    found = find(session.number)
    assert found is not None
    seat = enrolment_of(found, person_id)
    return seat.made_up_for_id if seat else None


def test_l03_the_trainer_or_the_person_chooses_where_it_is_made_up(cast: Cast, client: Client) -> None:
    session = missed(cast)
    client.come_in(cast.handler)
    here = f"{PAGE}/{session.number}"
    assert "需补课，近期没有同类场次。" in client.get(here).text
    again = planned(cast, AFTER, title="投诉沟通技巧（补）")
    shown = client.get(here).text
    assert words_in_the_other_language(shown) == []
    client.come_in(cast.stranger)
    make_up = f"{here}/people/{cast.handler.number}/make-up"
    assert client.send(make_up, session=again.number).status_code == 404
    client.come_in(cast.trainer)
    log = client.get(f"{here}/log").text
    assert "安排补课" in region(log, f"#person-{cast.handler.number}")
    assert "安排补课" not in region(log, f"#person-{cast.agent.number}")
    client.send(make_up, session="T2026-9999")
    assert seat_of(again, cast.handler.id) is None
    assert client.submit(f"{here}/log", "/make-up", session=again.number).status_code == 303
    was = enrolment_of(session, cast.handler.id)
    assert was is not None
    assert seat_of(again, cast.handler.id) == was.id
    assert again.number in region(client.get(f"{here}/log").text, f"#person-{cast.handler.number}")
    assert f"补 {session.number}" in region(client.get(f"{PAGE}/{again.number}").text, "#roster")


def test_l03_a_head_chooses_for_the_own_people(cast: Cast, client: Client) -> None:
    session = missed(cast)
    again = planned(cast, AFTER, title="投诉沟通技巧（补）")
    here = f"{PAGE}/{session.number}"
    page = client.come_in(cast.head).get(here).text
    assert "安排补课" in region(page, f"#enrolment-{cast.handler.number}")
    assert cast.agent.number not in region(page, "#roster")
    done = client.submit(here, "/make-up", session=again.number)
    assert (done.status_code, done.headers["Location"]) == (303, here)
    was = enrolment_of(session, cast.handler.id)
    assert was is not None
    assert seat_of(again, cast.handler.id) == was.id
    assert again.number in region(client.get(here).text, f"#enrolment-{cast.handler.number}")


def test_l03_a_quiz_begins_when_its_questions_are_drawn(
    session: Session, cast: Cast, client: Client, afterwards: Traveller
) -> None:
    for n in range(3):
        banked(cast, MONDAY, f"第{n}题")
    quiz = planned(cast, MONDAY, assessment=Assessment.QUIZ, pass_mark=60)
    actions.enrol(quiz, cast.handler, by=cast.handler, now=MONDAY)
    here = f"{PAGE}/{quiz.number}/quiz"
    afterwards.move_to(START)
    client.come_in(cast.handler)
    page = client.get(here).text
    assert "开始测验" in page
    assert "第0题" not in page
    assert client.submit(here, "/draw").status_code == 303
    page = client.get(here).text
    assert all(f"第{n}题" in page for n in range(3))
    assert client.get(here).text.count('type="radio"') == 6
    found = find(quiz.number)
    assert found is not None
    seat = enrolment_of(found, cast.handler.id)
    assert seat is not None
    drawn = quiz_of(seat)
    assert drawn is not None
    answers = {f"q{number}": "0" for number in drawn.questions}
    refused = client.send(here, **(answers | {f"q{drawn.questions[0]}": ""}))
    assert refused.status_code == 422
    assert client.send(here, **answers).status_code == 303
    assert "100" in client.get(here).text


def test_l03_several_answers_and_true_or_false_from_the_bank_to_the_paper(
    session: Session, cast: Cast, client: Client, afterwards: Traveller
) -> None:
    """Written by the trainer, answered without a script, read again with the right answers, analysed."""
    bank = "/portal/training/questions"
    client.come_in(cast.trainer)
    about = {"field_of": "communication", "text": "哪些要先说？"}
    lines = {"kind": "multiple", "options": "致歉\n推销\n时限"}
    for wrong in ("1", "1 2 3", "一"):
        refused = client.submit(bank, "/questions", **about, **lines, right=wrong)
        assert refused.status_code == 422
        assert "推销" in region(refused.text, "#question")
    assert client.submit(bank, "/questions", **about, **lines, right="1、3").status_code == 303
    stated = {"kind": "true_false", "field_of": "communication", "text": "可以归档。", "truth": "1"}
    assert client.submit(bank, "/questions", **stated).status_code == 303
    page = client.get(bank).text
    assert ("致歉；时限" in page, "错误" in page) == (True, True)
    assert words_in_the_other_language(page) == []
    quiz = planned(cast, MONDAY, assessment=Assessment.QUIZ, pass_mark=60)
    actions.enrol(quiz, cast.handler, by=cast.handler, now=MONDAY)
    here = f"{PAGE}/{quiz.number}/quiz"
    afterwards.move_to(START)
    client.come_in(cast.handler).submit(here, "/draw")
    page = client.get(here).text
    assert (page.count('type="checkbox"'), page.count('type="radio"')) == (3, 2)
    assert words_in_the_other_language(page) == []
    assert client.send(here, q2="1").status_code == 422
    assert client.send(here, q1=["0"], q2="1").status_code == 303
    paper = region(client.get(here).text, "#paper")
    assert ("致歉" in paper, "时限" in paper) == (True, False)
    assert ("/ 100" in paper, "100 分" in paper, "50" in paper) == (False, False, False)
    actions.note(quiz, [Noted(cast.handler, Attendance.PRESENT)], means=Means.TAP, by=cast.trainer, now=START)
    actions.close_log(quiz, "", by=cast.trainer, now=START)
    assert "致歉；时限" in region(client.get(here).text, "#paper")
    page = client.come_in(cast.trainer).get(f"{PAGE}/{quiz.number}/log").text
    assert "50.0%" in region(page, "#questions")
    page = client.get(f"{bank}/1").text
    assert words_in_the_other_language(page) == []
    assert "样本少" in page


def test_l03_questions_come_and_go_by_excel(session: Session, cast: Cast, client: Client) -> None:
    """All lines or none; what the bank holds already is passed over, so its own export can be handed in."""
    banked(cast, MONDAY, "先做什么？", 1, options=("解释", "倾听"))
    bank, here = "/portal/training/questions", "/portal/training/questions/import"
    client.come_in(cast.trainer)

    def sheet(*rows: list[str]) -> tuple[BytesIO, str]:
        exported = load_workbook(BytesIO(client.get(f"{bank}/questions.xlsx").data)).active
        assert exported is not None
        for row in rows:
            exported.append(row)
        content = BytesIO()
        exported.parent.save(content)  # type: ignore[union-attr]
        return BytesIO(content.getvalue()), "题库.xlsx"

    good = [
        ["沟通技巧", "多选题", "哪些要先说？", "AC", "致歉", "推销", "时限"],
        ["沟通技巧", "判断题", "可以归档。", "错"],
    ]
    wrong = [
        ["沟通技巧", "多选题", "只有一个？", "A", "致歉", "推销", "时限"],
        ["沟通技巧", "单选题", "有缺口？", "A", "致歉", "", "时限"],
        ["天文", "抢答题", "", "A", "甲", "甲"],
    ]
    assert words_in_the_other_language(client.get(here).text) == []
    assert client.submit(here, "/import", file=sheet()).status_code == 422, "nothing new"
    refused = client.submit(here, "/import", file=sheet(*good, *wrong))
    assert refused.status_code == 422
    lines = [refused.text.count(f"<li>第 {n} 行") for n in range(2, 8)]
    assert lines == [0, 0, 0, 1, 1, 4]
    assert words_in_the_other_language(refused.text) == []
    shown = client.submit(here, "/import", file=sheet(*good))
    assert shown.status_code == 200
    rows = value_of(shown.text, "rows")
    for _twice in range(2):
        client.send(f"{here}/confirmation", rows=rows)
    found = [(each.text, each.kind.value, each.options, each.right) for each in in_bank()]
    assert found == [
        ("先做什么？", "single", ["解释", "倾听"], [1]),
        ("哪些要先说？", "multiple", ["致歉", "推销", "时限"], [0, 2]),
        ("可以归档。", "true_false", [], [1]),
    ]


def test_l05_a_case_of_the_library_and_the_session_lead_to_each_other(
    session: Session, cast: Cast, client: Client
) -> None:
    lesson = published(cast, told(cast))
    client.come_in(cast.trainer)
    page = client.get(f"/portal/library/{lesson.number}").text
    assert f"/portal/training/sessions/new?lesson={lesson.number}" in page
    form = client.get(f"{PAGE}/new?lesson={lesson.number}").text
    assert f"{lesson.number}</textarea>" in form
    made = planned(cast, AFTER, method=Method.CASE_STUDY, cases=f"{lesson.number} 先看同楼工单")
    shown = region(client.get(f"{PAGE}/{made.number}").text, "#cases")
    assert lesson.title in shown
    assert "先看同楼工单" in shown
    assert made.title in region(client.get(f"/portal/library/{lesson.number}").text, "#studied")
    assert "plan" not in region(
        client.come_in(cast.plain).get(f"/portal/library/{lesson.number}").text, "#studied"
    )


def test_m02_what_waits_in_training_stands_on_my_day_and_leads_to_it(cast: Cast, client: Client) -> None:
    actions.submit_plan(written(cast, MONDAY), by=cast.hr, now=MONDAY, seen=None)
    planned(cast, MONDAY)
    client.come_in(cast.leader)
    assert "待办培训事项：1 项" in region(client.get("/portal/").text, "#waiting")
    assert "培训计划" in region(client.get("/portal/training").text, "#waiting")
    client.come_in(cast.trainer)
    assert "登记尚未关闭" in region(client.get("/portal/training").text, "#waiting")
    client.come_in(cast.plain)
    assert 'id="waiting"' not in client.get("/portal/training").text
