"""Taking the trail out as a file, which is an event itself (X-02, X-03); and checking its seals."""

import csv
import io
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session
from time_machine import Traveller

from models.clock import now
from models.events.actions import SYSTEM, record, seal
from models.events.queries import MOST_COUNTED, history, last_of
from models.events.tables import Event
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.moments import MONDAY
from web.sheets import csv_file

TRAIL = "/portal/trail"


SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def excel_rows(workbook: bytes) -> list[list[str]]:
    """The rows of the first sheet as text; a formula fails the test."""
    with ZipFile(io.BytesIO(workbook)) as archive:
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    assert list(sheet.iter(f"{SHEET}f")) == []
    return [["".join(cell.itertext()) for cell in row.iter(f"{SHEET}c")] for row in sheet.iter(f"{SHEET}row")]


@pytest.fixture
def auditor(cast: Cast, client: Client) -> Client:
    record("case.closed", "case:HY-1", by=cast.head, now=MONDAY, reason="=SUM(A1)", closing="malicious")
    return client.come_in(cast.auditor)


def test_csv_holds_exactly_what_is_filtered(cast: Cast, auditor: Client) -> None:
    """Cells that would be formulas are text, moments are Shanghai's, and the file says its character set."""
    answer = auditor.send(f"{TRAIL}/exports", format="csv", kind="case.closed")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="trail-')
    heads, *rows = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert heads[1:6] == ["时间", "操作方", "人员", "工号", "操作"]
    assert [row[1:] for row in rows] == [
        [
            "2026-11-23 10:00:00", "本公司人员", "程长", "T-0007", "办结工单", "工单", "HY-1",
            "办结方式：恶意投诉", "（不予显示）", "case.closed", "尚未封存",
        ]
    ]  # fmt: skip


@pytest.mark.parametrize("sign", "=+-@＝＋－＠\t\r\n")
def test_no_cell_begins_a_formula(sign: str) -> None:
    """X-03: the wide signs of Chinese keyboards count too."""
    assert f"'{sign}1" in csv_file(["a"], [[f"{sign}1"]]).decode()


def test_excel_holds_the_same(cast: Cast, auditor: Client) -> None:
    record("staff.leaving", cast.plain, by=cast.hr, now=MONDAY, reason="=1+1", last_day="2026-11-30")
    seal()
    answer = auditor.send(f"{TRAIL}/exports", format="xlsx", kind="staff.leaving")
    row = excel_rows(answer.data)[1]
    assert row[5:10] == ["登记离职日期", "人员", "T-0013", "最后一天：2026-11-30（周一）", "=1+1"]
    assert len(row[11]) == 64
    assert float(row[1]) == pytest.approx(46349 + 10 / 24)  # days since 1900, as Excel counts them


def test_taking_out_is_written_down(cast: Cast, auditor: Client) -> None:
    """X-02, X-03: who, how many, and what it was narrowed to; names of rows, never what was typed."""
    auditor.send(f"{TRAIL}/exports", format="csv", about="hy-1", person="程长", since="2026-11-01")
    event = last_of("trail.exported")
    assert event is not None
    assert (event.subject, event.staff_id) == ("trail:events", cast.auditor.id)
    assert event.facts == {
        "format": "csv",
        "rows": 1,
        "subjects": ["case:HY-1"],
        "people": [cast.head.id],
        "since": "2026-11-01T00:00:00+08:00",
    }
    auditor.send(f"{TRAIL}/exports", format="csv", about="13812345678")
    event = last_of("trail.exported")
    assert event is not None
    assert (event.facts["rows"], "subjects" in event.facts) == (0, False)
    page = auditor.get(f"{TRAIL}?kind=trail.exported").text
    assert "导出操作记录" in region(page, "#trail")


def test_no_export_without_a_format(auditor: Client) -> None:
    assert auditor.send(f"{TRAIL}/exports", format="exe").status_code == 422
    assert last_of("trail.exported") is None


def test_too_much_for_one_file(auditor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bad input: says what to do, keeps the filters, writes nothing down."""
    assert MOST_COUNTED == 50_000
    monkeypatch.setattr(sys.modules["portal.trail.exports"], "MOST_COUNTED", 3)
    answer = auditor.send(f"{TRAIL}/exports", format="csv", since="2020-01-01")
    assert (answer.status_code, answer.location) == (303, f"{TRAIL}?since=2020-01-01")
    assert "请缩短日期范围" in auditor.get(answer.location).text
    assert last_of("trail.exported") is None


def test_the_seals_are_checked_and_said(cast: Cast, auditor: Client) -> None:
    """X-02: the same check as `flask audit verify`, and everybody sees when the last was and by whom."""
    assert "尚未校验" in region(auditor.get(TRAIL).text, "#seals")
    seal()
    auditor.submit(TRAIL, action="/checks")
    words = region(auditor.get(TRAIL).text, "#seals")
    assert "完好 今天" in words
    assert "由沈计校验" in words
    event = last_of("trail.verified")
    assert event is not None
    assert (event.staff_id, event.facts["sound"]) == (cast.auditor.id, True)


def test_tampering_is_found(session: Session, cast: Cast, auditor: Client) -> None:
    seal()
    session.execute(text("DROP TRIGGER event_no_update"))
    session.execute(text("UPDATE event SET reason = 'x' WHERE kind = 'case.closed'"))
    auditor.submit(TRAIL, action="/checks")
    page = auditor.get(TRAIL).text
    assert "有 1 处被改动" in region(page, "#seals")
    assert "操作记录被改动过" in page


def test_seals_that_nobody_makes_are_noticed(auditor: Client, at: Callable[[datetime], Traveller]) -> None:
    """X-08: events have waited for a quarter of an hour, so no process runs the clock."""
    assert "请检查定时任务" not in region(auditor.get(TRAIL).text, "#seals")
    at(now() + timedelta(minutes=16))
    assert "请检查定时任务是否在运行" in region(auditor.get(TRAIL).text, "#seals")
    seal()
    assert "请检查定时任务" not in region(auditor.get(TRAIL).text, "#seals")


def test_reading_writes_nothing(session: Session, auditor: Client) -> None:
    session.commit()
    before = session.scalars(select(Event.id).order_by(Event.id.desc()).limit(1)).one()
    auditor.get(TRAIL)
    assert session.scalars(select(Event.id).order_by(Event.id.desc()).limit(1)).one() == before
    assert history("trail:events") == []
    assert SYSTEM.value == "system"
