"""The harness for browsers: pages open on a real socket, and what goes wrong in them fails the test."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.cast import PASSWORD, Cast
from tests.client import Client


def test_a_person_logs_in_at_a_desk(
    cast: Cast, client: Client, desk: Page, axe: Callable[[Page], list[str]]
) -> None:
    client.get("/healthz")  # commits the cast
    desk.goto("/portal/login")
    assert axe(desk) == []
    desk.locator("input[name=login]").fill(cast.agent.login)
    desk.locator("input[name=password]").fill(PASSWORD)
    desk.locator("main button[type=submit]").first.click()
    expect(desk).not_to_have_url("/portal/login")
    desk.goto("/portal/account")
    expect(desk.get_by_role("heading", level=1)).to_be_visible()


def test_the_checker_knows_good_html_from_bad(valid_html: Callable[[str], None]) -> None:
    valid_html('<!doctype html><html lang="en"><title>Good</title><p hx-get="/x">Good</p></html>')
    with pytest.raises(AssertionError, match="No “p” element in scope"):
        valid_html('<!doctype html><html lang="en"><title>Bad</title><p><div></div></p></html>')
