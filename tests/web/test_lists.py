"""Lists in the address: nonsense falls back, addresses change one thing and keep the rest."""

import pytest
from flask import Flask

from web.lists import address, window

SORTS = ("number", "name")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", (1, 50, "number", False)),
        ("page=3&size=20&sort=name&order=desc", (3, 20, "name", True)),
        ("page=0&size=7&sort=password&order=up", (1, 50, "number", False)),
        ("page=-4&size=x", (1, 50, "number", False)),
        ("page=999999999999", (100_000, 50, "number", False)),
        ("order=desc", (1, 50, "number", True)),
    ],
)
def test_what_the_address_asks_for(small: Flask, query: str, expected: tuple[int, int, str, bool]) -> None:
    with small.test_request_context(f"/square?{query}"):
        shown = window(SORTS, default="number")
        assert (shown.page, shown.size, shown.sort, shown.descending) == expected


def test_a_list_may_begin_with_the_newest(small: Flask) -> None:
    with small.test_request_context("/square"):
        assert window(SORTS, default="number", descending=True).descending
    with small.test_request_context("/square?sort=number"):
        assert not window(SORTS, default="number", descending=True).descending


def test_addresses_keep_the_filters(small: Flask) -> None:
    with small.test_request_context("/square?q=%E5%A4%A9&role=&page=2&state=a&state=b"):
        assert address(page=3) == "/square?q=%E5%A4%A9&page=3&state=a&state=b"
        assert address(q=None, page=None, state=None) == "/square"


@pytest.mark.parametrize(
    "foreign",
    ["endpoint=x", "_scheme=javascript&_external=1", "_scheme=http", "_anchor=a&_anchor=b", "_method=POST"],
)
def test_addresses_lead_nowhere_else(small: Flask, foreign: str) -> None:
    """What steers the making of addresses is no filter: it neither breaks a list nor turns its links."""
    with small.test_request_context(f"/square?q=a&{foreign}"):
        assert address(page=2) == "/square?q=a&page=2"


def test_sorting_turns_round(small: Flask) -> None:
    with small.test_request_context("/square?sort=name&page=4"):
        shown = window(SORTS, default="number")
        assert shown.order("name") == "asc"
        assert shown.order("number") == ""
        assert shown.sorted_by("name") == "/square?sort=name&order=desc"
        assert shown.sorted_by("number") == "/square?sort=number"
    with small.test_request_context("/square?sort=name&order=desc"):
        shown = window(SORTS, default="number")
        assert shown.order("name") == "desc"
        assert shown.sorted_by("name") == "/square?sort=name"
