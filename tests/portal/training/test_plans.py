"""Training plans on the screen: written, approved, exported and imported all or nothing (L-01)."""

import re
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from time_machine import Traveller

from models.training.queries.plans import plan_of
from models.training.words import PlanState
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.training.making import HOUR, approved, written
from tests.moments import MONDAY
from web.sheets import workbook

PAGE = "/portal/training/plans"
HEADS = ["主题", "培训内容", "培训方式", "部门", "角色", "场次数", "每场小时数", "预算（元）"]
GOOD = ["投诉分级", "投诉处理流程", "内训", "技术运维部; KF", "部门处理人", "2", "1.5", "800"]


@pytest.fixture(autouse=True)
def monday_afternoon(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY + 4 * HOUR)


def sheet(*rows: list[str]) -> tuple[BytesIO, str]:
    return BytesIO(workbook("x", HEADS, (9,) * 8, rows)), "计划.xlsx"


def test_l01_from_nothing_to_an_approved_plan(cast: Cast, client: Client) -> None:
    client.come_in(cast.hr)
    assert client.submit(PAGE, "/plans", year="2027", quarter="1").headers["Location"] == f"{PAGE}/2027Q1"
    page, form = f"{PAGE}/2027Q1", f"{PAGE}/2027Q1/topics/new"
    fields = {"title": "沟通", "sessions": "2", "hours": "1.5", "budget": "800", "departments": ["JS"]}
    assert client.submit(form, "/topics/new", **(fields | {"hours": "x"})).status_code == 422
    assert client.submit(form, "/topics/new", **fields).status_code == 303
    assert "技术运维部" in region(client.get(page).text, "#topics")
    assert client.submit(page, "/submission").status_code == 303
    assert 'id="approval"' not in client.get(page).text
    client.come_in(cast.leader)
    assert words_in_the_other_language(client.get(page).text) == []
    assert client.submit(page, "/return").status_code == 422
    assert client.submit(page, "/approval").status_code == 303
    plan = plan_of(2027, 1)
    assert plan is not None
    assert (plan.state, plan.topics[0].minutes, plan.topics[0].budget_fen) == (
        PlanState.APPROVED,
        90,
        80_000,
    )


def test_l01_who_may_read_plans(cast: Cast, client: Client) -> None:
    written(cast, MONDAY)
    found = {part: client.come_in(one).get(f"{PAGE}/2026Q4").status_code for part, one in vars(cast).items()}
    assert {part for part, status in found.items() if status == 200} == {"auditor", "hr", "leader", "trainer"}
    assert client.come_in(cast.hr).get(f"{PAGE}/2031").status_code == 404
    assert client.get(f"{PAGE}/nonsense").status_code == 404


def test_l01_an_import_is_shown_first_and_then_written_whole(cast: Cast, client: Client) -> None:
    written(cast, MONDAY)
    here = f"{PAGE}/2026Q4/import"
    client.come_in(cast.hr)
    bad = client.submit(here, "/import", file=sheet(GOOD, ["", "魔法", "内训", "无此部", "", "0", "一", "x"]))
    assert bad.status_code == 422
    assert bad.text.count("第 3 行") == 6
    assert client.submit(here, "/import", file=(BytesIO(b"x"), "a.exe")).status_code == 422
    preview = client.submit(here, "/import", file=sheet(GOOD))
    assert preview.status_code == 200
    rows = '[["2","投诉分级","投诉处理流程","内训","技术运维部; KF","","2","1.5","800"]]'
    seen = re.search(r'name="seen"[^>]*value="(\d+)"', preview.text)
    assert seen is not None
    assert client.send(f"{here}/confirmation", rows=rows, seen=seen[1]).status_code == 303
    assert client.send(f"{here}/confirmation", rows=rows, seen=seen[1]).status_code == 409
    plan = plan_of(2026, 4)
    assert plan is not None
    assert [each.title for each in plan.topics] == ["投诉分级与时限", "投诉分级"]
    assert len(plan.topics[1].departments) == 2


def test_l01_what_was_exported_can_be_imported(cast: Cast, client: Client) -> None:
    approved(cast, MONDAY)
    client.come_in(cast.hr)
    content = client.get(f"{PAGE}/2026Q4/plan.xlsx").data
    found = openpyxl.load_workbook(BytesIO(content)).active
    assert found is not None
    row = [cell.value for cell in next(found.iter_rows(min_row=2))]
    assert row[:3] == ["投诉分级与时限", "投诉处理流程", "内训"]
    assert row[5:] == [2, 1.5, 800, 0, 0, 0, 0]
    client.submit(PAGE, "/plans", year="2027", quarter="0")
    read = client.submit(f"{PAGE}/2027/import", "/import", file=(BytesIO(content), "p.xlsx"))
    assert read.status_code == 200
