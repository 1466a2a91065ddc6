"""The person's file on the screen: filters, export, what HR writes, import all or nothing (C-05)."""

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from sqlalchemy import func, select
from time_machine import Traveller

from models.conduct.tables import StaffRecord
from models.db import db
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import HOUR, taken
from tests.models.conduct.making import announced
from tests.moments import MONDAY
from web.sheets import workbook

PAGE = "/portal/staff-files"
HEADS = ["工号", "日期", "种类", "事由", "文号", "金额（元）"]


@pytest.fixture(autouse=True)
def monday_afternoon(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY + 4 * HOUR)


def file_of(*rows: list[str]) -> tuple[BytesIO, str]:
    return BytesIO(workbook("x", HEADS, (9,) * 6, rows)), "档案.xlsx"


def count() -> int:
    return db.session.scalar(select(func.count(StaffRecord.id))) or 0


def test_c05_each_opens_what_is_theirs(cast: Cast, client: Client) -> None:
    taken(cast)
    here = f"{PAGE}/{cast.handler.number}"
    found = {part: client.come_in(one).get(here).status_code for part, one in vars(cast).items()}
    assert {part for part, status in found.items() if status == 200} == {"handler", "head", "hr"}
    assert set(found.values()) == {200, 404}
    assert client.come_in(cast.stranger).get(PAGE).headers["Location"].endswith(cast.stranger.number)
    page = client.come_in(cast.head).get(PAGE).text
    assert cast.handler.number in page
    assert cast.agent.number not in page


def test_c05_exactly_what_is_filtered_is_exported(cast: Cast, client: Client) -> None:
    case, reward = taken(cast), announced(cast.handler, cast)
    here = f"{PAGE}/{cast.handler.number}"
    page = client.come_in(cast.handler).get(here).text
    assert case.number in region(page, "#file")
    assert reward.number in region(page, "#file")
    assert words_in_the_other_language(page) == []
    only = f"{here}?part=reward&until=2026-11-23"
    assert case.number not in region(client.get(only).text, "#file")
    sheet = openpyxl.load_workbook(BytesIO(client.get(only.replace("?", "/file.xlsx?")).data)).active
    assert sheet is not None
    assert [[cell.value for cell in row][1:4] for row in sheet.iter_rows(min_row=2)] == [
        ["奖励", "奖金", reward.number]
    ]


def test_c05_hr_writes_into_a_file(cast: Cast, client: Client) -> None:
    here = f"{PAGE}/{cast.handler.number}"
    fields = {"kind": "training", "on": "2026-03-15", "text": "投诉处理培训，考核合格"}
    assert client.come_in(cast.hr).submit(here, "/records", **(fields | {"text": ""})).status_code == 422
    assert client.submit(here, "/records", **fields).status_code == 303
    assert "考核合格" in region(client.come_in(cast.head).get(here).text, "#file")
    assert client.send(f"{here}/records", **fields).status_code == 403
    own = client.come_in(cast.hr).get(f"{PAGE}/{cast.hr.number}").text
    assert 'id="record"' not in own


def test_c05_an_import_is_shown_first_and_then_written_whole(cast: Cast, client: Client) -> None:
    sheet = file_of(
        [cast.handler.number, "2026-03-15", "培训", "培训合格", "", ""],
        [cast.agent.number, "2026/4/1", "奖励", "季度标兵", "人发〔2026〕3号", "500"],
    )
    page = client.come_in(cast.hr).get(f"{PAGE}/import").text
    assert words_in_the_other_language(page) == []
    shown = client.send(f"{PAGE}/import", file=sheet)
    assert shown.status_code == 200
    assert "季度标兵" in region(shown.text, "#lines")
    assert count() == 0
    kept = shown.text.partition('name="rows"')[2].partition('value="')[2].partition('"')[0]
    rows = kept.replace("&#34;", '"')
    assert client.send(f"{PAGE}/import/confirmation", rows=rows).status_code == 303
    assert count() == 2
    record = db.session.scalars(select(StaffRecord).where(StaffRecord.staff_id == cast.agent.id)).one()
    assert (record.amount_fen, record.paper) == (50_000, "人发〔2026〕3号")


def test_c05_one_wrong_line_and_nothing_is_written(cast: Cast, client: Client) -> None:
    sheet = file_of(
        [cast.handler.number, "2026-03-15", "培训", "培训合格", "", ""],
        ["T-9999", "不知道", "记过", "", "", "许多"],
        [cast.hr.number, "2027-01-01", "奖励", "自夸", "", ""],
    )
    answer = client.come_in(cast.hr).send(f"{PAGE}/import", file=sheet)
    assert answer.status_code == 422
    for says in (
        "第 3 行",
        "没有此工号",
        "种类无法识别",
        "缺少事由",
        "不能写入自己的档案",
        "日期不能晚于今天",
    ):
        assert says in answer.text
    assert 'id="confirmation"' not in answer.text
    wrong = '[["2","T-9999","2026-03-15","培训","合格","",""]]'
    assert client.send(f"{PAGE}/import/confirmation", rows=wrong).status_code == 422
    deep, half = "[" * 50_000, '[["2","T-9999","2026-03-15","培训","\\ud800","",""]]'
    for nonsense in ("x", "{}", "[1]", '[["a"]]', '[["²","","","","","",""]]', deep, half):
        assert client.send(f"{PAGE}/import/confirmation", rows=nonsense).status_code == 422
    assert count() == 0
    assert client.send(f"{PAGE}/import", file=(BytesIO(b"x"), "a.pdf")).status_code == 422
    assert client.get(f"{PAGE}/import/template.xlsx").status_code == 200


def test_c05_half_a_sign_and_formulas_are_words_and_too_long_is_refused(cast: Cast, client: Client) -> None:
    """C-05: what JSON can name and no database keeps is replaced; a formula is never reckoned."""
    client.come_in(cast.hr)
    number = cast.handler.number
    odd = f'[["2","{number}","2026-03-15","培训","=1+1 \\ud800 \\u202e😀","",""]]'
    assert client.send(f"{PAGE}/import/confirmation", rows=odd).status_code == 303
    record = db.session.scalars(select(StaffRecord)).one()
    assert record.text == "=1+1 ? 😀"
    sheet = openpyxl.load_workbook(BytesIO(client.get(f"{PAGE}/{number}/file.xlsx").data)).active
    assert sheet is not None
    assert (sheet["E2"].value, sheet["E2"].data_type) == ("=1+1 ? 😀", "s")
    long = f'[["2","{number}","2026-03-15","培训","{"长" * 1001}","",""]]'
    answer = client.send(f"{PAGE}/import/confirmation", rows=long)
    assert (answer.status_code, "内容太长" in answer.text, count()) == (422, True, 1)


def test_c05_a_file_of_ten_thousand_lines_is_refused_at_once(cast: Cast, client: Client) -> None:
    lines = ",".join(HEADS) + "\n" + f"{cast.handler.number},2026-03-15,培训,合格,,\n" * 10_000
    sheet = (BytesIO(lines.encode()), "档案.csv")
    assert client.come_in(cast.hr).send(f"{PAGE}/import", file=sheet).status_code == 422
    assert count() == 0
