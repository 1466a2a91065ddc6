"""A leader goes from a company figure to a customer's words; a department is late for months (Q-02, Q-04)."""

from datetime import timedelta

from playwright.sync_api import expect
from sqlalchemy.orm import Session

from jobs.kpi import close
from models.cases import actions
from models.cases.words import Closing
from models.clock import local, now
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
    """Q-02, M-02: each step is a link."""
    three_late_months(session, cast)
    page = at_desk(open_page, cast.leader, "/portal/kpi?month=2026-10")
    expect(page.locator("#figure-timeliness .stat-value")).to_have_text("0.0% 未达标")
    page.locator("#figure-timeliness").click()
    expect(page.locator("#facts tbody tr")).to_have_count(6)
    page.get_by_role("link", name="装机爽约").click()
    expect(page.locator("blockquote.voice-text")).to_contain_text(WORDS)


def test_a_department_that_falls_below_target_for_three_months(
    session: Session, cast: Cast, open_page: OpenPage
) -> None:
    """Q-04, C-03: from the flag to the talk with its figures, a deduction, and the head's word on it."""
    three_late_months(session, cast)
    page = at_desk(open_page, cast.hr, "/portal/kpi/flags")
    page.locator("#flags tbody tr", has_text="及时率").first.get_by_role("link").click()
    expect(page.locator("#months tbody tr")).to_have_count(3)
    page.locator("[name=outcome][value=taken]").check()
    page.fill("[name=reason]", "每日清点临期工单，十二月复核。")
    page.locator("#flag-decision button.primary").click()
    expect(page.locator("#decision")).to_contain_text("十二月复核")
    flag = page.url
    page.locator("#decision").get_by_role("link").click()
    expect(page.locator("#months tbody tr")).to_have_count(3)
    page.fill("#invitation-form [name=at]", f"{local(now() + 3 * DAY):%Y-%m-%dT%H:%M}")
    page.fill("#invitation-form [name=place]", "三楼会议室")
    page.locator("#invitation-form button.primary").click()
    expect(page.locator("#talk")).to_contain_text("三楼会议室")
    talk = page.url

    page = at_desk(open_page, cast.leader, flag)
    page.fill("[name=deduction-amount]", "2000")
    page.fill("[name=deduction-reason]", "连续三个月未达标，逐月下滑。")
    page.locator("#deduction-form button").click()
    expect(page.locator("#decision")).to_contain_text("2,000.00")

    page = at_desk(open_page, cast.head, talk)
    page.locator("#months tbody tr").last.get_by_role("link").click()
    expect(page.locator("#facts tbody tr")).to_have_count(6)
