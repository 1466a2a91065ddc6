"""S-06: results as files: Excel with values, labels and a code book, CSV, PDF."""

import csv
from collections.abc import Callable
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session
from time_machine import Traveller

from models.events.tables import Event
from models.people.tables import Language
from models.surveys.words import Reach
from tests.cast import Cast, department
from tests.client import Client
from tests.models.results.answering import many, revisited
from tests.moments import MONDAY

EXPORTS = "/portal/results/exports"


@pytest.fixture(autouse=True)
def monday(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY)


def taken_out(client: Client, person: object, **chosen: str) -> bytes:
    answer = client.come_in(person).send(EXPORTS, **chosen)  # type: ignore[arg-type]
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    return answer.data


def test_a_workbook(session: Session, cast: Cast, client: Client) -> None:
    """S-06: a sheet of values, one of labels, and the book that joins both; what is text stays text."""
    many([5, 4, 4, 2], others={"solved": 1})
    revisited(1, others={"solved": 3}, reach=Reach.PHONE, by=cast.agent, words="=HYPERLINK(1)")
    cast.inspector.language = Language.EN
    book = load_workbook(BytesIO(taken_out(client, cast.inspector, format="xlsx")))
    assert book.sheetnames == ["Values", "Labels", "Code book"]
    values = [[cell.value for cell in row] for row in book["Values"].rows]
    heads = values[0]
    assert heads[:9] == [
        "case", "answered", "complete", "means", "department", "category", "channel", "grade", "overall",
    ]  # fmt: skip
    last = dict(zip(heads, values[-1], strict=True))
    assert (last["means"], last["department"], last["overall"], last["solved"]) == ("phone", "JS", 1, 3)
    assert last["comment"] == "=HYPERLINK(1)"
    comment = book["Values"].cell(len(values), heads.index("comment") + 1)
    assert comment.data_type == "s"
    labels = [[cell.value for cell in row] for row in book["Labels"].rows]
    assert labels[-1][3:5] == ["Phone call", "Technical Operations"]
    assert labels[-1][8:10] == ["Very dissatisfied", "No, it is not"]
    codes = [[cell.value for cell in row] for row in book["Code book"].rows]
    assert ["overall", 5, "非常满意", "Very satisfied"] in [[row[0], *row[3:]] for row in codes]
    assert ["solved", 3, "没有解决", "No, it is not"] in [[row[0], *row[3:]] for row in codes]


def test_exactly_what_is_filtered_as_csv(session: Session, cast: Cast, client: Client) -> None:
    """S-06: UTF-8 with its mark; a formula gets an apostrophe; filters and scope hold."""
    many([5, 4, 4, 2, 1], words="=1+1")
    many([3, 3], code="YF")
    content = taken_out(client, cast.inspector, format="csv", department="JS")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(content.decode("utf-8-sig"))))
    assert [row["overall"] for row in rows] == ["5", "4", "4", "2", "1"]
    assert {row["comment"] for row in rows} == {"'=1+1"}
    of_head = taken_out(client, cast.head, format="csv")
    assert len(list(csv.DictReader(StringIO(of_head.decode("utf-8-sig"))))) == 5


@pytest.mark.parametrize("language", Language)
def test_a_paper(session: Session, cast: Cast, client: Client, language: Language) -> None:
    """S-06: a PDF with the charts."""
    many([5, 4, 4, 2, 1, 5])
    cast.inspector.language = language
    content = taken_out(client, cast.inspector, format="pdf")
    assert content.startswith(b"%PDF")


def test_taking_out_is_an_event(session: Session, cast: Cast, client: Client) -> None:
    """S-06, X-02: who took what out, narrowed to what; never what somebody said."""
    many([5, 4, 4, 2, 1])
    taken_out(client, cast.inspector, format="csv", department="JS", since="2026-11-01")
    event = session.scalars(select(Event).where(Event.kind == "results.exported")).one()
    assert (event.subject, event.staff_id) == ("results:revisit", cast.inspector.id)
    assert event.facts == {
        "format": "csv",
        "rows": 5,
        "since": "2026-11-01T00:00:00+08:00",
        "department": department("JS").id,
    }
    trail = client.come_in(cast.auditor).get("/portal/trail?kind=results.exported")
    assert "导出了调查结果" in trail.text


def test_who_may_not_read_takes_nothing_out(session: Session, cast: Cast, client: Client) -> None:
    """S-06, X-01."""
    assert client.come_in(cast.handler).send(EXPORTS, format="csv").status_code == 403
    assert client.come_in(cast.inspector).send(EXPORTS, format="exe").status_code == 422
