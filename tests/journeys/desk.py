"""Somebody of the staff at a desk, logged in, and the steps that most journeys take there."""

from playwright.sync_api import Page, expect

from models.people.tables import Staff
from tests.browser import DESK, OpenPage, come_in


def at_desk(open_page: OpenPage, person: Staff, path: str) -> Page:
    """A window of its own, with this page open."""
    return come_in(open_page(DESK), person, path)


def triage(page: Page, *, category: str, department: str, grade: int, criterion: str = "") -> None:
    """Customer service decides on the open case."""
    page.locator("#step-triage > summary").click()
    page.locator("[name=triage-category]").select_option(label=category)
    page.locator("[name=triage-department_id]").select_option(label=department)
    page.locator(f"#form-triage [name=triage-grade][value='{grade}']").check()
    if criterion:
        page.locator(f"#form-triage input[value={criterion}]").check()
    page.fill("#triage-reason", "按客户所述判断")
    page.locator("#form-triage button.primary").click()
    expect(page.locator("#case-facts")).to_contain_text(department)


def take(page: Page) -> None:
    """Somebody of the department takes the open case over."""
    page.locator("#step-ownership > summary").click()
    page.locator("#step-ownership button").click()
    expect(page.locator("#step-result")).to_be_visible()


def hand_in(page: Page, *, cause: str, done: str, reply: str) -> None:
    """The owner submits the result for review."""
    page.locator("#step-result > summary").click()
    page.fill("#result-cause", cause)
    page.fill("#result-done", done)
    page.fill("#result-reply", reply)
    page.locator("#form-result button.primary").click()
    expect(page.locator("#case-badges")).to_contain_text("审核")


def review(page: Page) -> None:
    """A second person approves the result."""
    page.locator("#step-review > summary").click()
    page.locator("#step-review input[value=approved]").check()
    page.locator("#step-review button").last.click()
    expect(page.locator("#form-review")).to_have_count(0)
