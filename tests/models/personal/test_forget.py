"""X-03: a customer is forgotten: their row, cases and files, and all words that tell who they were."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.cases import actions as cases
from models.cases.actions.indexing import index_words
from models.cases.channel_words import Speaker
from models.cases.rules.grams import grams
from models.cases.tables import (
    Case,
    CaseFile,
    Chat,
    ChatLine,
    Contact,
    Lesson,
    case_gram,
    like_count,
    like_sign,
)
from models.cases.words import Closing, State
from models.customers.tables import Customer, Forgotten
from models.db import db, writing
from models.errors import Invalid, NotAllowed
from models.events.actions import record, seal
from models.events.queries import verify
from models.events.tables import Event
from models.files.storage import FolderStore
from models.files.tables import StoredFile
from models.knowledge.tables import KnowledgeGap
from models.knowledge.words import Site
from models.library.tables import library_gram
from models.library.words import LessonState
from models.mailbox.tables import MailboxMessage, MailboxReference
from models.outbox.actions import queue
from models.outbox.tables import Delivery, OutboxMessage
from models.people.tables import Staff
from models.personal.actions import forget_customer
from models.personal.queries import traces_of
from models.surveys.tables import Response, ResponseItem
from tests.cast import Cast
from tests.mails.letters import mail
from tests.models.campaigns import making as campaigns
from tests.models.files.samples import picture
from tests.models.library.telling import PHONE, closed, published, told
from tests.models.mailbox.conftest import Receive
from tests.models.results.answering import revisited
from tests.moments import MONDAY

NUMBER = PHONE.removeprefix("+86")
GONE = ("钱伟", NUMBER, "qian@example.com", "3栋501")


def customer_of(case: Case) -> Customer:
    return db.session.get_one(Customer, case.customer_id)


def forget(case: Case, cast: Cast) -> list[str]:
    """Forgets the customer of a case; the keys of the files that went."""
    return list(forget_customer(customer_of(case), "客户来函要求", by=cast.hr, now=MONDAY).keys)


def test_x_03_a_forgotten_customer_leaves_the_library_and_their_cases(session: Session, cast: Cast) -> None:
    case = closed(cast)
    lesson = published(cast, case)
    customer = session.get_one(Customer, case.customer_id)
    key = case.key_version
    done = forget_customer(customer, "客户来函要求", by=cast.hr, now=MONDAY)
    assert (done.cases, done.lessons, done.files) == (1, 1, 0)
    assert (customer.name, customer.phone, customer.phone_end, customer.email) == ("", None, None, None)
    assert (case.contact_name, case.contact_phone, case.contact_email) == ("", None, None)
    assert (case.key_version, lesson.state) == (key + 1, LessonState.WITHDRAWN)
    assert (lesson.title, lesson.happened, lesson.to_learn, lesson.reason) == ("", "", "", "")
    assert session.scalar(select(func.count()).select_from(library_gram)) == 0
    assert session.scalar(select(func.count()).select_from(case_gram)) != 0
    with pytest.raises(Invalid, match="case: forgotten"):
        forget_customer(customer, "再次", by=cast.administrator, now=MONDAY)


def test_x_03_not_while_a_case_is_open_and_not_by_anybody(session: Session, cast: Cast) -> None:
    case = told(cast)
    customer = session.get_one(Customer, case.customer_id)
    with pytest.raises(NotAllowed):
        forget_customer(customer, "来函", by=cast.agent, now=MONDAY)
    with pytest.raises(Invalid, match="case: open_cases"):
        forget_customer(customer, "来函", by=cast.hr, now=MONDAY)
    assert session.scalars(select(Forgotten)).all() == []


@pytest.mark.both_databases
def test_x_03_what_tells_who_it_was_leaves_the_words_too(session: Session, cast: Cast) -> None:
    """Words of the case, contacts, letters and answers stay without name, number and address; what else was
    said stays, and is what the case is found by."""
    case = closed(cast)
    case.happened_where = "阳光花园3栋501室"
    said = f"钱伟来电：请打{PHONE.removeprefix('+86')}，或写qian@example.com；{cast.agent.name}已记录"
    contact = session.scalars(select(Contact).where(Contact.case_id == case.id)).first()
    assert contact is not None
    contact.text = said
    session.flush()
    index_words(case, said)
    letters = session.scalars(select(OutboxMessage).where(OutboxMessage.about == case.audit_name)).all()
    assert letters
    for letter in letters:
        letter.state, letter.sent_at, letter.text = Delivery.SENT, MONDAY, "钱伟，您好：网络已恢复。"
        letter.claimed_until = None
    asked = revisited(1, words=f"我是钱伟，电话{PHONE.removeprefix('+86')}，断网三天", case=case)
    case.state = State.CLOSED
    session.flush()
    customer = session.get_one(Customer, case.customer_id)
    forget_customer(customer, "客户来函要求", by=cast.hr, now=MONDAY)
    answer = session.scalars(
        select(ResponseItem.words)
        .join(Response, Response.id == ResponseItem.response_id)
        .where(Response.invitation_id == asked.invitation_id, ResponseItem.words.is_not(None))
    ).one()
    kept = [case.title, case.problem, case.happened_where, contact.text, answer]
    kept += [text for letter in letters for text in (letter.text, letter.to_address, letter.to_name)]
    kept += [str(letter.facts) for letter in letters]
    for words in kept:
        for gone in GONE:
            assert gone not in (words or "")
    assert "宽带断了" in case.problem
    assert cast.agent.name in contact.text
    assert answer is not None
    assert "断网三天" in answer
    found = set(session.scalars(select(case_gram.c.gram).where(case_gram.c.case_id == case.id)))
    assert grams("宽带") <= found
    assert not grams("钱伟") & found
    [facts] = session.scalars(select(Event.facts).where(Event.kind == "customer.forgotten")).all()
    assert facts["texts"] >= 4


@pytest.mark.both_databases
def test_x_03_files_and_mails_as_they_came_go(
    session: Session, cast: Cast, receive: Receive, store: FolderStore
) -> None:
    """Rows at once, bytes after the commit; a file that something else points at stays for that."""
    case = closed(cast)
    message = receive(
        mail("光猫的照片", sender="钱伟 <qian@example.com>", files=(("m.png", "image/png", picture()),))
    )
    assert message.case_id is not None
    second = session.get_one(Case, message.case_id)
    assert second.customer_id == case.customer_id
    second.state, second.closed_at, second.closing = State.CLOSED, MONDAY, Closing.WITHDRAWN
    session.add(MailboxReference(message_id=message.id, place=0, name="<earlier@qian.example.com>"))
    session.commit()
    traces = traces_of(case.number)
    assert traces is not None
    assert (traces.cases, traces.open_cases, traces.files, traces.mails) == (2, 0, 1, 1)
    keys = forget(case, cast)
    assert len(keys) == 2
    session.commit()
    assert session.scalar(select(func.count()).select_from(StoredFile)) == 0
    assert session.scalar(select(func.count()).select_from(CaseFile)) == 0
    assert session.scalar(select(func.count()).select_from(MailboxReference)) == 0
    left = session.get_one(MailboxMessage, message.id, populate_existing=True)
    assert (left.file_id, left.sender, left.sender_name, left.message_id) == (None, "", "", None)
    assert left.attachments == {}
    for key in keys:
        store.remove(key)
    assert list(store.older_than(MONDAY + timedelta(days=36500))) == []


@pytest.mark.both_databases
def test_x_03_surveys_chats_notes_and_searches_lose_them_too(session: Session, cast: Cast) -> None:
    case = closed(cast)
    chat = Chat(case_id=case.id, tool="kefu", conversation="qw-1", transcript=f"钱伟：我的电话{NUMBER}")
    session.add(chat)
    session.flush()
    lines = [(Speaker.CUSTOMER, "钱伟"), (Speaker.AGENT, cast.agent.name)]
    session.add_all(
        ChatLine(chat_id=chat.id, position=n, speaker=who, name=name, text=f"打{NUMBER}")
        for n, (who, name) in enumerate(lines)
    )
    session.add(KnowledgeGap(text=f"钱伟 {NUMBER}", site=Site.PORTAL, times=1, last_at=MONDAY))
    waiting = queue(
        "case_received",
        to="qian@example.com",
        to_name="钱伟",
        language="zh",
        about=case.audit_name,
        now=MONDAY,
    )
    session.commit()
    campaign = campaigns.prepared(cast, MONDAY + timedelta(days=2))
    [member] = campaigns.members(campaign)
    assert (member.to_name, member.to_address, member.to_phone) == ("钱伟", "qian@example.com", PHONE)
    forget(case, cast)
    session.commit()
    [member] = campaigns.members(campaign)
    assert (member.to_name, member.to_address, member.to_phone) == ("", None, None)
    assert (member.state.value, member.silence and member.silence.value) == ("silent", "do_not_contact")
    found = session.scalars(select(ChatLine).order_by(ChatLine.position)).all()
    assert [(each.name, NUMBER in each.text) for each in found] == [("", False), (cast.agent.name, False)]
    kept = session.scalars(select(Chat)).one()
    assert (kept.conversation, kept.transcript) == (None, "【姓名】：我的电话【电话】")
    assert session.scalars(select(KnowledgeGap.text)).one() == "钱伟 【电话】"
    letter = session.get_one(OutboxMessage, waiting)
    assert (letter.state, letter.to_address, letter.to_name) == (Delivery.CANCELLED, "", "")


@pytest.mark.both_databases
def test_x_02_the_trail_loses_their_words_in_the_open_and_its_chain_holds(
    session: Session, cast: Cast
) -> None:
    case = closed(cast)
    typed = record(
        "case.nudged", case, by=cast.agent, now=MONDAY, reason=f"钱伟催了，电话{NUMBER}", told=["head"]
    )
    other = record("case.nudged", "case:HY-1", by=cast.agent, now=MONDAY, reason=f"与{NUMBER}是同一户，钱伟")
    plain = record("case.nudged", case, by=cast.agent, now=MONDAY, reason="请尽快处理", told=["head"])
    seal()
    session.commit()
    forget(case, cast)
    session.commit()
    read = {
        each.id: each for each in session.scalars(select(Event).execution_options(populate_existing=True))
    }
    assert read[typed.id].reason == "【姓名】催了，电话【电话】"
    assert read[other.id].reason == "与【电话】是同一户，钱伟"
    assert (read[plain.id].reason, read[typed.id].facts) == ("请尽快处理", {"told": ["head"]})
    said = [each.subject for each in read.values() if each.kind == "trail.redacted"]
    assert {f"event:{typed.id}", f"event:{other.id}"} <= set(said)
    assert f"event:{plain.id}" not in said
    assert verify().sound
    seal()
    session.commit()
    assert verify().sound


def test_x_03_suggestions_learn_anew_what_is_left(session: Session, cast: Cast) -> None:
    case = closed(cast)
    lesson = session.scalars(select(Lesson).where(Lesson.case_id == case.id)).one()
    cases.learn(lesson, now=MONDAY)
    session.flush()
    assert session.scalar(select(func.count()).select_from(like_count).where(like_count.c.cases > 0))
    forget(case, cast)
    assert session.get_one(Lesson, lesson.id).learned_at is None
    assert session.scalar(select(func.count()).select_from(like_sign)) == 0
    assert session.scalar(select(func.count()).select_from(like_count).where(like_count.c.cases > 0)) == 0


def test_x_03_not_while_a_letter_leaves_or_a_regulator_asks(session: Session, cast: Cast) -> None:
    case = closed(cast)
    letter = session.scalars(select(OutboxMessage).where(OutboxMessage.about == case.audit_name)).first()
    assert letter is not None
    letter.state, letter.claimed_until = Delivery.SENDING, MONDAY + timedelta(minutes=1)
    session.flush()
    with pytest.raises(Invalid, match="case: letter_leaves"):
        forget(case, cast)
    letter.claimed_until = MONDAY - timedelta(minutes=1)
    case.outside_since = MONDAY
    session.flush()
    with pytest.raises(Invalid, match="case: open_outside"):
        forget(case, cast)
    case.outside_since = None
    session.flush()
    forget(case, cast)
    assert session.get_one(OutboxMessage, letter.id).state is Delivery.CANCELLED
    assert session.scalars(select(Forgotten.customer_id)).all() == [case.customer_id]


@pytest.mark.both_databases
def test_x_03_two_who_forget_at_once_forget_once(session: Session, cast: Cast, app: Flask) -> None:
    """The second waits for the first, and reads that it is done."""
    case = closed(cast)
    number, by_ids = case.customer_id, (cast.hr.id, cast.administrator.id)
    session.commit()
    start, said = Barrier(2), list[str]()

    def one(staff_id: int) -> None:
        with app.app_context(), writing():
            start.wait()
            customer, by = db.session.get_one(Customer, number), db.session.get_one(Staff, staff_id)
            try:
                forget_customer(customer, "客户来函要求", by=by, now=MONDAY)
                db.session.commit()
                said.append("done")
            except Invalid as refused:
                db.session.rollback()
                said.append(refused.why)
            db.session.remove()

    threads = [Thread(target=one, args=[each]) for each in by_ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["done", "forgotten"]
    assert session.scalar(select(func.count()).select_from(Forgotten)) == 1
    events = select(func.count()).select_from(Event).where(Event.kind == "customer.forgotten")
    assert session.scalar(events) == 1
