"""A leader goes from a company figure to a customer's words; a department is late for months (Q-02, Q-04)."""

from datetime import timedelta

from playwright.sync_api import expect
from sqlalchemy.orm import Session

from jobs.kpi import close
from models.cases import actions
from models.cases.words import Closing
from models.events.actions import SYSTEM
from tests.browser import OpenPage
from tests.cast import Cast
from tests.journeys.desk import at_desk
from tests.models.cases.making import answered
from tests.models.kpi.test_facts import LATER, OCTOBER, result_clock

DAY = timedelta(days=1)
WORDS = "装机师傅约了三次都没有来，我请了两天假在家里等。"


def three_late_months(session: Session, cast: Cast) -> None:
    """Six cases a month for technical operations, answered weeks after their time; each month is frozen."""
    for month in range(3):
        begun = OCTOBER - month * 30 * DAY
        for number in range(6):
            told = {"problem": WORDS, "title": "装机爽约"} if (month, number) == (0, 0) else {}
            case = answered(cast, begun + number * DAY / 24, **told)
            result_clock(session, case).due_at = begun
            actions.settle(case, Closing.SATISFIED, by=SYSTEM, now=begun + DAY)
    session.commit()
    assert close(LATER).done == 3


def test_from_a_company_figure_to_a_customers_words(
    session: Session, cast: Cast, open_page: OpenPage
) -> None:
    """Q-02, Q-04, M-02: each step is a link; the flag holds the figures of its months."""
    three_late_months(session, cast)
    page = at_desk(open_page, cast.leader, "/portal/kpi?month=2026-10")
    expect(page.locator("#figure-timeliness .stat-value")).to_have_text("0.0%")
    page.locator("#figure-timeliness").click()
    expect(page.locator("#facts tbody tr")).to_have_count(6)
    page.get_by_role("link", name="装机爽约").click()
    expect(page.locator("blockquote.voice-text")).to_contain_text(WORDS)

    page = at_desk(open_page, cast.hr, "/portal/kpi/flags")
    page.locator("#flags tbody tr", has_text="未达标").first.get_by_role("link").click()
    expect(page.locator("#months tbody tr")).to_have_count(3)
    page.locator("[name=outcome][value=taken]").check()
    page.fill("[name=reason]", "约谈负责人：每日清点临期工单，十二月复核。")
    page.locator("#flag-decision button.primary").click()
    expect(page.locator("#decision")).to_contain_text("十二月复核")
