"""A question of the bank is changed on its page; a sheet adds questions and changes none (L-03)."""

from collections.abc import Callable
from io import BytesIO

import pytest
from sqlalchemy import select
from time_machine import Traveller

from models.db import db
from models.events.tables import Event
from models.training import actions
from models.training.actions import QuestionDraft
from models.training.queries.quiz import bank, wordings
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.training.making import banked
from tests.moments import MONDAY
from tests.together import Crowd
from web.sheets import workbook

PAGE = "/portal/training/questions"
HEADS = ["培训内容", "题型", "题目", "正确答案", *(f"选项 {each}" for each in "ABCDEFGHIJ")]


@pytest.fixture(autouse=True)
def monday(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY)


def test_l03_a_question_is_changed_on_its_page(cast: Cast, client: Client) -> None:
    one = banked(cast, MONDAY, "先做什么？", 1, options=("解释", "倾听"))
    here = f"{PAGE}/{one.id}/edit"
    assert client.come_in(cast.handler).get(here).status_code == 403
    page = client.come_in(cast.trainer).get(here).text
    assert words_in_the_other_language(page) == []
    assert "解释 倾听" in region(page, "#question")
    refused = client.submit(here, "/edit", text="先说什么？", right="3")
    assert (refused.status_code, "先说什么？" in region(refused.text, "#question")) == (422, True)
    assert client.submit(here, "/edit").status_code == 422
    unseen = client.submit(here, "/edit", text="先说什么？", seen=None)
    assert (unseen.status_code, len(wordings(one))) == (400, 1)
    assert client.submit(here, "/edit", text="先说什么？", right="1").status_code == 303
    newest = bank()[0]
    assert (newest.text, newest.right, newest.version) == ("先说什么？", [0], 2)
    page = client.get(f"{PAGE}/{newest.id}").text
    assert words_in_the_other_language(page) == []
    assert "先做什么？" in region(page, "#wordings")
    page = client.get(f"{PAGE}/{one.id}").text
    assert words_in_the_other_language(page) == []
    assert f'href="{PAGE}/{newest.id}"' in page
    assert "查看现行版本" in region(page, "#earlier")
    stale = client.submit(here, "/edit", text="先听什么？", seen="1")
    assert (stale.status_code, len(wordings(one))) == (409, 2)
    assert client.send(f"{PAGE}/{newest.id}/retirement").status_code == 303
    assert client.get(here).status_code == 404
    gone = client.send(here, field_of="communication", kind="true_false", text="可以。", truth="0", seen="2")
    assert (gone.status_code, bank()) == (409, [])
    page = client.come_in(cast.auditor).get(f"/portal/trail?about={one.audit_name}").text
    assert "修改了测验题目" in page


@pytest.mark.both_databases
def test_h07_two_people_change_a_question_at_once(cast: Cast, crowd: Crowd) -> None:
    one = banked(cast, MONDAY, "先做什么？", 1, options=("解释", "倾听"))
    typed = {
        "field_of": "communication",
        "kind": "single",
        "options": "解释\n倾听",
        "right": "2",
        "seen": "1",
    }
    presses = [
        crowd.staff(person, f"{PAGE}/{one.id}/edit", text=text, **typed)
        for person, text in ((cast.trainer, "先说什么？"), (cast.hr, "先听什么？"))
    ]
    assert crowd.together(*presses) == [303, 409]
    assert [each.version for each in wordings(one)] == [2, 1]
    assert len(bank()) == 1
    told = select(Event.id).where(Event.kind == "quiz_question.changed")
    assert len(db.session.scalars(told).all()) == 1


def test_l03_a_sheet_says_which_questions_it_passes_over_and_why(cast: Cast, client: Client) -> None:
    """Held already, held with other answers, an earlier wording, asked no more, twice in the sheet."""
    one = banked(cast, MONDAY, "先做什么", 1, options=("解释", "倾听"))
    better = QuestionDraft(one.field, "先做什么？", ("解释", "倾听"), (1,), one.kind)
    actions.change_question(one, better, by=cast.trainer, now=MONDAY, seen=1)
    banked(cast, MONDAY, "可以归档。", options=("可以", "不可以"))
    gone = banked(cast, MONDAY, "早先的题", options=("甲", "乙"))
    actions.retire_question(gone, by=cast.trainer, now=MONDAY)
    rows = [
        ["沟通技巧", "单选题", "先做什么？", "B", "解释", "倾听"],
        ["沟通技巧", "单选题", "可以归档。", "B", "可以", "不可以"],
        ["沟通技巧", "单选题", "先做什么", "B", "解释", "倾听"],
        ["沟通技巧", "单选题", "早先的题", "A", "甲", "乙"],
        ["沟通技巧", "单选题", "新的题", "A", "甲", "乙"],
        ["沟通技巧", "单选题", "新的题", "B", "甲", "乙"],
    ]
    file = (BytesIO(workbook("x", HEADS, (9,) * 14, rows)), "题库.xlsx")
    client.come_in(cast.trainer)
    shown = client.submit(f"{PAGE}/import", "/import", file=file)
    assert words_in_the_other_language(shown.text) == []
    said = region(shown.text, "#passed")
    for line in (
        "第 2 行：题库中已有该题。",
        "第 3 行：题库中已有该题，但选项或答案不同。",
        "第 4 行：这是某题修改前的旧版本。",
        "第 5 行：该题已停用。",
        "第 7 行：文件前面已有同一题目。",
    ):
        assert line in said
    assert "第 6 行" not in said
