"""Merging, separating and linking on the screen, and what the customer reads of it (T-06)."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import pytest
from sqlalchemy import select
from time_machine import Traveller

from models.cases import actions
from models.cases.queries import files_of
from models.cases.tables import Case, Merge
from models.db import db
from models.events.actions import CUSTOMER
from models.files.actions import keep
from models.rulebook.queries import rules_at
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import HOUR, new, taken, triaged
from tests.models.files.samples import picture
from tests.moments import MONDAY
from tests.portal.cases.conftest import address, fresh
from tests.survey.track.following import follow, step
from web.downloads import file_store


def pair(cast: Cast, client: Client) -> tuple[Case, Case]:
    """A new case with a file, and an earlier one of the same customer that is in work."""
    with client.application.app_context():
        store = file_store()
    uploads = rules_at(MONDAY).uploads
    photo = keep(BytesIO(picture()), "光猫.png", store=store, uploads=uploads, by=CUSTOMER, now=MONDAY)
    into = taken(cast)
    case = new(MONDAY + HOUR, problem="还是每天晚上八点以后断网，邻居家也一样。", files=(photo,))
    db.session.commit()
    return case, into


def merge(client: Client, case: Case, into: Case) -> int:
    return client.submit(
        address(case), "/merge", **{"merge-number": into.number, "merge-reason": "同一故障"}
    ).status_code


def test_t06_a_new_case_shows_what_it_may_be_the_same_as(cast: Cast, client: Client) -> None:
    """For what came by the public form, where nobody looked; the head sees only their own cases."""
    case, into = pair(cast, client)
    page = client.come_in(cast.agent).get(address(case)).text
    assert into.number in region(page, "#case-related")
    assert "疑似重复" in region(page, "#case-related")
    assert words_in_the_other_language(page, "zh") == []


def test_t06_merged_the_words_and_files_are_read_on_the_other_case(cast: Cast, client: Client) -> None:
    case, into = pair(cast, client)
    assert merge(client.come_in(cast.agent), case, into) == 303
    assert fresh(case).merged_into_id == into.id
    page = client.get(address(into)).text
    assert case.number in region(page, "#case-related")
    assert "邻居家也一样" in region(page, "#case-story")
    assert "光猫.png" in region(page, "#case-story")
    file = files_of(case)[0].file
    assert client.get(address(into, f"files/{file.id}")).status_code == 200
    shown = client.get(address(case)).text
    assert into.number in region(shown, "#case-voice")
    assert "已合并" in region(shown, "#case-badges")
    handler = client.come_in(cast.handler)  # who may see the one sees what was merged into it
    assert handler.get(address(into, f"files/{file.id}")).status_code == 200
    assert handler.get(address(case)).status_code == 404


def test_t06_the_customers_link_leads_on(cast: Cast, client: Client) -> None:
    """The tracking page of the merged case opens the other; there their words of both are read."""
    case, into = pair(cast, client)
    merge(client.come_in(cast.agent), case, into)
    page = follow(client, case).text
    onward = region(page, "#onward")
    assert into.number in onward
    assert f"/track/{into.number}?key=" in page
    assert step(client, case, "words", text="还有一件事").status_code == 409
    there = follow(client, into).text
    assert "邻居家也一样" in there
    assert words_in_the_other_language(page, "zh") == []


def test_t06_a_link_never_leads_to_somebody_elses_case(cast: Cast, client: Client) -> None:
    """X-03: anybody may type another's telephone into the public form; mail that differs opens nothing."""
    into = taken(cast)
    case = new(MONDAY + HOUR, email="someone.else@example.com", problem="路由器坏了，一直断网。")
    db.session.commit()
    page = client.come_in(cast.agent).get(address(case)).text
    assert "请确认是同一位客户" in region(page, "#form-merge")
    merge(client, case, into)
    shown = follow(client, case).text
    assert f"/track/{into.number}" not in shown
    assert "需要用它自己的查询码打开" in region(shown, "#onward")
    assert into.problem not in shown
    assert case.problem not in region(follow(client, into).text, "#main").replace(into.problem, "")


def test_t06_the_form_says_how_the_customer_is_told(cast: Cast, client: Client) -> None:
    """T-06: an address that only one case names is no other address; who cannot be written to is called."""
    into, case = taken(cast), new(MONDAY + HOUR, email=None, problem="还是断网，请尽快处理。")
    db.session.commit()
    form = region(client.come_in(cast.agent).get(address(case)).text, "#form-merge")
    assert "请确认是同一位客户" not in form
    assert f"写明工单号 {into.number}，但不附查询链接" in form
    assert "提醒另一张工单的责任人致电告知" in form
    merge(client, case, into)
    told = client.come_in(cast.handler).get("/portal/notices").text
    assert "无法书面通知客户，请致电告知" in told


