"""The Excel export: exactly what is filtered, masked, and text that stays text."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from time_machine import Traveller

from models.cases.words import Kind
from models.clock import SHANGHAI
from models.db import db
from models.rulebook.document import fingerprint, parse, written
from models.rulebook.installed import first_document
from models.rulebook.tables import Rulebook
from models.rulebook.words import RulebookState
from tests.cast import Cast
from tests.client import Client
from tests.models.cases.making import new, taken
from tests.moments import MONDAY

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cells(workbook: bytes) -> tuple[list[list[str]], str]:
    """The rows of the first sheet as text, and the sheet's own markup."""
    with ZipFile(BytesIO(workbook)) as archive:
        texts = [
            "".join(part.text or "" for part in entry.iter(f"{SHEET}t"))
            for entry in ElementTree.fromstring(archive.read("xl/sharedStrings.xml")).iter(f"{SHEET}si")
        ]
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    rows = []
    for row in ElementTree.fromstring(sheet).iter(f"{SHEET}row"):
        values = []
        for cell in row.iter(f"{SHEET}c"):
            value = cell.find(f"{SHEET}v")
            text = value.text or "" if value is not None else ""
            values.append(texts[int(text)] if cell.get("t") == "s" else text)
        rows.append(values)
    return rows, sheet


def test_x04_the_file_is_named_by_the_day_in_shanghai(
    cast: Cast, client: Client, at: Callable[..., Traveller]
) -> None:
    """Half an hour after midnight there it is still the day before in UTC."""
    at(datetime(2026, 11, 24, 0, 30, tzinfo=SHANGHAI))
    answer = client.come_in(cast.agent).get("/portal/cases/export.xlsx")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="cases-20261124.xlsx"'


def test_what_is_filtered_is_exported(cast: Cast, client: Client) -> None:
    """Heads in the reader's language, a row a case, contacts masked (X-03)."""
    case = taken(cast)
    new(kind=Kind.INQUIRY, problem="发票怎么开")
    db.session.commit()
    client.come_in(cast.agent)
    answer = client.get("/portal/cases/export.xlsx?state=handling")
    assert answer.mimetype == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert re.fullmatch(r'attachment; filename="cases-\d{8}\.xlsx"', answer.headers["Content-Disposition"])
    rows, _ = cells(answer.data)
    assert rows[0][:6] == ["工单号", "标题", "类型", "渠道", "类别", "产品"]
    assert len(rows) == 2
    assert rows[1][:13] == [
        case.number,
        case.title,
        "投诉",
        "网页表单",
        "网络故障",
        "",
        "2",
        "P3",
        "处理中",
        "技术运维部",
        "季书",
        "赵*兰",
        "138****5678",
    ]


def test_a_formula_stays_text(cast: Cast, client: Client) -> None:
    """A customer who writes =HYPERLINK(…) gets it back as words."""
    new(problem='=HYPERLINK("http://evil.example","x")', title="=1+1", name="@SUM(A1)", email=None)
    db.session.commit()
    rows, sheet = cells(client.come_in(cast.agent).get("/portal/cases/export.xlsx").data)
    assert rows[1][1] == "=1+1"
    assert "<f>" not in sheet


def test_nobody_exports_more_than_they_see(cast: Cast, client: Client) -> None:
    """X-01: the export goes by the viewer's scope."""
    taken(cast)
    db.session.commit()
    rows, _ = cells(client.come_in(cast.stranger).get("/portal/cases/export.xlsx").data)
    assert len(rows) == 1
    assert client.come_in(cast.hr).get("/portal/cases/export.xlsx").status_code == 200


def test_in_english(cast: Cast, client: Client) -> None:
    """X-04."""
    taken(cast)
    db.session.commit()
    client.come_in(cast.agent)
    client.send("/portal/account/language", language="en")
    rows, _ = cells(client.get("/portal/cases/export.xlsx").data)
    assert rows[0][:3] == ["Number", "Title", "Kind"]
    assert rows[1][8:11] == ["In work", "Technical Operations", "Ji Shu"]


def test_rb01_a_category_is_named_by_the_rulebook_of_its_case(cast: Cast, client: Client) -> None:
    """Today's rulebook may have it no longer."""
    case = taken(cast)
    document = first_document()
    document["categories"] = [each for each in document["categories"] if each["code"] != "network_fault"]
    stored = written(parse(document))
    db.session.add(
        Rulebook(
            version_number=2,
            name="2027",
            state=RulebookState.IN_FORCE,
            effective_from=MONDAY - timedelta(days=300),
            document=stored,
            fingerprint=fingerprint(stored),
            put_in_force_at=MONDAY - timedelta(days=301),
        )
    )
    db.session.commit()
    rows, _ = cells(client.come_in(cast.agent).get("/portal/cases/export.xlsx").data)
    assert [row[:5] for row in rows[1:]] == [[case.number, case.title, "投诉", "网页表单", "网络故障"]]
