"""A rulebook change replayed and put in force, in real browsers (RB-01, RB-02, H-03).

One administrator shortens a due time and announces a day off, looks at what it would have made of past
cases, and submits; the leading group reads it and approves; on its day the clock of an open case moves.
"""

import re
from collections.abc import Callable
from datetime import datetime

from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session
from time_machine import Traveller

from jobs.schedule import BY_NAME
from tests.browser import DESK, PHONE, OpenPage, come_in, send
from tests.cast import Cast
from tests.models.amendments.drafts import AFTER, NOW
from tests.models.cases.making import answered, taken


def write_it(page: Page, replay: Callable[[], object]) -> None:
    """The administrator edits, looks at the replay, says why, and submits."""
    page.goto("/portal/rulebook")
    page.get_by_role("link", name="规则修订").click()
    page.get_by_role("button", name="新建修订稿").click()
    page.get_by_role("link", name=re.compile("分级时限")).click()
    page.get_by_role("link", name="二级（中度）").click()
    page.get_by_label(re.compile("^审核")).fill("1")
    page.locator("select[name=review]").select_option("working_minutes")
    send(page, page.get_by_role("button", name="保存到修订稿"))
    page.goto("/portal/rulebook/draft/holidays/new")
    page.get_by_label(re.compile("^第一天")).fill("2026-11-26")
    page.get_by_role("button", name="保存到修订稿").click()
    expect(page.get_by_role("link", name=re.compile("2026-11-26"))).to_be_visible()
    page.goto("/portal/rulebook/draft")
    page.get_by_role("link", name="历史工单回放").click()
    page.locator("main form button.primary").click()
    expect(page.locator("#progress")).to_contain_text("正在回放时限")
    replay()
    page.reload()
    expect(page.locator("#replay-changed")).to_contain_text("由及时变为超期")
    page.goto("/portal/rulebook/draft/description")
    page.get_by_label(re.compile("^修订原因")).fill("审核提速；秋季运动会放假一天")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("button", name="提交审批").click()
    expect(page.get_by_text("待审批")).to_be_visible()


def approve_it(page: Page) -> None:
    """The leading group reads on a phone what changes, and approves."""
    page.goto("/portal/notices")
    page.get_by_role("button", name=re.compile("新版规则等待您审批")).click()
    expect(page.locator("#draft-differences")).to_contain_text("修订后：1 分钟（工作时间）")
    page.get_by_role("button", name="批准施行").click()
    expect(page.locator("#editions")).to_contain_text("待生效")


def test_rb02_a_rulebook_change_replayed_and_put_in_force(
    app: Flask,
    session: Session,
    cast: Cast,
    open_page: OpenPage,
    at: Callable[[datetime], Traveller],
) -> None:
    """RB-01, RB-02, H-03."""
    at(NOW)
    answered(cast, NOW)
    number = taken(cast, NOW).number
    session.commit()

    def replay() -> None:
        with app.app_context():
            BY_NAME["replays"].run(NOW)

    write_it(come_in(open_page(DESK), cast.administrator), replay)
    approve_it(come_in(open_page(PHONE), cast.leader))
    at(AFTER)
    with app.app_context():
        BY_NAME["reckon"].run(AFTER)
    page = come_in(open_page(DESK), cast.agent, f"/portal/cases/{number}")
    expect(page.locator("main")).to_contain_text("第 2 版规则调整了节假日，重新计算时限")
    expect(page.locator("main")).to_contain_text("处理：2026-11-30（周一）18:00 → 2026-12-01（周二）18:00")
