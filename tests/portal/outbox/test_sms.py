"""R-02, R-03: SMS in the outbox: means, receipt, number masked, words as they left."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from models.outbox.actions import Told, claim, note_outlet, settle_sent, take_receipts
from models.outbox.tables import Means, OutboxMessage, Outcome
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.moments import MONDAY
from tests.portal.outbox.conftest import OpenCase, fail, message_about

PHONE = "+8613812345678"
SURVEY = "https://voice.yunfan.example/s/0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@pytest.fixture
def sms(session: Session, complain: OpenCase) -> OutboxMessage:
    """The acknowledgement of somebody without a mail address."""
    note_outlet(Means.SMS, open=True, countries=["86"])
    message = message_about(complain(email=None, phone=PHONE))
    assert message.means is Means.SMS
    return message


def leave(session: Session, message: OutboxMessage, *, arrives: bool) -> None:
    mine = claim(message.id, now=MONDAY)
    assert mine is not None
    text = f"【云帆网络】进度：{SURVEY}"
    settle_sent(mine, subject="", text=text, html="", gateway_id="g-77", parts=2, now=MONDAY)
    if arrives:
        take_receipts([Told(message.message_id or "", Outcome.DELIVERED, MONDAY)], now=MONDAY)
    session.commit()


def test_the_list_tells_means_and_receipt_and_masks_the_number(
    session: Session, operator: Client, sms: OutboxMessage
) -> None:
    leave(session, sms, arrives=True)
    rows = region(operator.get("/portal/outbox").text, "#messages")
    assert "138****5678" in rows
    assert "短信" in rows
    assert "送达" in rows
    assert PHONE[3:] not in rows


def test_it_is_filtered_by_means_and_found_by_its_number(
    operator: Client, sms: OutboxMessage, complain: OpenCase
) -> None:
    complain()
    for query, mail, text in (
        ({"means": "sms"}, False, True),
        ({"means": "email"}, True, False),
        ({"q": "13812345678"}, False, True),
        ({"q": "1381234567"}, False, False),
        ({"means": "pigeon"}, True, True),
    ):
        rows = region(operator.get("/portal/outbox", query_string=query).text, "#messages")
        assert ("z***@example.com" in rows, "138****5678" in rows) == (mail, text), query


def test_its_page_tells_how_it_went(session: Session, operator: Client, sms: OutboxMessage) -> None:
    leave(session, sms, arrives=False)
    facts = region(operator.get(f"/portal/outbox/{sms.id}").text, "#message-facts")
    for words in ("短信", "尚无回执", "g-77", "138****5678"):
        assert words in facts
    assert PHONE[3:] not in facts


def test_its_words_are_shown_without_the_secret_to_who_may_see_them(
    session: Session, client: Client, cast: Cast, sms: OutboxMessage
) -> None:
    """X-03: there is no letter to frame, only a text."""
    leave(session, sms, arrives=True)
    client.come_in(cast.administrator)
    assert "not-readable" in client.get(f"/portal/outbox/{sms.id}").text


@pytest.mark.usefixtures("demo")
def test_in_the_demo_it_reads_as_on_the_telephone(
    session: Session, operator: Client, sms: OutboxMessage, valid_html: Callable[[str], None]
) -> None:
    draft = region(operator.get(f"/portal/outbox/{sms.id}").text, "#letter-text")
    assert "【云帆网络】您的反馈已收到" in draft
    assert "2 条" in draft
    leave(session, sms, arrives=True)
    page = operator.get(f"/portal/outbox/{sms.id}").text
    assert f'：<a href="{SURVEY}" target="_blank"' in page
    valid_html(page)
    assert operator.get(f"/portal/outbox/{sms.id}/letter").status_code == 404


def test_a_failed_one_can_be_sent_again(session: Session, operator: Client, sms: OutboxMessage) -> None:
    fail(sms, "422 bad_number")
    session.commit()
    key = sms.message_id
    operator.submit(f"/portal/outbox/{sms.id}", action="/attempt")
    session.refresh(sms)
    assert (sms.state, sms.message_id != key) == ("waiting", True)
