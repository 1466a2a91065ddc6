"""Somebody of the staff at a desk, logged in."""

from playwright.sync_api import Page

from models.people.tables import Staff
from tests.browser import DESK, OpenPage, come_in


def at_desk(open_page: OpenPage, person: Staff, path: str) -> Page:
    """A window of its own, with this page open."""
    return come_in(open_page(DESK), person, path)
