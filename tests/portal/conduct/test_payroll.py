"""Payroll on the screen: what a month hands over, its workbook, wages (C-01, C-03)."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from time_machine import Traveller

from models.accountability.rules.measures import MeasureDraft
from models.accountability.words import MatterState, MeasureKind, Severity
from models.conduct.actions import DepartmentFlag, carry_out, raise_flag, set_wage
from models.conduct.queries.payroll import wage_on
from models.db import db
from models.kpi.tables import KpiFlag
from models.kpi.words import Figure, FlagState, Side
from tests.cast import Cast, department
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.accountability.making import bench, to
from tests.models.cases.making import DAY
from tests.models.conduct.making import announced
from tests.moments import MONDAY

PAGE = "/portal/payroll"


@pytest.fixture(autouse=True)
def in_december(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY + 10 * DAY)


def test_c01_a_month_is_handed_over(cast: Cast, client: Client) -> None:
    announced(cast.handler, cast)
    page = client.come_in(cast.hr).get(PAGE).text
    assert "500.00 元" in region(page, "#coming")
    assert words_in_the_other_language(page) == []
    assert client.submit(PAGE, "/issue").status_code == 303
    assert client.send(f"{PAGE}/2026-11/issue").status_code == 303, "the second click says that it is done"
    page = client.get(f"{PAGE}/2026-11").text
    assert cast.handler.number in region(page, "#lines")
    assert words_in_the_other_language(page) == []
    book = openpyxl.load_workbook(
        BytesIO(client.come_in(cast.finance).get(f"{PAGE}/2026-11/payroll.xlsx").data)
    )
    assert book.sheetnames == ["2026-11", "暂缓扣款"]
    assert [cell.value for cell in book["2026-11"][2]][:5] == [
        cast.handler.number,
        cast.handler.name,
        "技术运维部",
        "奖金",
        500,
    ]
    assert client.get(f"{PAGE}/2026-12").status_code == 404


def test_c03_wages_on_the_screen(cast: Cast, client: Client) -> None:
    page = f"{PAGE}/wages"
    assert client.come_in(cast.finance).get(page).status_code == 403
    fields = {"person": cast.handler.number, "amount": "6500.50", "region": "深圳", "from_on": "2026-12-01"}
    assert (
        client.come_in(cast.hr).submit(page, "/wages", **(fields | {"person": "张三丰"})).status_code == 422
    )
    assert client.submit(page, "/wages", **fields).status_code == 303
    wage = wage_on(cast.handler.id, (MONDAY + 10 * DAY).date())
    assert wage is not None
    assert (wage.fen, wage.region) == (650_050, "深圳")
    assert "6,500.50 元" in region(client.get(page).text, f"#wage-{cast.handler.number}")
    assert client.submit(page, "/wages", **(fields | {"person": cast.hr.number})).status_code == 403


def test_c03_a_fine_is_handed_over_by_the_number_of_its_matter(cast: Cast, client: Client) -> None:
    """C-03: payroll can ask about it; on the screen and in the workbook, before and after the hand-over."""
    people = bench(cast)
    set_wage(people.person, 800_000, "深圳", MONDAY.date(), by=cast.hr, now=MONDAY)
    fine = MeasureDraft(MeasureKind.FINE, 20_000)
    matter = to(MatterState.DELIVERED, people, severity=Severity.MODERATE, measures=(fine,))
    carry_out(matter, by=people.person, now=MONDAY)
    db.session.commit()
    page = client.come_in(cast.hr).get(PAGE).text
    assert matter.number in region(page, "#coming")
    assert client.submit(PAGE, "/issue").status_code == 303
    assert matter.number in region(client.get(f"{PAGE}/2026-11").text, "#lines")
    book = openpyxl.load_workbook(BytesIO(client.get(f"{PAGE}/2026-11/payroll.xlsx").data))
    assert matter.number in [cell.value for cell in book["2026-11"][2]]


def test_q04_a_deduction_names_department_figure_and_months(cast: Cast, client: Client) -> None:
    """C-03: payroll reads what a flag was about, on the screen and in the workbook, before and after."""
    held_against = {"n": 40, "hits": 30, "median": None, "target": 95}
    flag = KpiFlag(
        side=Side.BELOW, figure=Figure.TIMELINESS, department_id=department("JS").id, found_at=MONDAY,
        month=date(2026, 10, 1), months=[{"month": f"2026-{n:02d}"} | held_against for n in (8, 9, 10)],
        state=FlagState.OPEN, reason="",
    )  # fmt: skip
    db.session.add(flag)
    db.session.flush()
    drafted = DepartmentFlag(flag.audit_name, department("JS"), "连续三个月未达标", 150_000)
    raise_flag(drafted, by=cast.leader, now=MONDAY)
    db.session.commit()
    said = "技术运维部：及时率，2026-08 至 2026-10"
    assert said in region(client.come_in(cast.hr).get(PAGE).text, "#coming")
    assert client.submit(PAGE, "/issue").status_code == 303
    assert said in region(client.get(f"{PAGE}/2026-11").text, "#lines")
    book = openpyxl.load_workbook(BytesIO(client.get(f"{PAGE}/2026-11/payroll.xlsx").data))
    assert [cell.value for cell in book["2026-11"][2]][3:] == ["扣减绩效奖金", -1500, "", said]
