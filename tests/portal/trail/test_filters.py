"""The filters of the trail lie in the address; pages are found by the event at their edge (X-02)."""

from datetime import timedelta

import pytest
from lxml import html

from models.events.actions import SYSTEM, record
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.moments import MONDAY

TRAIL = "/portal/trail"
DAY = timedelta(days=1)


@pytest.fixture
def auditor(cast: Cast, client: Client) -> Client:
    """The auditor, and four events of the days before Monday."""
    record("case.closed", "case:HY-20261120-0007", by=cast.head, now=MONDAY - 3 * DAY, closing="confirmed")
    record("case.revealed", "case:HY-20261120-0007", by=cast.agent, now=MONDAY - 2 * DAY)
    record("staff.changed", cast.agent, by=cast.hr, now=MONDAY - DAY, columns=["phone"])
    record("case.reminded", "case:HY-20261120-0008", by=SYSTEM, now=MONDAY, due="plan")
    return client.come_in(cast.auditor)


def kinds(page: str) -> list[str]:
    """The kinds on a page, as each event's facts name them."""
    return [code.text for code in html.document_fromstring(page).xpath("//dl/div/dd/code[not(@class)]")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("about=HY-20261120-0007", ["case.revealed", "case.closed"]),
        ("about=hy-20261120-0007", ["case.revealed", "case.closed"]),
        ("about=case:HY-20261120-0008", ["case.reminded"]),
        ("about=T-0004&kind=staff.changed", ["staff.changed"]),
        ("about=HY-1", []),
        ("person=T-0009&since=2026-11-01", ["staff.changed"]),
        ("person=任事&since=2026-11-01", ["staff.changed"]),
        ("person=hr&since=2026-11-01", ["staff.changed"]),
        ("person=nobody", []),
        ("kind=reads", ["case.revealed"]),
        ("kind=case", ["case.reminded", "case.revealed", "case.closed"]),
        ("kind=case.closed", ["case.closed"]),
        ("party=system&since=2026-11-01", ["case.reminded"]),
        ("since=2026-11-21&until=2026-11-22", ["staff.changed", "case.revealed"]),
    ],
)
def test_each_filter(auditor: Client, query: str, found: list[str]) -> None:
    page = auditor.get(f"{TRAIL}?{query}").text
    assert kinds(page) == found
    count = "没有符合条件的记录" if not found else f"{len(found)} 条记录"
    assert count in region(page, "#trail")


@pytest.mark.parametrize(
    "query",
    ["since=0001-01-01", "until=9999-12-31", "since=x", "kind=x&party=y", "before=-1", "after=9" * 12],
)
def test_nonsense_narrows_nothing(auditor: Client, query: str) -> None:
    """Bad input: passed over; a day that is none is said."""
    answer = auditor.get(f"{TRAIL}?{query}")
    assert answer.status_code == 200
    assert kinds(answer.text)[0] == "case.reminded"


def test_filters_stay_filled_in_and_can_be_cleared(auditor: Client) -> None:
    page = auditor.get(f"{TRAIL}?person=hr&kind=staff.changed&since=2026-11-01").text
    tree = html.document_fromstring(page)
    assert tree.xpath("//input[@name='person']/@value")[0] == "hr"
    assert tree.xpath("//select[@name='kind']//option[@selected]/@value") == ["staff.changed"]
    assert "清除筛选（3）" in region(page, "//form[@role='search' and .//input[@name='person']]")


def test_pages_lead_to_each_other(auditor: Client) -> None:
    for n in range(60):
        record("case.noted", "case:HY-20261123-0001", by=SYSTEM, now=MONDAY + timedelta(minutes=n), note=n)
    first = auditor.get(f"{TRAIL}?kind=case").text
    assert len(kinds(first)) == 50
    older = html.document_fromstring(first).xpath("//a[@rel='next']/@href")[0]
    assert "kind=case" in older
    second = auditor.get(older).text
    assert len(kinds(second)) == 13
    assert not html.document_fromstring(second).xpath("//a[@rel='next']")
    newer = html.document_fromstring(second).xpath("//a[@rel='prev']/@href")[0]
    assert kinds(auditor.get(newer).text) == kinds(first)
    newest = html.document_fromstring(second).xpath("//p[@class='pager-count']/a/@href")[0]
    assert newest == f"{TRAIL}?kind=case"


def test_an_empty_trail_says_what_would_be_here(auditor: Client) -> None:
    page = auditor.get(f"{TRAIL}?about=nothing").text
    assert "放宽日期范围" in region(page, "#trail")
