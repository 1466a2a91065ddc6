"""R-03, H-05: what is told of a letter that waits, in the flash and the story, until it left or will not."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from time_machine import Traveller

from jobs.schedule import BY_NAME
from models.cases import actions
from models.cases.tables import Case
from models.clock import SHANGHAI
from models.db import db
from models.outbox.actions import claim, settle_failed, withdraw
from models.outbox.queries import about
from models.rulebook.queries import rules_at
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.cases.making import answered, in_review, taken
from tests.moments import MONDAY
from tests.portal.cases.conftest import address
from tests.portal.cases.test_screen import lines
from tests.portal.cases.test_steps import take
from tests.statements import CountStatements

NIGHT = datetime(2026, 11, 23, 22, 30, tzinfo=SHANGHAI)
MORNING = datetime(2026, 11, 24, 9, 0, tzinfo=SHANGHAI)
HOUR = timedelta(hours=1)
Clock = Callable[..., Traveller]


def deliver(app: Flask, now: datetime) -> None:
    db.session.commit()
    with app.app_context():
        BY_NAME["deliver"].run(now)


def test_r03_at_night_the_flash_says_when_the_reply_leaves(
    app: Flask, cast: Cast, client: Client, at: Clock
) -> None:
    """And the story, until the morning; then that it left."""
    case = in_review(cast)
    deliver(app, MONDAY)
    at(NIGHT)
    page = take(client, cast.head, case, "review", verdict="approved")
    assert "审核通过，将答复客户。邮件将于明天 09:00 发出。" in region(page, "#flashes")
    assert lines(page)[0] == (
        "程长 写好了给客户的邮件：结果答复 邮件将于明天 09:00 发出。"
        " 已为您更换楼栋设备，给您带来不便，深表歉意。 今天 22:30"
    )
    deliver(app, NIGHT)
    deliver(app, MORNING)
    at(MORNING + HOUR)
    first = lines(client.come_in(cast.head).get(address(case)).text)[0]
    assert first.startswith("程长 将处理结果答复客户（邮件） 邮件已于今天 09:00 发出。")


def test_r03_what_leaves_at_once_needs_no_word_afterwards(app: Flask, cast: Cast, client: Client) -> None:
    case = taken(cast)
    page = take(client, cast.handler, case, "contact", means="email", text="明天上门。")
    assert "邮件已保存。邮件即将发出。" in region(page, "#flashes")
    deliver(app, MONDAY + 4 * HOUR)
    (line,) = [each for each in lines(client.get(address(case)).text) if "进展" in each]
    assert line == "季书 向客户告知进展（邮件） 明天上门。 今天 14:00"


@pytest.mark.parametrize("step", ["pause", "closure"])
def test_r03_every_step_that_writes_says_it(cast: Cast, client: Client, at: Clock, step: str) -> None:
    case = taken(cast)
    by = cast.handler if step == "pause" else cast.head
    at(NIGHT)
    fields = {"pause": {"question": "型号？"}, "closure": {"closing": "malicious", "reason": "与事实不符"}}
    page = take(client, by, case, step, **fields[step])
    assert "邮件将于明天 09:00 发出。" in region(page, "#flashes")


def test_r03_beyond_the_limit_a_day_it_says_when_there_is_room(
    app: Flask, cast: Cast, client: Client
) -> None:
    """The mails that wait before it count, too: of several beyond the limit each leaves a day after one."""
    case = taken(cast)
    most = rules_at(MONDAY).contact.messages_a_day
    for minutes in range(most):
        moment = MONDAY + timedelta(minutes=minutes)
        actions.write_to_customer(case, f"进展 {minutes}", by=cast.handler, now=moment)
        deliver(app, moment)
    page = take(client, cast.handler, case, "contact", means="email", text="还在查。")
    assert "邮件将于明天 10:00 发出。" in region(page, "#flashes")
    page = take(client, cast.handler, case, "contact", means="email", text="还在查着。")
    assert "邮件将于明天 10:01 发出。" in region(page, "#flashes")


def test_r03_a_mail_that_never_left_says_why(app: Flask, cast: Cast, client: Client) -> None:
    overtaken, failed, recalled = (answered(cast, name=name) for name in ("甲", "乙", "丙"))
    actions.confirm(overtaken, True, "", now=MONDAY + 3 * HOUR)
    reply = {case: about(case.audit_name)[-1] for case in (overtaken, failed, recalled)}
    mine = claim(reply[failed].id, now=MONDAY + 3 * HOUR)
    assert mine is not None
    settle_failed(mine, error="550", waits=(), now=MONDAY)
    withdraw(reply[recalled], by=cast.administrator, now=MONDAY)
    deliver(app, MONDAY + 3 * HOUR)
    client.come_in(cast.agent)

    def told(case: Case) -> str:
        return next(each for each in lines(client.get(address(case)).text) if "邮件：结果答复" in each)

    assert "邮件未发出：客户已经回复。" in told(overtaken)
    assert "邮件未能送达。" in told(failed)
    assert "邮件在发出前已撤回。" in told(recalled)


def test_r03_a_long_story_asks_as_often_as_a_short_one(
    cast: Cast, client: Client, statements: CountStatements
) -> None:
    case = taken(cast)
    db.session.commit()
    client.come_in(cast.handler)
    counts = []
    for more in (1, 3):
        for number in range(more):
            actions.write_to_customer(case, f"进展 {number}", by=cast.handler, now=MONDAY)
        db.session.commit()
        client.get(address(case))
        with statements() as seen:
            client.get(address(case))
        counts.append(seen.count)
    assert counts[0] == counts[1]


def test_x04_the_way_of_a_letter_in_english(cast: Cast, client: Client, at: Clock) -> None:
    case = in_review(cast)
    at(NIGHT)
    client.come_in(cast.head)
    client.send("/portal/account/language", language="en")
    page = take(client, cast.head, case, "review", verdict="approved")
    assert "Approved: the customer gets the reply. The mail leaves tomorrow at 09:00." in region(
        page, "#flashes"
    )
