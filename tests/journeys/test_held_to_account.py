"""Accountability in real browsers: a late case, a matter, the person heard on a phone, an appeal (A-03)."""

from collections.abc import Callable

from flask import Flask
from playwright.sync_api import FilePayload, Locator, Page, expect
from sqlalchemy import select
from time_machine import Traveller

from jobs.schedule import BY_NAME
from models.accountability.queries.matters import times_before
from models.accountability.tables import Matter
from models.clock import local_day, now
from models.conduct.queries.points import balance_of
from models.conduct.tables import LedgerEntry, Penalty
from models.db import db
from models.papers.tables import Paper
from models.papers.words import PaperKind, PaperState
from models.people.tables import Staff
from tests.browser import DESK, PHONE, OpenPage, come_in, send
from tests.cast import Cast
from tests.models.accountability.making import bench
from tests.models.cases.making import DAY, taken
from tests.models.files.samples import picture
from tests.moments import MONDAY

Filled = str | list[str]


def act(page: Page, step: str, **fields: Filled) -> None:
    """Takes a step of the open matter by its form, folded or not."""
    form = page.locator(f"#step-{step}")
    if not form.is_visible():
        page.locator(f"details:has(#step-{step}) > summary").click()
    for name, value in fields.items():
        for each in [value] if isinstance(value, str) else value:
            fill(form.locator(f"[name='{step}-{name}']"), each)
    send(page, form.locator("button.primary, button.danger").last)
    expect(page.locator(".form-errors")).to_have_count(0)


def fill(field: Locator, value: str) -> None:
    kind: str = field.first.evaluate("element => element.type")
    if kind in ("radio", "checkbox"):
        field.and_(field.page.locator(f"[value='{value}']")).check()
    elif kind.startswith("select"):
        field.select_option(value)
    else:
        field.fill(value)


def test_a03_a_late_case_from_candidate_to_a_won_appeal(
    cast: Cast, app: Flask, open_page: OpenPage, at: Callable[..., Traveller]
) -> None:
    """A-02 … A-05, C-03, C-04: found by the clock, opened, heard on a phone, decided, appealed, reversed: the
    points come back, the notice is withdrawn for a correction, and it is no repetition any more."""
    clock = at(MONDAY)
    people = bench(cast)
    case = taken(cast)
    db.session.commit()
    clock.shift(9 * DAY)
    run(app, "matters-look")

    office = come_in(open_page(DESK), people.office, "/portal/matters/candidates")
    office.locator("tr[data-row] a.row-link").first.click()
    expect(office.locator("main")).to_contain_text(case.number)
    office.locator("#opening [name$=facts]").fill("接单后未按时给出处理结果，也未申请延期。")
    send(office, office.locator("#opening button.primary"))
    act(office, "investigator", investigator=str(people.investigator.id))
    act(office, "notice")
    number = matter().number
    here = f"/portal/matters/{number}"

    person = come_in(open_page(PHONE), people.person, "/portal/")
    person.locator("#own-matters a").first.click()
    expect(person.locator("#evidence")).to_be_visible()
    sheet = FilePayload(name="排班表.png", mimeType="image/png", buffer=picture())
    person.locator("#step-statement input[type=file]").set_input_files(sheet)
    act(person, "statement", text="当周同时在办二十张工单，曾口头请求支援。")
    expect(person.locator("#statement")).to_contain_text("排班表.png")

    investigator = come_in(open_page(DESK), people.investigator, here)
    expect(investigator.locator("#statement")).to_contain_text("二十张工单")
    act(investigator, "investigation", text="逾期属实，当周在办工单明显偏多。")
    found = {"outcome": "upheld", "severity": "minor", "rule": "处理措施第 1 条"}
    act(investigator, "finding", text="逾期五个工作日。", **found)
    act(investigator, "proposal", measures=["warning", "points"], points="2")

    decider = come_in(open_page(DESK), people.decider, here)
    act(decider, "decision", text="同意所拟措施。")
    person.goto(here)
    act(person, "receipt")
    assert balance(people.person) == -2
    assert repetitions(people.person) == 1
    act(person, "appeal", text="当日已向班长报备，请核实。")

    hearer = come_in(open_page(DESK), people.leader, here)
    act(hearer, "hearing", outcome="reversed", reason="班长证实曾请求支援，事实不清。")
    person.goto(here)
    expect(person.locator("#measures")).to_contain_text("申诉后撤销")
    expect(person.locator("#papers")).to_contain_text("更正通知书")

    assert balance(people.person) == 0
    entries = db.session.scalars(select(LedgerEntry).order_by(LedgerEntry.id)).all()
    assert [entry.reversal_of_id for entry in entries] == [None, entries[0].id], "history stays"
    assert all(each.reversed_at for each in db.session.scalars(select(Penalty)))
    papers = {each.kind: each for each in db.session.scalars(select(Paper))}
    decision, correction = papers[PaperKind.DECISION], papers[PaperKind.CORRECTION]
    assert (decision.state, decision.replaced_by_id) == (PaperState.WITHDRAWN, correction.id)
    assert repetitions(people.person) == 0

    run(app, "papers-print")
    stranger = open_page(PHONE)
    stranger.goto(f"/verify/{decision.code}")
    expect(stranger.locator("main")).to_contain_text(correction.number)
    expect(stranger.locator("main")).not_to_contain_text(people.person.name)


def run(app: Flask, job: str) -> None:
    db.session.commit()
    with app.app_context():
        assert BY_NAME[job].run(now()).failed == 0


def matter() -> Matter:
    db.session.rollback()
    return db.session.scalars(select(Matter)).one()


def balance(person: Staff) -> int:
    db.session.rollback()
    return balance_of(person)


def repetitions(person: Staff) -> int:
    """How many earlier matters would count in one that is opened now."""
    db.session.rollback()
    following = Matter(id=0, person_id=person.id, conduct_on=local_day(now()), opened_at=now())
    return times_before(person.id, local_day(MONDAY), following)
