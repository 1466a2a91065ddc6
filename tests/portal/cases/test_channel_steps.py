"""Steps that one channel alone has: posts, moves, alerts, thanks, what a store follows (V-06, V-07)."""

import pytest
from sqlalchemy import select

from models.cases import actions
from models.cases.tables import Case, FurtherPost, OpinionAlert
from models.cases.words import Closing, State
from models.db import db
from models.people.tables import Language
from survey.keys import proof_of
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.cases.channels import in_store, posted, praised
from tests.models.cases.making import decision, new
from tests.moments import MONDAY
from tests.portal.cases.conftest import address, fresh


def step(client: Client, case: Case, name: str, **fields: str) -> str:
    """Takes a step by its form on the page; the page that follows, or that refuses."""
    named = {f"{name}-{field}": value for field, value in fields.items()}
    answer = client.submit(address(case), f"/{name}", **named)
    fresh(case)
    return client.get(address(case)).text if answer.status_code == 303 else answer.text


def approved(cast: Cast, case: Case) -> Case:
    """Through the department's hands, until the customer can be told."""
    actions.triage(case, decision(), by=cast.agent, now=MONDAY, seen=None)
    actions.take(case, by=cast.handler, now=MONDAY, seen=None)
    actions.submit_result(
        case, cause="设备老化", done="已更换", reply="已为您修好", by=cast.handler, now=MONDAY, seen=None
    )
    return actions.approve(case, by=cast.head, now=MONDAY, seen=None)


def test_private_first_then_public(cast: Cast, client: Client) -> None:
    """V-06: a public answer is refused with the reason, what was typed stays; after a message it is kept."""
    case = posted(cast)
    client.come_in(cast.agent)
    page = step(client, case, "public-post", post_by="us", text="已与您私信联系")
    assert "请先私信联系客户，再公开回复。" in region(page, "#case-steps")
    assert "已与您私信联系" in page
    page = step(client, case, "contact", means="direct_message", direction="out", text="方便留个电话吗？")
    assert "私信" in region(page, "#case-story")
    page = step(client, case, "public-post", post_by="us", text="已与您私信联系")
    assert "柯服 公开回复" in region(page, "#case-story")


def test_a_post_of_somebody_else(cast: Cast, client: Client) -> None:
    """V-06: author, reach and link stand with it; so many readers raise the alert by themselves."""
    case = posted(cast)
    page = step(
        client.come_in(cast.agent),
        case,
        "public-post",
        post_by="others",
        text="转发：太气人了",
        author="大V",
        reach="80000",
        link="https://weibo.com/9",
    )
    story = region(page, "#case-story")
    assert "记录了其他人的公开发帖" in story
    assert "大V · https://weibo.com/9 转发：太气人了" in story
    assert "传播量 80,000" in story
    assert "舆情预警" in region(page, "#case-badges")
    assert db.session.scalars(select(FurtherPost)).one().reach == 80_000


def test_moved_to_the_telephone(cast: Cast, client: Client) -> None:
    """V-06: the number is kept, masked as any other; a wrong one is refused at its field."""
    case = posted(cast)
    client.come_in(cast.agent)
    told = {"means": "phone", "text": "我们给您打电话"}
    assert "电话格式不对" in step(client, case, "channel-move", phone="abc", **told)
    assert "请填写" in step(client, case, "channel-move", **told)
    page = step(client, case, "channel-move", phone="13911112222", **told)
    assert "139****2222" in region(page, "#case-facts")
    assert "引导渠道电话" in region(page, "#case-channel")
    assert "私信引导客户改用：电话" in region(page, "#case-story")


def test_an_alert_by_hand_and_its_end(cast: Cast, client: Client) -> None:
    """V-06: customer service raises it on any case; public relations, called in by it, end it."""
    case = new()
    assert client.come_in(cast.stranger).get(address(case)).status_code == 404
    page = step(client.come_in(cast.agent), case, "opinion-alert", reason="扬言联系媒体")
    assert "扬言联系媒体" in region(page, "#case-channel")
    client.come_in(cast.stranger)
    assert "扬言联系媒体" in region(client.get(address(case)).text, "#case-channel")
    page = step(client, case, "opinion-alert-end", outcome="已沟通，客户满意")
    assert "解除舆情预警 内部 已沟通，客户满意" in region(page, "#case-story")
    assert "舆情预警" not in region(page, "#case-badges")
    assert db.session.scalars(select(OpinionAlert.ended_by_id)).all() == [cast.stranger.id]


