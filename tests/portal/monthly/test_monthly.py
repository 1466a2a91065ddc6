"""The monthly flow on the screen: the head's summary, the report, its approval, corrections (Q-05)."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from time_machine import Traveller

from jobs.monthly import send
from models.db import db
from models.kpi import actions as figures
from models.kpi.words import Figure
from models.monthly import actions, queries
from models.monthly.tables import MonthlyMeasure, MonthlySummary
from models.monthly.words import MonthlyState
from models.people.tables import Language
from tests.cast import Cast, department, meet
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.monthly.test_months import DECEMBER, NOVEMBER, drafted, frozen, report
from tests.moments import MONDAY
from tests.statements import CountStatements
from tests.story.months import handed_in

HERE = "/portal/monthly"
OCTOBER = f"{HERE}/2026-10"


@pytest.fixture(autouse=True)
def monday(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY)


def test_q_05_m_02_a_summary_waits_in_the_day_of_its_head(
    cast: Cast, client: Client, statements: CountStatements
) -> None:
    """Counted with the rest by the same one query, listed by one more, until it is handed in."""
    client.come_in(cast.head).get("/portal/")
    with statements() as none:
        assert "月度小结" not in client.get("/portal/").text
    summary = drafted(cast)
    db.session.commit()
    with statements() as one:
        page = client.get("/portal/").text
    assert one.count == none.count + 1
    assert "今天有 1 件事等你" in page
    assert f'href="{HERE}/summaries/{summary.id}"' in page
    assert "技术运维部" in region(page, "#waiting")
    assert words_in_the_other_language(page) == []
    head, theirs = cast.head.id, department("JS")
    theirs.head_id = None  # the nearest head above writes it then
    db.session.commit()
    assert queries.heads(theirs.id) != [head]
    assert "月度小结" not in client.get("/portal/").text
    theirs.head_id = head
    handed_in(cast, summary, MONDAY)
    db.session.commit()
    assert "月度小结" not in client.get("/portal/").text


def test_q_05_a_head_writes_a_summary(cast: Cast, client: Client) -> None:
    here = f"{HERE}/summaries/{drafted(cast).id}"
    db.session.commit()
    client.come_in(cast.head)
    page = client.get(HERE).text
    assert "技术运维部" in region(page, "#mine")
    page = client.get(here).text
    assert "75" in region(page, "#figures")
    assert words_in_the_other_language(page) == []
    refused = client.submit(here, here, causes="设备老旧", hand_in="1")
    assert refused.status_code == 422
    assert "设备老旧" in refused.text
    half = {"measures-0-text": "换设备", "measures-0-due_on": ""}
    assert client.submit(here, here, causes="设备老旧", **half).status_code == 422
    promise = {
        "measures-0-text": "换设备",
        "measures-0-due_on": "2026-12-10",
        "measures-0-figure": "timeliness",
    }
    assert client.submit(here, here, causes="设备老旧", hand_in="1", **promise).status_code == 303
    assert "换设备" in region(client.get(here).text, "#said")
    assert client.come_in(cast.stranger).get(here).status_code == 404


def test_q_05_a_report_is_approved_by_another(app: Flask, cast: Cast, client: Client) -> None:
    """It comes back once, is approved, printed and sent, and put right."""
    handed_in(cast, drafted(cast), MONDAY)
    db.session.commit()
    client.come_in(cast.agent)
    page = client.get(OCTOBER).text
    assert "小区老旧设备集中故障" in region(page, "#departments")
    assert "/portal/cases?received_from=2026-10-01&amp;received_to=2026-10-31" in page
    assert words_in_the_other_language(page) == []
    assert client.submit(OCTOBER, "/writing", hand_in="1", assessment="").status_code == 422
    assert client.submit(OCTOBER, "/writing", assessment="初稿").status_code == 303
    handed = client.submit(OCTOBER, "/writing", hand_in="1", assessment="投诉量平稳", measures="更新设备")
    assert handed.status_code == 303
    client.come_in(cast.leader)
    assert client.submit(OCTOBER, "/return", reason="").status_code == 422
    assert client.submit(OCTOBER, "/return", reason="请补充").status_code == 303
    client.come_in(cast.agent)
    assert "请补充" in client.get(OCTOBER).text
    client.submit(OCTOBER, "/writing", hand_in="1", assessment="投诉量平稳，网络类居多", measures="更新设备")
    client.come_in(cast.leader)
    assert client.submit(OCTOBER, "/approval").status_code == 303
    db.session.rollback()
    with app.app_context():
        assert send(MONDAY).done == 1
    client.come_in(meet().leader)
    page = client.get(OCTOBER).text
    assert "monthly-2026-10-1.pdf" in region(page, "#issues")
    assert words_in_the_other_language(page) == []
    assert client.get(f"{OCTOBER}/1.pdf").data[:5] == b"%PDF-"
    assert client.get(f"{OCTOBER}/2.pdf").status_code == 404
    assert client.submit(OCTOBER, "/corrections", text="").status_code == 422
    assert client.submit(OCTOBER, "/corrections", text="漏计一件").status_code == 303
    assert "漏计一件" in client.get(OCTOBER).text
    assert report().state is MonthlyState.SENT


def test_q_05_pages_ask_as_much_whatever_they_show(
    cast: Cast, client: Client, statements: CountStatements, monday: Traveller
) -> None:
    """N+1: at one and at three summaries, measures, and promises that name a figure."""
    before = handed_in(cast, drafted(cast), MONDAY)
    frozen(cast, NOVEMBER, 38, DECEMBER)
    assert actions.draft_month(NOVEMBER, now=DECEMBER)
    [mine] = queries.summaries(NOVEMBER)
    paths = (HERE, f"{HERE}/2026-11", f"{HERE}/summaries/{mine.id}", f"{HERE}/export.xlsx")
    monday.shift(DECEMBER - MONDAY)
    counts = []
    for codes in ((), ("YF", "KF")):
        for code in codes:
            for summary in (mine, before):
                db.session.add(
                    MonthlySummary(
                        month=summary.month, department_id=department(code).id, figures=summary.figures,
                        rising=[], corrections=summary.corrections, drafted_at=DECEMBER, due_at=DECEMBER,
                        measures=[promise(Figure.OVERDUE)],
                    )
                )  # fmt: skip
            promised = promise(Figure.TIMELINESS)
            promised.summary_id = before.id
            db.session.add(promised)
        db.session.commit()
        for path in paths:
            client.come_in(cast.leader).get(path)
            with statements() as seen:
                assert client.get(path).status_code == 200
            counts.append(seen.count)
    assert counts[:4] == counts[4:]


def promise(figure: Figure) -> MonthlyMeasure:
    return MonthlyMeasure(text="加派人手", due_on=date(2026, 12, 20), figure=figure)


def test_q_05_why_nothing_is_told_of_a_promise(cast: Cast, client: Client, monday: Traveller) -> None:
    """A department without figures was not asked; a figure over nothing, or over few, says so."""
    before = handed_in(cast, drafted(cast), MONDAY)
    promised = promise(Figure.REOPENED)
    promised.summary_id = before.id
    db.session.add(promised)
    figures.close_month(figures.Reckoned(NOVEMBER, [], DECEMBER, 0), now=DECEMBER)
    assert actions.draft_month(NOVEMBER, now=DECEMBER)
    monday.shift(DECEMBER - MONDAY)
    db.session.commit()
    said = region(client.come_in(cast.leader).get(f"{HERE}/2026-11").text, "#promises")
    assert said.count("该部门本月没有可统计的工单，不写月度小结") == said.count("未征询") == 2
    assert "及时率：75.0% → 无可统计工单" in said
    assert "重开率：无可统计工单 → 无可统计工单" in said
    cast.leader.language = Language.EN
    db.session.commit()
    english = region(client.get(f"{HERE}/2026-11").text, "#promises")
    assert (
        english.count("nothing of the department was counted in this month")
        == english.count("not asked")
        == 2
    )


def test_q_05_months_as_a_workbook(cast: Cast, client: Client) -> None:
    """Reports, what departments said, what they promised; formulas stay text."""
    handed_in(cast, drafted(cast), MONDAY)
    db.session.commit()
    client.come_in(cast.leader)
    assert f"{HERE}/export.xlsx" in client.get(HERE).text
    book = load_workbook(BytesIO(client.get(f"{HERE}/export.xlsx").data))
    rows = {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] for sheet in book
    }
    assert list(rows) == ["月度分析报告", "部门月度小结", "承诺措施"]
    assert rows["月度分析报告"][0][:2] == ["2026-10", "编写中"]
    assert rows["部门月度小结"][0][1] == "技术运维部"
    assert rows["部门月度小结"][0][5:] == [cast.head.name, "小区老旧设备集中故障。"]
    assert rows["承诺措施"][0][2:5] == ["更换老旧分光器", "2026-12-13", "及时率"]
    assert client.come_in(cast.head).get(f"{HERE}/export.xlsx").status_code == 403
