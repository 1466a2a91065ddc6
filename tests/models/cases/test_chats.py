"""Chats and studies: kept whole with the case; the rating is asked (V-01, V-05)."""

import pytest
from sqlalchemy import select

from models.cases.queries import channel_facts
from models.cases.tables import Case, Chat, Study
from models.cases.words import Channel
from models.customers.tables import Customer
from models.db import db
from models.errors import Invalid
from models.outbox.tables import OutboxMessage
from models.revisits.actions import ask_after_chat
from models.revisits.queries import ratings_of
from models.surveys.actions import complete, save
from models.surveys.queries import answers_of
from models.surveys.rules.answers import Answer
from tests.cast import Cast
from tests.models.cases.channels import TALK, chatted, researched
from tests.models.cases.making import HOUR
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")


def test_v05_the_whole_transcript_is_kept(cast: Cast) -> None:
    chat = chatted(cast)
    assert chat.transcript == TALK
    assert [(line.position, line.speaker, line.text) for line in chat.lines] == [
        (1, "agent", "您好，请问有什么可以帮您？"),
        (2, "customer", "宽带一到晚上就断\n已经第三次了"),
        (3, "agent", "马上为您查询"),
    ]
    assert chat.started_at is not None
    assert chat.ended_at is not None
    assert chat.started_at < chat.ended_at


def test_v05_the_same_conversation_is_the_same_case(cast: Cast) -> None:
    """V-05: sent again it changes nothing; gone on since, it gains its new lines."""
    first = chatted(cast, conversation="c-1")
    assert chatted(cast, conversation="c-1") is first
    longer = chatted(cast, text=f"{TALK}\n钱先生 10:09:00\n还在吗", conversation="c-1")
    assert longer is first
    assert [line.text for line in first.lines][-1] == "还在吗"
    with pytest.raises(Invalid) as refused:
        chatted(cast, text="客服小柯 10:00\n别的话", conversation="c-1")
    assert refused.value.why == "other_lines"
    assert chatted(cast, conversation="c-2") is not first


def test_v05_an_empty_one_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid):
        chatted(cast, text=" ")
    assert db.session.scalars(select(Chat)).all() == []


def test_v05_the_rating_is_queued_once(cast: Cast) -> None:
    """V-05: by mail where there is an address, through the survey engine; its answer stands with the chat."""
    chat = chatted(cast)
    asked = ask_after_chat(chat, now=MONDAY)
    assert asked is not None
    assert ask_after_chat(chat, now=MONDAY) is asked
    letters = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "chat_rating")).all()
    assert [letter.facts["locator"] for letter in letters] == [asked.invitation.locator]
    case_id = chat.case_id
    invitation = asked.invitation
    overall, words = invitation.version.content.questions
    save(invitation, overall, Answer({"": 4}), now=MONDAY + HOUR)
    save(invitation, words, Answer(text="很耐心"), now=MONDAY + HOUR)
    complete(invitation, answers_of(invitation.response), now=MONDAY + HOUR)
    db.session.flush()
    db.session.expire_all()
    rated = ratings_of(db.session.get_one(Case, case_id))
    assert [(each.score, each.words) for each in rated.values()] == [(4, "很耐心")]


def test_v05_nobody_is_asked_twice_or_in_vain(cast: Cast) -> None:
    """V-05, R-03: who rated in the tool, and who left no address, unless the tool shows the link."""
    rated = chatted(cast, conversation="a")
    rated.rating = 5
    assert ask_after_chat(rated, now=MONDAY) is None
    silent = chatted(cast, conversation="b", email=None)
    assert ask_after_chat(silent, now=MONDAY) is None
    assert ask_after_chat(silent, by_letter=False, now=MONDAY) is not None
    wish = chatted(cast, conversation="c", email="nie@example.com", phone=None)
    case = db.session.get_one(Case, wish.case_id)
    db.session.get_one(Customer, case.customer_id).do_not_contact_since = MONDAY
    assert ask_after_chat(wish, now=MONDAY) is None


def test_v01_market_research_brings_its_background(cast: Cast) -> None:
    case = researched(cast)
    study = db.session.scalars(select(Study)).one()
    assert (case.channel, study.method, study.name) == (Channel.RESEARCH, "focus_group", "家庭套餐需求调研")
    assert channel_facts(case).study is study
