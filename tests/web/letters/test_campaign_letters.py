"""S-03, H-05: invitations and reminders of campaigns, by mail and SMS, in one language each."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.campaigns import actions
from models.outbox.actions import note_outlet
from models.outbox.tables import Delivery, Means, OutboxMessage
from models.rulebook.rules import parts
from models.surveys.words import Reach
from tests.cast import Cast
from tests.markup import words_in_the_other_language
from tests.models.campaigns.making import customers, prepared
from tests.moments import MONDAY
from tests.servers import nu
from web.letters import Letter, render

FOR_OUTLOOK = re.compile(r"<!--.*?-->", re.DOTALL)
Write = Callable[..., Letter]
OWN = ("Yunfan Network", "Anna Zhao", "云帆网络")


@pytest.fixture
def write(app: Flask, session: Session, cast: Cast) -> Write:
    """The last letter of a kind to one customer, as the delivery job renders it."""

    def write(
        kind: str, means: Means = Means.EMAIL, *, anonymous: bool = False, **customer: object
    ) -> Letter:
        note_outlet(Means.SMS, open=True, countries=["86"])
        customers(1, **({"name": "Anna Zhao"} | customer))
        reach = Reach.SMS if means is Means.SMS else Reach.EMAIL
        campaign = prepared(
            cast, means=(reach,), anonymous=anonymous, remind_at=MONDAY + timedelta(days=1),
            words_zh="大约一分钟。", words_en="About a minute.",
        )  # fmt: skip
        actions.start(campaign, by=cast.inspector, now=MONDAY, seen=None)
        actions.ask_next(campaign, now=MONDAY)
        for message in session.scalars(select(OutboxMessage)):
            message.state, message.sent_at = Delivery.SENT, MONDAY
        session.flush()
        actions.follow(campaign)
        actions.remind_next(campaign, now=MONDAY + timedelta(days=1))
        session.commit()
        wanted = select(OutboxMessage.id).where(OutboxMessage.kind == kind)
        with app.app_context():
            message = session.get_one(OutboxMessage, session.scalars(wanted).one())
            return render(message, now=MONDAY)

    return write


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", ["campaign_invitation", "campaign_reminder"])
def test_a_letter_is_in_one_language_and_valid(write: Write, kind: str, language: str) -> None:
    """X-04: nothing is left open or in the other language; the five points stand in the mail (S-04)."""
    letter = write(kind, language=language)
    assert words_in_the_other_language(FOR_OUTLOOK.sub("", letter.html), OWN) == []
    assert nu.complaints(letter.html) == []
    for text in (letter.subject, letter.text, letter.html):
        assert "{{" not in text
        assert "None" not in text
    assert [f"?rating={points}" in letter.html for points in range(1, 6)] == [True] * 5
    assert letter.kept_text == letter.text


@pytest.mark.parametrize("kind", ["campaign_invitation", "campaign_reminder"])
def test_a_name_carries_no_address(write: Write, kind: str) -> None:
    """H-05: somebody's name may have come from a public form or a list."""
    letter = write(kind, name="http://evil.example/win")
    assert "evil" not in letter.subject + letter.text + letter.html
    assert "客户" in letter.text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", ["campaign_invitation", "campaign_reminder"])
def test_an_sms_is_short_and_has_the_link(write: Write, kind: str, language: str) -> None:
    """S-03, R-02: two parts at most; an anonymous one is kept without its link."""
    letter = write(kind, Means.SMS, anonymous=True, language=language)
    (link,) = re.findall(r"https?://\S+/s/[0-9A-Z]{32}", letter.text)
    assert letter.html == ""
    assert parts(letter.text) <= 2
    assert link not in (letter.kept_text or "")