@pytest.mark.parametrize("part", ["agent", "head"])
def test_t06_a_merge_is_separated_again(cast: Cast, client: Client, part: str) -> None:
    into, case = taken(cast), triaged(cast, MONDAY + HOUR)
    db.session.commit()
    merge(client.come_in(cast.agent), case, into)
    client.come_in(getattr(cast, part))
    told = {"separation-reason": "不是同一处", "separation-words": "我们单独为您处理。"}
    assert client.submit(address(case), "/separation", **told).status_code == 303
    assert fresh(case).open
    assert db.session.scalars(select(Merge)).one().separated_because == "不是同一处"
    assert case.number not in region(client.get(address(into)).text, "#case-facts")
    assert "我们单独为您处理。" in follow(client, case).text


def test_h03_the_cases_beside_one_show_how_much_time_is_left(
    cast: Cast, client: Client, at: Callable[[datetime], Traveller]
) -> None:
    """H-03: open ones with their nearest due time, those that are over with none; nothing of others'."""
    case, other, over = taken(cast), taken(cast), taken(cast)
    unseen = new(MONDAY, phone="+8613500000001", email="x@example.com")
    actions.link(case, other, reason="同一小区", by=cast.agent, now=MONDAY)
    actions.link(case, unseen, reason="同一小区", by=cast.agent, now=MONDAY)
    actions.withdraw(over, "好了", now=MONDAY)
    db.session.commit()
    at(MONDAY + HOUR)
    shown = region(client.come_in(cast.handler).get(address(case)).text, "#case-related")
    before, linked, ended = (*shown.partition(other.number)[::2], shown.partition(over.number)[2])
    assert unseen.number not in shown
    assert "还有 3 工作小时" in linked
    assert shown.count("还有 3 工作小时") == 1
    assert "还有 3 工作小时" not in before + ended


def test_t06_whoever_separates_reads_that_the_customer_is_to_be_called(cast: Cast, client: Client) -> None:
    """T-06: on the form before, and afterwards in the notices of who has the case again."""
    into, case = (taken(cast, email=None) for _ in range(2))
    actions.merge(case, into, by=cast.agent, now=MONDAY, seen=None)
    db.session.commit()
    form = region(client.come_in(cast.head).get(address(case)).text, "#form-separation")
    assert "系统会提醒恢复后办理本工单的人致电告知" in form
    told = {"separation-reason": "不是同一处", "separation-words": "我们单独为您处理。"}
    assert client.submit(address(case), "/separation", **told).status_code == 303
    read = client.come_in(cast.handler).get("/portal/notices").text
    assert "本工单已恢复单独办理，但无法书面通知客户" in read


def test_t06_linked_cases_show_each_other_to_whoever_may_see_them(cast: Cast, client: Client) -> None:
    case, other = taken(cast), new(MONDAY, phone="+8613500000001", email="x@example.com")
    db.session.commit()
    client.come_in(cast.agent)
    refused = client.submit(address(case), "/link", **{"link-number": "HY-1", "link-reason": "同一小区"})
    assert refused.status_code == 422
    sent = client.submit(address(case), "/link", **{"link-number": other.number, "link-reason": "同一小区"})
    assert sent.status_code == 303
    assert other.number in region(client.get(address(case)).text, "#case-related")
    seen_by_handler = client.come_in(cast.handler).get(address(case)).text
    assert region(seen_by_handler, "#case-related") == ""
    assert other.number not in follow(client, case).text
    client.come_in(cast.agent)
    ended = client.submit(
        address(case), "/link-end", **{"link-end-number": other.number, "link-end-reason": "不相干"}
    )
    assert ended.status_code == 303
    assert other.title not in region(client.get(address(case)).text, "#case-related")


@pytest.mark.parametrize("page", ["", "print"])
def test_x01_a_case_that_one_may_not_open_is_not_named(cast: Cast, client: Client, page: str) -> None:
    """X-01, T-06: that there was a link is told; the number only to who may open that case."""
    case, other = taken(cast), new(MONDAY, phone="+8613500000001", email="x@example.com")
    actions.link(case, other, reason="同一小区", by=cast.agent, now=MONDAY + HOUR)
    actions.unlink(case, other, reason="不相干", by=cast.agent, now=MONDAY + HOUR)
    merged = new(MONDAY + HOUR, problem="还是断网")
    actions.merge(merged, case, by=cast.agent, now=MONDAY + HOUR, seen=None)
    db.session.commit()
    hidden, shown = (
        client.come_in(person).get(address(case, page)).text for person in (cast.handler, cast.agent)
    )
    for number in (other.number, merged.number):
        assert number not in hidden
    assert "另一工单" in hidden
    assert merged.number in shown


def test_t06_nobody_merges_into_what_they_may_not_see_or_what_is_gone(cast: Cast, client: Client) -> None:
    case, into = pair(cast, client)
    client.come_in(cast.handler)
    assert client.send(address(into, "merge"), **{"merge-number": case.number}).status_code == 403
    actions.withdraw(case, "好了", now=MONDAY + 2 * HOUR)
    db.session.commit()
    client.come_in(cast.agent)
    assert client.send(address(into, "merge"), **{"merge-number": case.number}).status_code in (409, 422)
    assert db.session.scalars(select(Merge)).all() == []
