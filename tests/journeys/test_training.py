"""L-01, L-02, L-03, L-04: from a plan to sessions; a role play logged on a phone; remedial training."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from jobs.training import keep_needs
from models.accountability.actions import acknowledge
from models.accountability.rules.measures import MeasureDraft
from models.accountability.words import MatterState, MeasureKind
from models.conduct.actions import carry_out
from models.db import db
from models.ids import Signer
from models.training import actions
from models.training.rules.check_in import code_at
from models.training.tables import TrainingNeed, TrainingSession
from models.training.words import Method, NeedState, SessionState
from tests.browser import PHONE, OpenPage, come_in
from tests.cast import Cast, meet
from tests.journeys.desk import at_desk
from tests.models.accountability.making import bench, to
from tests.models.training.making import DAY, planned
from tests.moments import MONDAY

Axe = Callable[[Page], list[str]]
START = MONDAY + DAY
PLAN = "/portal/training/plans/2026Q4"


def test_l01_l02_from_a_quarterly_plan_to_sessions(
    cast: Cast, open_page: OpenPage, axe: Axe, at: Callable[..., object]
) -> None:
    """HR writes the plan, the leading group approves it, the trainer plans a series for its topic."""
    at(MONDAY)
    db.session.commit()
    hr = at_desk(open_page, cast.hr, "/portal/training/plans")
    hr.locator("[name=quarter]").select_option("4")
    hr.get_by_role("button", name="开始编制").click()
    hr.get_by_role("link", name="添加主题").first.click()
    hr.get_by_label("主题", exact=False).first.fill("投诉沟通技巧")
    hr.locator("[name=sessions]").fill("2")
    hr.locator("[name=hours]").fill("2")
    hr.locator("[name=budget]").fill("1000")
    hr.get_by_role("button", name="写入计划").click()
    expect(hr.locator("#topics")).to_contain_text("投诉沟通技巧")
    assert axe(hr) == []
    hr.get_by_role("button", name="提交批准").click()
    expect(hr.locator("main")).to_contain_text("等待批准")
    leader = at_desk(open_page, cast.leader, PLAN)
    leader.get_by_role("button", name="批准计划").click()
    expect(leader.locator("main")).to_contain_text("已批准")

    trainer = at_desk(open_page, cast.trainer, PLAN)
    trainer.get_by_role("link", name="安排场次").click()
    trainer.locator("[name=starts_at]").fill("2026-11-25T14:00")
    trainer.locator("[name=ends_at]").fill("2026-11-25T16:00")
    trainer.locator("[name=rhythm]").select_option("weekly")
    trainer.locator("[name=times]").fill("2")
    trainer.locator("[name=place]").fill("培训室一")
    trainer.locator("[name=capacity]").fill("20")
    assert axe(trainer) == []
    trainer.get_by_role("button", name="安排", exact=True).click()
    expect(trainer.locator("#facts")).to_contain_text("培训室一")
    hr.goto(PLAN)
    expect(hr.locator("#topics")).to_contain_text("待办 2 场")


def test_l03_a_role_play_logged_on_a_phone_with_three_who_check_in(
    app: Flask, cast: Cast, open_page: OpenPage, axe: Axe, at: Callable[..., object]
) -> None:
    """Three people scan the code, a fourth is noted by hand, the log is closed, and the session is rated."""
    at(START)
    session = planned(
        cast, MONDAY, method=Method.ROLE_PLAY, script="客户来电投诉断网", parts="客户、客服", capacity=9
    )
    for person in (cast.agent, cast.handler, cast.plain, cast.store):
        actions.enrol(session, person, by=person, now=MONDAY)
    number = session.number
    signer: Signer = app.extensions["signer"]
    code = code_at(signer, session, START)
    db.session.commit()
    trainer = come_in(open_page(PHONE), cast.trainer, f"/portal/training/sessions/{number}/code")
    expect(trainer.locator("#check-in svg").first).to_be_visible()
    for person in (cast.agent, cast.handler, cast.plain):
        phone = come_in(open_page(PHONE), person, f"/portal/training/here/{number}/{code}")
        phone.get_by_role("button", name="我到了").click()
        expect(phone.locator("#flashes")).to_contain_text("您已签到：出勤")
    expect(trainer.locator(".check-in-count")).to_contain_text("3 / 4")
    assert axe(trainer) == []
    trainer.goto(f"/portal/training/sessions/{number}/log")
    assert trainer.evaluate("document.documentElement.scrollWidth <= innerWidth")
    missing = trainer.locator(f"#person-{cast.store.number}")
    missing.locator("summary").click()
    missing.locator("select[name=attendance]").select_option("absent")
    missing.locator("[name=reason]").fill("门店值班")
    missing.get_by_role("button", name="登记").click()
    expect(missing).to_contain_text("缺勤")
    assert axe(trainer) == []
    trainer.locator("[name=notes]").fill("两轮演练，重点是先安抚再核实")
    trainer.locator("#closing button").click()
    expect(trainer.locator("main")).to_contain_text("登记已关闭")
    rating = come_in(open_page(PHONE), cast.agent, f"/portal/training/sessions/{number}")
    expect(rating.get_by_role("link", name="评价本场培训")).to_be_visible()
    db.session.rollback()
    found = db.session.scalars(select(TrainingSession)).one()
    assert found.state is SessionState.LOGGED


def test_l04_remedial_training_follows_a_decision_and_is_met(
    cast: Cast, open_page: OpenPage, axe: Axe, at: Callable[..., object]
) -> None:
    """The clock opens it when the decision is delivered; HR arranges a session; taking part meets it."""
    at(START)
    people = bench(cast)
    matter = to(MatterState.DECIDED, people, measures=(MeasureDraft(MeasureKind.TRAINING),))
    matter = acknowledge(matter, by=people.person, now=MONDAY, seen=None)
    carry_out(matter, by=people.office, now=MONDAY)
    session = planned(cast, MONDAY, starts_at=START + timedelta(minutes=20))
    number = session.number
    db.session.commit()
    keep_needs(MONDAY)
    cast = meet()
    handler = at_desk(open_page, cast.handler, "/portal/training")
    expect(handler.locator("#needs")).to_contain_text("补训")
    hr = at_desk(open_page, cast.hr, "/portal/training/matrix?gaps=y")
    hr.locator(f"#line-{cast.handler.number} a").first.click()
    hr.locator("[name=session]").select_option(number)
    hr.get_by_role("button", name="安排", exact=True).click()
    expect(hr.locator("#facts")).to_contain_text("投诉沟通技巧")
    assert axe(hr) == []
    at(START + timedelta(minutes=30))
    trainer = come_in(open_page(PHONE), cast.trainer, f"/portal/training/sessions/{number}/log")
    trainer.locator(f"#person-{cast.handler.number}").get_by_role("button", name="到场").click()
    expect(trainer.locator(f"#person-{cast.handler.number}")).to_contain_text("出勤")
    trainer.locator("#closing button").click()
    expect(trainer.locator("main")).to_contain_text("登记已关闭")
    hr.reload()
    expect(hr.locator("main")).to_contain_text("已达标")
    db.session.rollback()
    assert db.session.scalars(select(TrainingNeed)).one().state is NeedState.MET
