"""Rewards in real browsers: from praise to a certificate and the honour roll; two hundred in one file; a
month's payroll; the end of the year (C-01 … C-05)."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pikepdf
from flask import Flask
from playwright.sync_api import FilePayload, Page, expect
from sqlalchemy import select
from time_machine import Traveller

from jobs.schedule import BY_NAME
from models.accountability.words import MatterState, Severity
from models.cases import actions as cases
from models.cases.intake import Intake, Triage
from models.cases.words import Channel, Kind
from models.clock import now
from models.conduct.actions import carry_out, set_wage
from models.conduct.tables import LedgerPeriod, Reward, StaffRecord
from models.conduct.words import RewardState
from models.db import db
from models.events.actions import CUSTOMER, SYSTEM
from models.files.actions import keep_as_it_is
from models.papers.actions import printed
from models.papers.queries import to_print
from models.papers.tables import Paper
from models.rulebook.words import RewardKind
from tests.browser import PHONE, OpenPage, come_in, fetched, send
from tests.cast import Cast, department
from tests.journeys.desk import at_desk
from tests.models.accountability.making import FINE, bench, to
from tests.models.cases.making import DAY
from tests.models.conduct.making import announced
from tests.models.papers.making import certificate
from tests.moments import MONDAY
from web.downloads import file_store
from web.papers import issued_paper
from web.sheets import workbook

REWARDS = "/portal/rewards"
FILES = "/portal/staff-files"
HEADS = ["工号", "日期", "种类", "事由", "文号", "金额（元）"]


def run(app: Flask, *jobs: str) -> None:
    db.session.commit()
    for job in jobs:
        with app.app_context():
            assert BY_NAME[job].run(now()).failed == 0


def sheet_of(page: Page, address: str) -> list[list[object]]:
    """The rows of the first sheet of a workbook, as the browser gets it."""
    book = openpyxl.load_workbook(BytesIO(fetched(page, address)[1]))
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def test_c04_from_praise_to_a_certificate_on_the_honour_roll(
    cast: Cast, app: Flask, open_page: OpenPage, at: Callable[..., object]
) -> None:
    """C-01, C-04: suggested by the clock, nominated by the head, checked, approved, announced, printed, and
    found genuine by somebody who holds the paper."""
    at(MONDAY)
    for n in range(3):
        told = Intake(
            Kind.PRAISE, Channel.WEB, f"{cast.handler.name}上门很快", phone=f"+861360013700{n}", title="表扬"
        )
        praised = cases.open_case(told, by=CUSTOMER, now=MONDAY)
        decided = Triage(Kind.PRAISE, "network_fault", department("JS").id)
        cases.triage(praised, decided, by=cast.agent, now=MONDAY, seen=None)
    run(app, "rewards-suggest")

    head = at_desk(open_page, cast.head, f"{REWARDS}/waiting")
    expect(head.locator("#suggestions")).to_contain_text(cast.handler.name)
    head.locator("#suggestions a.button.primary").click()
    head.locator("#nomination [name=kind]").select_option("certificate")
    head.locator("#nomination [name=reason]").fill("一个月内三位客户点名表扬，上门及时，态度好")
    head.locator("#nomination button.primary").click()
    head.wait_for_url("**/rewards/R2026-*")
    here = head.url.partition("127.0.0.1")[2].partition("/")[2]

    office = at_desk(open_page, cast.hr, f"/{here}")
    office.locator("#check-form [name=citation]").fill("一个月内三位客户点名表扬，上门及时，服务周到")
    send(office, office.locator("#check-form button.primary"))
    leader = at_desk(open_page, cast.leader, "/portal/")
    leader.goto(f"{REWARDS}/waiting")
    leader.locator("#waiting a.row-link").click()
    send(leader, leader.locator("#approval button.primary"))
    office.goto(f"/{here}")
    send(office, office.locator("#announcement button.primary"))
    office.goto(REWARDS)
    expect(office.locator("#honours")).to_contain_text(cast.handler.name)
    run(app, "papers-print")

    person = come_in(open_page(PHONE), cast.handler, f"/{here}")
    kind, content = fetched(person, f"/{here}/paper.pdf")
    assert kind == "application/pdf"
    with pikepdf.open(BytesIO(content)) as pdf:
        assert (len(pdf.pages), pdf.check_pdf_syntax()) == (1, [])
    person.goto("/portal/points")
    expect(person.locator("#entries")).to_contain_text("+3")
    db.session.rollback()
    paper = db.session.scalars(select(Paper)).one()
    stranger = open_page(PHONE)
    stranger.goto(f"/verify/{paper.code}")
    expect(stranger.locator("main")).to_contain_text(paper.number)
    expect(stranger.locator("main")).not_to_contain_text(cast.handler.name)


def test_c01_two_hundred_certificates_in_one_file(
    cast: Cast, app: Flask, open_page: OpenPage, at: Callable[..., object]
) -> None:
    """C-01: asked for with a click, watched while the last are printed, one file of two hundred pages."""
    at(MONDAY)
    honoured(200, cast, app)
    db.session.commit()
    office = at_desk(open_page, cast.hr, REWARDS)
    office.get_by_role("button", name="合并为一个文件").or_(
        office.locator("form[action$='/certificates/2026'] button")
    ).first.click()
    expect(office.locator("#progress")).to_contain_text("198 / 200")
    run(app, "papers-print")
    expect(office.locator("#progress")).to_contain_text("文件已生成")
    _kind, content = fetched(office, office.locator("main a.button.primary").get_attribute("href") or "")
    with pikepdf.open(BytesIO(content)) as pdf:
        assert (len(pdf.pages), pdf.check_pdf_syntax()) == (200, [])
        marks = [entry.title for entry in pdf.open_outline().root]
    assert marks == [f"员工{n:03}" for n in range(200)]


def honoured(many: int, cast: Cast, app: Flask) -> None:
    """So many certificates of the year; all but two of them are printed, each with a file of its own."""
    first = announced(cast.handler, cast, RewardKind.CERTIFICATE)
    columns = [each.name for each in Reward.__table__.columns if each.name not in ("id", "number")]
    papers = []
    for n in range(many):
        values = {name: getattr(first, name) for name in columns}
        db.session.add(Reward(number=f"R2025-{n:04}", **values))
        paper = certificate(cast.hr, to=f"员工{n:03}", about=f"reward:R2025-{n:04}")
        papers.append(paper)
    first.state, first.ended_at, first.ended_by_id = RewardState.REVOKED, MONDAY, cast.leader.id
    first.ended_because = "样张"
    db.session.flush()
    with app.app_context():
        content, store = issued_paper(papers[0]), file_store()
    for paper in papers[:-2]:
        name = f"{paper.number}.pdf"
        file = keep_as_it_is(
            BytesIO(content), name, "application/pdf", store=store, most=10**7, by=SYSTEM, now=MONDAY
        )
        printed(paper, file, now=MONDAY)
    assert len(to_print(limit=9)) == 2


def test_c03_two_months_are_handed_over_to_payroll(
    cast: Cast, open_page: OpenPage, at: Callable[..., Traveller]
) -> None:
    """C-01, C-03: November as it was; what was revoked later is a correction of December."""
    clock = at(MONDAY)
    people = bench(cast)
    set_wage(people.person, 800_000, "深圳", date(2026, 11, 1), by=cast.hr, now=MONDAY)
    bonus = announced(cast.handler, cast)
    matter = to(MatterState.DELIVERED, people, severity=Severity.MODERATE, measures=(FINE,))
    carry_out(matter, by=SYSTEM, now=MONDAY)
    clock.shift(10 * DAY)
    office = at_desk(open_page, cast.hr, "/portal/payroll")
    expect(office.locator("#coming")).to_contain_text("500.00")
    office.locator("#issue summary").click()
    office.locator("#issue form button").click()
    office.wait_for_url("**/payroll/2026-11")
    whole = [row[4] for row in sheet_of(office, "/portal/payroll/2026-11/payroll.xlsx")[1:]]
    assert sorted(whole) == [-200, 500]  # type: ignore[type-var]

    clock.shift(DAY)
    leader = at_desk(open_page, cast.leader, f"{REWARDS}/{bonus.number}")
    leader.locator("#revocation-form [name=reason]").fill("材料不实")
    send(leader, leader.locator("#revocation-form button"))
    clock.shift(31 * DAY)
    office = at_desk(open_page, cast.finance, "/portal/payroll")
    office.locator("#issue summary").click()
    office.locator("#issue form button").click()
    office.wait_for_url("**/payroll/2026-12")
    expect(office.locator("#lines")).to_contain_text("更正")
    rows = sheet_of(office, "/portal/payroll/2026-12/payroll.xlsx")[1:]
    assert [(row[0], row[4], row[6]) for row in rows] == [(cast.handler.number, -500, bonus.number)]
    assert [row[4] for row in sheet_of(office, "/portal/payroll/2026-11/payroll.xlsx")[1:]] == whole


def test_c05_human_resources_ends_the_year(
    cast: Cast, open_page: OpenPage, at: Callable[..., Traveller]
) -> None:
    """C-04, C-05: the honour roll, the months of the ledger closed in order, what stood on paper taken into
    the files, and the year of a person taken out as a workbook."""
    clock = at(MONDAY)
    announced(cast.handler, cast, RewardKind.CERTIFICATE)
    clock.shift(20 * DAY)
    announced(department("JS"), cast, RewardKind.DEPARTMENT_POINTS, now=MONDAY + 20 * DAY)
    clock.shift(25 * DAY)  # the seventh of January
    office = at_desk(open_page, cast.hr, f"{REWARDS}?year=2026")
    for name in (cast.handler.name, "技术运维部"):
        expect(office.locator("#honours")).to_contain_text(name)
    for month in ("2026-11", "2026-12"):
        office.goto(f"/portal/points/months/{month}")
        office.locator("#closing summary").click()
        office.locator("#closing form button").click()
        expect(office.locator("#closing")).to_have_count(0)
    db.session.rollback()
    closed = db.session.scalars(select(LedgerPeriod).order_by(LedgerPeriod.month)).all()
    assert [(each.name, each.open) for each in closed] == [("2026-11", False), ("2026-12", False)]
    assert sheet_of(office, "/portal/points/people.xlsx")[1][5] == 3

    lines = [
        [cast.handler.number, "2026-03-15", "培训", "投诉处理培训，考核合格", "", ""],
        [cast.plain.number, "2026-04-01", "奖励", "季度标兵", "人发〔2026〕3号", "500"],
    ]
    content = workbook("x", HEADS, (9,) * 6, lines)
    office.goto(f"{FILES}/import")
    office.locator("#upload input[type=file]").set_input_files(
        FilePayload(name="档案.xlsx", mimeType="application/octet-stream", buffer=content)
    )
    office.locator("#upload button.primary").click()
    expect(office.locator("#lines")).to_contain_text("季度标兵")
    office.locator("#confirmation button.primary").click()
    office.wait_for_url(f"**{FILES}")
    db.session.rollback()
    assert len(db.session.scalars(select(StaffRecord)).all()) == 2
    year = f"{FILES}/{cast.handler.number}/file.xlsx?since=2026-01-01&until=2026-12-31"
    assert [row[1] for row in sheet_of(office, year)[1:]] == ["奖励", "培训"]
