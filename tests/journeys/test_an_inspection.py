"""From a month's sample to a correction that was checked again, in real browsers (Q-01)."""

from collections.abc import Callable

from playwright.sync_api import expect

from models.db import db
from models.inspection.tables import Inspection
from tests.browser import OpenPage
from tests.cast import Cast
from tests.journeys.desk import at_desk
from tests.models.cases.making import HOUR
from tests.models.inspection.making import LATER, MONTH, bureau, closed, published


def test_q01_from_the_sample_to_the_rechecked_correction(
    cast: Cast, open_page: OpenPage, at: Callable[..., object]
) -> None:
    """Drawn by hand, scored beside the customer's words, failed by its killer item, put right, accepted."""
    at(LATER + HOUR)
    people = bureau(cast)
    published(people)
    closed(cast)
    db.session.commit()
    drawing = at_desk(open_page, people.first, "/portal/inspections/draws")
    drawing.locator("#draw-month").select_option(f"{MONTH:%Y-%m}")
    drawing.locator("#draw button.primary").click()
    expect(drawing.locator(".notice.good").first).to_be_visible()
    made = db.session.query(Inspection).one()
    assert made.inspector_id == people.first.id

    inspector = at_desk(open_page, people.first, "/portal/")
    inspector.locator("#waiting a[href='/portal/inspections/mine']").first.click()
    inspector.locator("#to-score a.row-link").first.click()
    expect(inspector.locator("#sheet button.primary")).to_be_visible()
    for row in inspector.locator(".sheet-item").all():
        row.locator("input[value=met]").check()
    killer = inspector.locator(".sheet-item").last
    killer.locator("input[value=not_met]").check()
    killer.locator("input[name^=note_]").fill("附件中有客户身份证照片")
    inspector.fill("#correction", "删除附件并补做培训")
    inspector.locator("#sheet button.primary").click()
    expect(inspector.locator(".badge-row")).to_contain_text("质检不合格")

    head = at_desk(open_page, cast.head, "/portal/")
    head.locator("#waiting a[href='/portal/inspections/corrections']").first.click()
    head.locator("#corrections a.row-link").first.click()
    head.fill("#report-text", "附件已删除，全组已培训")
    head.locator("#report button.primary").click()
    expect(head.locator(".badge-row")).to_contain_text("待复查")

    inspector.goto("/portal/inspections/mine")
    inspector.locator("#to-check a.row-link").first.click()
    inspector.locator("#check input[value=yes]").check()
    inspector.locator("#check button.primary").click()
    expect(inspector.locator(".badge-row")).to_contain_text("整改通过")
