"""Somebody of the staff at a desk, logged in."""

from playwright.sync_api import Page

from models.people.tables import Staff
from tests.browser import DESK, OpenPage
from tests.cast import PASSWORD


def at_desk(open_page: OpenPage, person: Staff, path: str) -> Page:
    """A window of its own, with this page open."""
    page = open_page(DESK)
    page.goto("/portal/login")
    page.locator("main input[name=login]").fill(person.login)
    page.locator("main input[name=password]").fill(PASSWORD)
    page.locator("main input[name=password]").press("Enter")
    page.wait_for_url("**/portal/")
    page.goto(path)
    return page
