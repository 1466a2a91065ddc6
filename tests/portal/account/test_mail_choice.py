"""Choosing in one's own account which notices come by mail (T-02, X-07)."""

from sqlalchemy import select

from models.db import db
from models.outbox.queries import topics_by_mail
from models.outbox.tables import MailChoice, Topic
from tests.cast import Cast
from tests.client import Client
from tests.markup import region

ACCOUNT = "/portal/account"
USUAL = {Topic.DUE_SOON, Topic.TASK, Topic.DECISION, Topic.CUSTOMER}


def test_x07_what_is_ticked_comes_and_what_is_not_does_not(cast: Cast, client: Client) -> None:
    assert topics_by_mail(cast.handler) == USUAL
    client.come_in(cast.handler)
    answer = client.submit(ACCOUNT, "/mail", topics=["task", "news"])
    assert answer.status_code == 303
    assert topics_by_mail(cast.handler) == {Topic.TASK, Topic.NEWS}
    assert topics_by_mail(cast.head) == USUAL
    client.submit(ACCOUNT, "/mail")
    assert topics_by_mail(cast.handler) == {Topic.TASK, Topic.NEWS}, "the page ticks what was chosen"


def test_x07_what_equals_the_default_is_not_kept(cast: Cast, client: Client) -> None:
    client.come_in(cast.handler)
    client.submit(ACCOUNT, "/mail", topics=["news"])
    client.submit(ACCOUNT, "/mail", topics=[topic.value for topic in USUAL])
    assert db.session.scalars(select(MailChoice)).all() == []


def test_t02_alerts_and_overdue_cannot_be_put_off(cast: Cast, client: Client) -> None:
    page = client.come_in(cast.handler).get(ACCOUNT).text
    card = region(page, "#account-mail")
    assert "预警和超期通知一律发送" in card
    assert cast.handler.email in card
    answer = client.submit(ACCOUNT, "/mail", topics=["alert"])
    assert answer.status_code == 422
    assert topics_by_mail(cast.handler) == USUAL


def test_t02_who_has_no_address_is_told_so(cast: Cast, client: Client) -> None:
    cast.handler.email = ""
    db.session.commit()
    page = client.come_in(cast.handler).get(ACCOUNT).text
    assert "系统中没有您的邮箱" in region(page, "#account-mail")
