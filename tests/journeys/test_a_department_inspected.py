"""The supervision group inspects a department, from the plan to the correction checked again (Q-03)."""

from collections.abc import Callable

from playwright.sync_api import FilePayload, Page, expect
from sqlalchemy import select
from time_machine import Traveller

from models.db import db
from models.inspection.tables import Correction
from models.inspection.words import CorrectionState
from models.supervision.tables import DepartmentInspection
from models.supervision.words import InspectionState
from tests.browser import OpenPage
from tests.cast import Cast
from tests.journeys.desk import at_desk
from tests.models.files.samples import picture
from tests.models.inspection.making import ITEMS
from tests.models.supervision.making import SCOPE, checklist, seat
from tests.moments import MONDAY

Axe = Callable[[Page], list[str]]


def shown(name: str) -> FilePayload:
    """A photograph to attach."""
    return {"name": name, "mimeType": "image/png", "buffer": picture()}


def test_q03_a_department_is_inspected_answers_and_corrects(
    cast: Cast, open_page: OpenPage, axe: Axe, at: Callable[..., Traveller]
) -> None:
    """Scope and team by the chair; findings with a photograph by a member who is told of it in their menu; an
    answer with proof by the head; the conclusion, its PDF, and the correction that follows."""
    at(MONDAY)
    seat(cast)
    checklist(cast)
    db.session.commit()
    chair = at_desk(open_page, cast.inspector, "/portal/supervision/new")
    chair.locator("[name=department]").select_option(label="技术运维部")
    chair.locator("[name=scope]").fill(SCOPE)
    for name, day in (("first_day", "2026-09-01"), ("last_day", "2026-10-31"), ("planned_on", "2026-11-23")):
        chair.locator(f"[name={name}]").fill(day)
    chair.locator("[name=leader]").select_option(value=str(cast.inspector.id))
    chair.locator(f"[name=others][value='{cast.finance.id}']").check()
    chair.locator("#plan button.primary").click()
    expect(chair.locator("#plan")).to_contain_text(SCOPE)
    place = chair.url

    member = at_desk(open_page, cast.finance, "/portal/")
    member.get_by_role("navigation").get_by_role("link", name="部门检查").first.click()
    member.locator("#waiting a").first.click()
    items = member.locator("#findings .sheet-item")
    expect(items).to_have_count(len(ITEMS))
    for row in items.all():
        row.locator("input[value=met]").check()
    fault = items.nth(2)
    fault.locator("input[value=not_met]").check()
    fault.locator("input[name^=note_]").fill("回访记录缺三件")
    fault.locator("input[name^=remedy_]").fill("补齐回访记录")
    member.locator("#findings-form [name=papers]").set_input_files(shown("十月台账.png"))
    assert axe(member) == []
    member.locator("#findings-form button.primary").click()
    expect(member.locator("#findings")).to_contain_text("十月台账.png")

    chair.goto(place)
    chair.locator("#sending button").click()
    expect(chair.locator(".badge-row")).to_contain_text("待部门答复")

    head = at_desk(open_page, cast.head, "/portal/")
    head.locator("#waiting a[href='/portal/supervision']").first.click()
    head.locator("#waiting a").first.click()
    expect(head.locator("#findings")).to_contain_text("回访记录缺三件")
    head.locator("#answer-form [name=text]").fill("情况属实，已安排补录。")
    head.locator("#answer-form [name=papers]").set_input_files(shown("补录安排.png"))
    assert axe(head) == []
    head.locator("#answer-form button.primary").click()
    expect(head.locator("#answer")).to_contain_text("补录安排.png")

    chair.reload()
    chair.locator("#conclusion-form [name=words]").fill("回访记录不全，限期整改。")
    chair.locator("#conclusion-form button.primary").click()
    expect(chair.locator("#conclusion")).to_contain_text("限期整改")
    assert axe(chair) == []
    expect(chair.locator("a[href$='/report.pdf']")).to_be_visible()

    head.reload()
    head.locator("#findings a[href*='/corrections/']").click()
    head.fill("#report-text", "已补齐三件回访记录")
    head.locator("#report button.primary").click()
    expect(head.locator(".badge-row")).to_contain_text("待复查")
    chair.goto("/portal/")
    chair.locator("#waiting a[href='/portal/inspections/mine']").first.click()
    chair.locator("#to-check a.row-link").first.click()
    chair.locator("#check input[value=yes]").check()
    chair.locator("#check button.primary").click()
    expect(chair.locator(".badge-row")).to_contain_text("整改通过")
    printed = chair.request.get(f"{place}/report.pdf")
    assert (printed.status, printed.body()[:5]) == (200, b"%PDF-")
    db.session.rollback()
    assert db.session.scalars(select(DepartmentInspection.state)).all() == [InspectionState.CLOSED]
    assert db.session.scalars(select(Correction.state)).all() == [CorrectionState.ACCEPTED]
