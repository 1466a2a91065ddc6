"""Points on the screen: one's own, those of people and departments, a month with its closing (C-04)."""

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from time_machine import Traveller

from models.rulebook.words import RewardKind
from tests.cast import Cast, department
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import DAY
from tests.models.conduct.making import announced
from tests.moments import MONDAY

PAGE = "/portal/points"
MONTH = f"{PAGE}/months/2026-11"


@pytest.fixture(autouse=True)
def in_december(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY + 10 * DAY)


def some(cast: Cast) -> None:
    announced(cast.handler, cast, RewardKind.PROMOTION)
    announced(department("JS"), cast, RewardKind.DEPARTMENT_POINTS)


def test_c04_who_reads_whose_points(cast: Cast, client: Client) -> None:
    some(cast)
    person, whole = f"{PAGE}/people/{cast.handler.number}", f"{PAGE}/departments/JS"
    read: dict[str, tuple[int, int, int]] = {}
    for part, one in vars(cast).items():
        client.come_in(one)
        read[part] = tuple(client.get(path).status_code for path in (person, whole, f"{PAGE}/people"))  # type: ignore[assignment]
    everything = {part for part, found in read.items() if found == (200, 200, 200)}
    assert everything == {"auditor", "head", "hr", "leader"}
    assert read["handler"] == (200, 200, 403)
    assert read["stranger"] == (404, 404, 403)


def test_c04_people_and_departments_with_what_they_hold(cast: Cast, client: Client) -> None:
    some(cast)
    page = client.come_in(cast.head).get(f"{PAGE}/people").text
    assert region(page, f"#points-{cast.handler.number}").endswith("5 0 5")
    assert cast.agent.number not in page
    assert words_in_the_other_language(page) == []
    page = client.get(f"{PAGE}/departments").text
    assert region(page, "#points-JS").endswith("5 0 5 5")
    book = openpyxl.load_workbook(BytesIO(client.get(f"{PAGE}/people.xlsx?department=JS").data)).active
    assert book is not None
    assert [cell.value for cell in book[2]] == [cast.handler.number, cast.handler.name, "技术运维部", 5, 0, 5]


def test_c04_a_month_is_closed_with_its_report(cast: Cast, client: Client) -> None:
    some(cast)
    page = client.come_in(cast.leader).get(MONTH).text
    assert "平衡" in region(page, "//main")
    assert 'id="closing"' not in page
    assert client.send(f"{MONTH}/closing").status_code == 403
    client.come_in(cast.hr)
    assert client.submit(MONTH, "/closing").status_code == 303
    page = client.get(MONTH).text
    assert "已于" in region(page, "//main")
    assert 'id="closing"' not in page
    assert words_in_the_other_language(page) == []
    assert "2026-11" in region(client.get(f"{PAGE}/months").text, "#months")
    sheet = openpyxl.load_workbook(BytesIO(client.get(f"{MONTH}/report.xlsx").data)).active
    assert sheet is not None
    assert [row[6].value for row in sheet.iter_rows(min_row=2)] == [5, 5]
    for nonsense in ("2026-13", "2031-01", "x"):
        assert client.get(f"{PAGE}/months/{nonsense}").status_code == 404