def test_the_customer_never_sees_an_alert(cast: Cast, client: Client) -> None:
    """V-06, H-08: neither the mark nor its words."""
    case = new()
    actions.raise_opinion_alert(case, "扬言联系媒体", by=cast.agent, now=MONDAY, seen=None)
    db.session.commit()
    with client.application.test_request_context():
        key = proof_of(case)
    shown = client.get(f"/track/{case.number}?key={key}", follow_redirects=True).text
    assert case.number in shown
    assert "舆情" not in shown
    assert "媒体" not in shown


def test_praise_that_came_otherwise_is_thanked_too(cast: Cast, client: Client) -> None:
    """V-06: one step, offered first; by mail only where there is an address."""
    case = praised(cast)
    page = client.come_in(cast.agent).get(address(case)).text
    assert 'value="email"' not in page.partition('id="thanks-means"')[2].partition("</select>")[0]
    page = step(client, case, "thanks", means="direct_message", text="谢谢您！")
    assert (case.state, case.closing) == (State.CLOSED, Closing.THANKED)
    assert "已致谢" in region(page, "#case-facts")


def test_what_the_store_does(cast: Cast, client: Client) -> None:
    """V-07: a notice, the result with what to say, the customer's word; the case is closed content."""
    case = approved(cast, in_store(cast))
    client.come_in(cast.store)
    assert "请由门店告知客户" in client.get("/portal/notices").text
    page = client.get(address(case)).text
    assert "已为您修好" in region(page, "#step-reply")
    page = step(client, case, "reply", means="visit", text="客户到店确认")
    assert "当面" in region(page, "#case-story") or "上门" in region(page, "#case-story")
    page = step(client, case, "store-confirmation", answer="satisfied", comment="谢谢")
    assert "门店跟进：客户满意 谢谢" in region(page, "#case-story")
    assert case.closing is Closing.CONFIRMED


def test_not_content_it_goes_round_again(cast: Cast, client: Client) -> None:
    """V-07, R-04: never without the customer's why."""
    case = approved(cast, in_store(cast, email="qian@example.com"))
    client.come_in(cast.store)
    page = step(client, case, "store-confirmation", answer="not_satisfied")
    assert "请填写" in region(page, "#step-store-confirmation")
    page = step(client, case, "store-confirmation", answer="not_satisfied", comment="还是断网")
    assert (case.round, case.state) == (2, State.HANDLING)
    assert "门店跟进：客户不满意 还是断网" in region(page, "#case-story")


def test_the_stores_telephone_number_is_shown_on_the_record(cast: Cast, client: Client) -> None:
    """V-07, X-03: who tells the customer may see the number, and that they did is kept."""
    case = approved(cast, in_store(cast))
    page = client.come_in(cast.store).get(address(case)).text
    assert "138****5678" in region(page, "#case-facts")
    shown = client.send(address(case, "contact-details")).text
    assert "+8613812345678" in region(shown, "#case-facts")
    assert "店元 查看客户联系方式" in region(client.get(address(case)).text, "#case-story")


@pytest.mark.parametrize("language", list(Language))
def test_both_languages(cast: Cast, client: Client, language: Language) -> None:
    """V-06, X-04."""
    cast.leader.language = language
    case = posted(cast, reach=25_000)
    page = client.come_in(cast.leader).get(address(case)).text
    words = {
        Language.ZH: ("舆情预警 原帖传播量 25,000。", "平台微博"),
        Language.EN: ("Public-opinion alert 25,000 people see the post.", "PlatformWeibo"),
    }[language]
    for expected in words:
        assert expected in region(page, "#case-channel")
