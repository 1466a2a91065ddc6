"""S-04: links of campaigns: whoever looks at them, only a sent answer counts; a rating asks again."""

from datetime import timedelta

import pytest
from lxml import html
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from time_machine import Traveller

from models.campaigns import actions
from models.campaigns.rules.secrets import locator_of
from models.campaigns.tables import Campaign
from models.ids import Signer
from models.surveys.tables import Invitation, Response, ResponseItem
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.campaigns.making import customers, members, prepared
from tests.moments import MONDAY

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _then(at: object) -> Traveller:
    return at(MONDAY + timedelta(hours=1))  # type: ignore[operator]


def started(cast: Cast, session: Session, **changes: object) -> Campaign:
    customers(1)
    campaign = prepared(cast, **changes)
    actions.start(campaign, by=cast.inspector, now=MONDAY, seen=None)
    actions.ask_next(campaign, now=MONDAY)
    session.commit()
    return campaign


def link(client: Client, locator: str) -> str:
    signer: Signer = client.application.extensions["signer"]
    return f"/s/{signer.token('survey', locator)}"


def test_scanners_and_previews_answer_nothing(session: Session, client: Client, cast: Cast) -> None:
    """S-04: HEAD, GET, a prefetch, with and without a rating: nothing begins."""
    campaign = started(cast, session)
    invitation = session.get_one(Invitation, members(campaign)[0].invitation_id)
    address = link(client, invitation.locator)
    for way in (address, f"{address}?rating=5", f"{address}/q/overall"):
        for headers in ({}, {"Sec-Purpose": "prefetch"}, {"Purpose": "prefetch"}):
            assert client.get(way, headers=headers).status_code == 200
        assert client.head(way).status_code == 200
    assert session.scalar(select(func.count(Response.id))) == 0
    before = invitation.changed_at
    session.expire_all()
    assert invitation.changed_at == before


def test_a_rating_from_the_mail_is_chosen_and_asks_to_confirm(
    session: Session, client: Client, cast: Cast
) -> None:
    """S-04: the point stands there, the button confirms; nothing is kept before."""
    campaign = started(cast, session)
    invitation = session.get_one(Invitation, members(campaign)[0].invitation_id)
    page = client.get(f"{link(client, invitation.locator)}?rating=4")
    assert html.document_fromstring(page.text).xpath("//input[@checked]/@value") == ["4"]
    assert "确认，下一题" in page.text
    assert session.scalar(select(func.count(ResponseItem.id))) == 0


def test_an_anonymous_link_says_so_and_keeps_the_answer_apart(
    session: Session, client: Client, cast: Cast
) -> None:
    """S-04, S-05: told on the first screen and at the end; halfway it is resumed, and can be changed."""
    campaign = started(cast, session, anonymous=True)
    (member,) = members(campaign)
    assert campaign.secret is not None
    address = link(client, locator_of(campaign.secret, member.id))
    assert "匿名" in client.get(address).text
    first = client.post(f"{address}/q/overall", data={"answer": "2"})
    assert client.get(address).text.count("2 / 2") == 1, "resumed at the second question"
    last = client.post(first.location, data={"answer": ""})
    thanks = region(client.get(last.location).text, "#follow-up")
    assert "没有人能查出" in thanks
    client.post(f"{address}/q/overall", data={"answer": "5"})
    session.expire_all()
    (response,) = session.scalars(select(Response))
    assert response.id < 0
    assert session.scalars(select(ResponseItem.choice).where(ResponseItem.question == "overall")).one() == 5
    assert not members(campaign)[0].answered


def test_the_outbox_keeps_no_anonymous_link(session: Session, client: Client, cast: Cast) -> None:
    """S-04: the letter is made with its link, and kept without it."""
    from models.outbox.tables import OutboxMessage
    from web.letters import render

    campaign = started(cast, session, anonymous=True)
    (member,) = members(campaign)
    assert campaign.secret is not None
    with client.application.app_context():
        message = session.scalars(select(OutboxMessage)).one()
        letter = render(message, now=MONDAY)
    token = link(client, locator_of(campaign.secret, member.id)).removeprefix("/s/")
    assert token in letter.text
    assert token in letter.html
    assert token not in f"{letter.kept_text}{letter.kept_html}{message.facts}"
    assert "匿名" in letter.text
