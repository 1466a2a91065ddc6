"""S-03, S-04: an open survey by QR poster or link: limited, self-selected, honest when it is closed."""

from datetime import timedelta

import pytest
from lxml import html
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from time_machine import Traveller

from models.campaigns import actions
from models.campaigns.tables import Campaign
from models.db import Base
from models.surveys.tables import Invitation, Response
from models.surveys.words import Reach
from survey.open import views
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.campaigns.making import draft, opened
from tests.moments import MONDAY

DAY = timedelta(days=1)
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _then(at: object) -> Traveller:
    return at(MONDAY)  # type: ignore[operator]


@pytest.fixture
def campaign(session: Session, cast: Cast) -> Campaign:
    """Open for two weeks from now on."""
    return opened(cast, words_zh="大约一分钟。")


def count(session: Session, entity: type[Base]) -> int:
    session.expire_all()
    return session.scalar(select(func.count(entity.id))) or 0


def action_on(page: str) -> str:
    return str(html.document_fromstring(page).forms[0].action)


def test_looking_leaves_nothing(session: Session, client: Client, campaign: Campaign) -> None:
    """S-04: GET, HEAD and a prefetch make no visitor and set no cookie."""
    for headers in ({}, {"Sec-Purpose": "prefetch"}, {"Purpose": "prefetch"}):
        shown = client.get(f"/q/{campaign.code}?by=qr", headers=headers)
        assert shown.status_code == 200
        assert "Set-Cookie" not in shown.headers
    assert client.head(f"/q/{campaign.code}").status_code == 200
    assert (count(session, Invitation), count(session, Response)) == (0, 0)
    assert "门店服务评价" in shown.text
    assert "大约一分钟。" in shown.text


def test_a_visitor_answers_and_comes_back(session: Session, client: Client, campaign: Campaign) -> None:
    """S-04, S-05: the first answer makes one invitation; the same browser finds it again, by qr or not."""
    action = action_on(client.get(f"/q/{campaign.code}?by=qr").text)
    first = client.post(action, data={"answer": "4"})
    assert first.status_code == 303
    again = client.post(action, data={"answer": "5"})
    assert again.location == first.location, "the same form twice is one visitor"
    (invitation,) = session.scalars(select(Invitation))
    assert (invitation.campaign_id, invitation.reach) == (campaign.id, Reach.QR)
    assert invitation.closes_at == campaign.closes_at
    back = client.get(f"/q/{campaign.code}")
    assert back.status_code == 303
    assert back.location.startswith("/s/")
    assert client.get(back.location).status_code == 200
    comment = client.post(first.location, data={"answer": "很好"})
    thanks = client.get(comment.location)
    assert "不记录" not in thanks.text
    assert "处理您工单" not in region(thanks.text, "#follow-up")
    session.expire_all()
    (response,) = session.scalars(select(Response))
    assert response.completed_at == MONDAY


def test_the_cookie_is_for_this_survey_alone(client: Client, campaign: Campaign) -> None:
    """S-04: unread by scripts, sent to one address, and gone when the survey closes."""
    answered = client.post(action_on(client.get(f"/q/{campaign.code}").text), data={"answer": "4"})
    cookie = answered.headers["Set-Cookie"]
    assert f"Path=/q/{campaign.code}" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert f"Max-Age={14 * 24 * 3600}" in cookie


def test_htmx_goes_on_at_once(session: Session, client: Client, campaign: Campaign) -> None:
    """S-05: with htmx the next question comes as the answer to the form."""
    action = action_on(client.get(f"/q/{campaign.code}").text)
    answered = client.post(action, data={"answer": "2"}, headers=HTMX)
    assert answered.status_code == 200
    assert answered.headers["HX-Push-Url"].startswith("/s/")
    (invitation,) = session.scalars(select(Invitation))
    assert invitation.reach is Reach.OPEN_LINK


def test_no_answer_and_a_made_up_seat_are_refused(
    session: Session, client: Client, campaign: Campaign
) -> None:
    """S-04: nothing is stored of either."""
    action = action_on(client.get(f"/q/{campaign.code}").text)
    assert client.post(action, data={}).status_code == 422
    assert client.post(f"/q/{campaign.code}?seat=0123456789AB", data={"answer": "5"}).status_code == 404
    assert count(session, Invitation) == 0


def test_one_network_cannot_fill_the_ballot(
    session: Session, client: Client, campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S-04: new visitors from one address are limited by the house's limiter."""
    assert views.VISITORS == "60 per hour; 200 per day"
    answers = []
    for _ in range(62):
        client.delete_cookie(f"survey_{campaign.code}", path=f"/q/{campaign.code}")
        answers.append(client.post(action_on(client.get(f"/q/{campaign.code}").text), data={"answer": "5"}))
    assert [each.status_code for each in answers] == [303] * 60 + [429] * 2
    assert count(session, Invitation) == 60


def test_pages_are_honest_when_it_cannot_be_answered(
    session: Session, client: Client, cast: Cast, at: object
) -> None:
    """S-03: not begun, paused, over, or not there at all."""
    campaign = opened(cast, opens_at=MONDAY + DAY)
    address = f"/q/{campaign.code}"
    early = client.get(address)
    assert (early.status_code, "还没有开始" in early.text) == (200, True)
    at(MONDAY + DAY)  # type: ignore[operator]
    assert client.get(address).status_code == 200
    actions.pause(campaign, reason="", by=cast.inspector, now=MONDAY + DAY, seen=None)
    session.commit()
    assert client.get(address).status_code == 503
    actions.resume(campaign, by=cast.inspector, now=MONDAY + DAY, seen=None)
    session.commit()
    at(MONDAY + 15 * DAY)  # type: ignore[operator]
    over = client.get(address)
    assert (over.status_code, "已经结束" in over.text) == (410, True)
    written = actions.write(draft(kind=campaign.kind, closes_at=MONDAY + 40 * DAY), by=cast.agent, now=MONDAY)
    session.commit()
    assert client.get(f"/q/{written.code}").status_code == 404
    assert client.get("/q/NICHTDA").status_code == 404
