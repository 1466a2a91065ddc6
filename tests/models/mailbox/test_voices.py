"""V-04: a mail becomes a case, an answer joins its thread, and nobody gets into another's case."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.cases import actions as cases
from models.cases.queries import files_of
from models.cases.tables import Case, Contact, DueTime
from models.cases.words import Channel, ContactMeans, Kind, State
from models.files.tables import StoredFile
from models.mailbox.actions import Office
from models.mailbox.rules.tags import reply_address
from models.mailbox.tables import MailboxMessage
from models.mailbox.words import Fate, Reason
from models.outbox.tables import Notice, OutboxMessage
from models.rulebook.queries import rules_at
from tests.cast import Cast
from tests.mails.letters import CUSTOMER, HEAD, SERVICE, WORDS, mail, multipart, part, raw
from tests.models.cases.making import new, taken
from tests.models.files.samples import picture
from tests.models.mailbox.conftest import HOST, Receive
from tests.moments import MONDAY

pytestmark = pytest.mark.both_databases
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
STRANGER = "王伟 <wang.wei@elsewhere.example>"


def letter_of(case: Case, session: Session) -> OutboxMessage:
    """The latest letter of ours about a case."""
    found = select(OutboxMessage).where(OutboxMessage.about == case.audit_name)
    return session.scalars(found.order_by(OutboxMessage.id.desc()).limit(1)).one()


def case_of(message: MailboxMessage, session: Session) -> Case:
    assert message.case_id is not None
    return session.get_one(Case, message.case_id)


def test_a_new_mail_becomes_a_case(cast: Cast, session: Session, receive: Receive) -> None:
    """V-04, H-01: with all that it says, acknowledged, and its clock running since it arrived."""
    photo = ("截图.png", "image/png", picture())
    arrived = MONDAY - 50 * MINUTE
    message = receive(mail(subject="回复: 投诉：宽带晚间掉线", files=(photo,)), arrived_at=arrived)
    case = case_of(message, session)
    assert (message.fate, message.reason, message.processed_at) == (Fate.CASE, None, MONDAY)
    assert (case.channel, case.state, case.problem) == (Channel.EMAIL, State.NEW, WORDS)
    assert (case.title, case.contact_name, case.contact_email) == ("投诉：宽带晚间掉线", "赵兰", CUSTOMER)
    assert (case.language, case.received_at) == ("zh", arrived)
    assert [entry.file.name for entry in files_of(case)] == ["截图.png"]
    promise = rules_at(MONDAY).first_response("email", arrived)
    assert session.scalars(select(DueTime.due_at)).all() == [promise.due_at]
    assert letter_of(case, session).kind == "acknowledgement"
    assert set(session.scalars(select(Notice.staff_id))) == {cast.agent.id, cast.second_agent.id}


def test_its_kind_follows_its_words(cast: Cast, session: Session, receive: Receive) -> None:
    """V-04: what weighs like a complaint is one until somebody decides (T-05)."""
    angry = receive(mail("全市断网，数据全部丢失，我要向工信部投诉，要求赔偿！", subject="投诉"))
    asking = receive(mail("Could you tell me your opening hours?", subject="Opening hours"))
    assert case_of(angry, session).kind is Kind.COMPLAINT
    assert (case_of(asking, session).kind, case_of(asking, session).language) == (Kind.FEEDBACK, "en")


def test_the_same_bytes_again_are_the_same_message(cast: Cast, session: Session, receive: Receive) -> None:
    """V-04: also without a Message-ID."""
    content = mail(message_id="")
    first = receive(content)
    assert receive(content, now=MONDAY + DAY).id == first.id
    assert session.scalar(select(func.count()).select_from(Case)) == 1


def test_the_same_mail_on_another_way_is_a_duplicate(cast: Cast, session: Session, receive: Receive) -> None:
    """V-04: to two of our addresses at once; kept, and named with the case that it is."""
    once = mail(message_id="<one@example.com>")
    first = receive(once)
    second = receive(b"Received: from another way\r\n" + once)
    assert (second.fate, second.reason) == (Fate.IGNORED, Reason.DUPLICATE)
    assert second.mentions == case_of(first, session).number


def test_one_message_id_for_all_makes_no_duplicates(cast: Cast, session: Session, receive: Receive) -> None:
    """V-04: some programs give each of their mails the same name."""
    lines = (f"From: {CUSTOMER}", "Message-ID: <same@example.com>")
    sent = [receive(raw(*lines, body=words)) for words in ("a", "b", "a ")]
    assert [each.fate for each in sent] == [Fate.CASE, Fate.CASE, Fate.IGNORED]


def test_an_answer_to_our_letter_joins_its_case(cast: Cast, session: Session, receive: Receive) -> None:
    """V-04: by References, from whatever address; a waiting case goes on, its owner is told (H-03)."""
    case = taken(cast, email=CUSTOMER)
    cases.wait_for_customer(case, "明天上午在家吗？", by=cast.handler, now=MONDAY, seen=None)
    name = f"{letter_of(case, session).message_id}@{HOST}"
    answer = '在家。\n\n在 2026-11-23 10:00:00，"云帆" <service@yunfan.example> 写道：\n\n> 明天上午在家吗？'
    message = receive(
        mail(answer, subject="回复: 请补充", sender=STRANGER, References=f"<{name}>"), now=MONDAY + DAY
    )
    contact = session.get_one(Contact, message.contact_id)
    assert (message.fate, message.case_id, case.state) == (Fate.WORDS, case.id, State.HANDLING)
    assert (contact.text, contact.means) == ("在家。", ContactMeans.EMAIL)
    assert message.quoted.endswith("> 明天上午在家吗？")
    told = select(Notice.staff_id).where(Notice.kind == "customer_added")
    assert session.scalars(told).all() == [cast.handler.id]


def test_an_answer_to_the_signed_address_joins_its_case(
    cast: Cast, session: Session, office: Office, receive: Receive
) -> None:
    """V-04: where a program drops References and the subject was changed."""
    case = new(email=CUSTOMER)
    address = reply_address(SERVICE, case.number, case.track_subject, office.signer)
    message = receive(mail("有新情况", subject="有新情况", sender=STRANGER, to=f"云帆 <{address.upper()}>"))
    assert (message.fate, message.case_id) == (Fate.WORDS, case.id)


def test_a_tag_in_the_subject_is_enough_for_the_customer(
    cast: Cast, session: Session, receive: Receive
) -> None:
    """V-04: a new mail with the number in its subject."""
    case = new(email=CUSTOMER)
    message = receive(mail("有新情况", subject=f"[{case.number}] 补充"))
    assert (message.fate, message.case_id, message.mentions) == (Fate.WORDS, case.id, "")


@pytest.mark.parametrize("way", ["subject", "address", "reference"])
def test_a_stranger_cannot_get_into_a_case(
    cast: Cast, session: Session, receive: Receive, office: Office, way: str
) -> None:
    """V-04, X-01: a number that was guessed makes a case of its own, which names the other."""
    first = receive(mail(message_id="<mine@example.com>"))
    case = case_of(first, session)
    other = reply_address(SERVICE, "HY-20261123-9999", "HY-20261123-9999.1", office.signer)
    forged = {
        "subject": {"subject": f"[{case.number}] 我要看结果"},
        "address": {"to": other.replace("9999", case.number[-4:]), "subject": case.number},
        "reference": {"References": "<mine@example.com>"},
    }[way]
    message = receive(mail("我要看结果", sender=STRANGER, **forged))  # type: ignore[arg-type]
    assert (message.fate, message.reason, message.mentions) == (Fate.CASE, Reason.UNPROVEN, case.number)
    assert message.case_id != case.id
    assert (
        session.scalars(select(Contact).where(Contact.case_id == case.id, Contact.template == "")).all() == []
    )


def test_who_was_let_in_once_may_write_again(
    cast: Cast, session: Session, office: Office, receive: Receive
) -> None:
    """V-04: the customer's husband answers our letter, then writes without quoting it."""
    case = new(email=CUSTOMER)
    address = reply_address(SERVICE, case.number, case.track_subject, office.signer)
    receive(mail("我是她先生", sender=STRANGER, to=address))
    again = receive(mail("还有一点", sender=STRANGER, subject=f"Re: {case.number}"))
    assert (again.fate, again.case_id) == (Fate.WORDS, case.id)


def test_threads_of_the_customers_own_mails_hold_together(
    cast: Cast, session: Session, receive: Receive
) -> None:
    """V-04: by In-Reply-To, also when the answer is faster than what it answers."""
    later = receive(
        mail("第二封", message_id="<two@e.com>", In_Reply_To="<one@e.com>", References="<one@e.com>")
    )
    first = receive(mail("第一封", message_id="<one@e.com>"))
    third = receive(mail("第三封", References="<two@e.com>"))
    assert (first.fate, third.fate) == (Fate.WORDS, Fate.WORDS)
    assert {first.case_id, third.case_id} == {later.case_id}


def test_an_answer_to_a_closed_case_is_a_case_that_names_it(
    cast: Cast, session: Session, receive: Receive
) -> None:
    """V-04: it gets a clock and a person, which words on a closed case would not."""
    case = new(email=CUSTOMER)
    cases.withdraw(case, "不用了", now=MONDAY)
    message = receive(mail("又坏了", subject=f"Re: [{case.number}]"), now=MONDAY + DAY)
    assert (message.fate, message.reason, message.mentions) == (Fate.CASE, Reason.CLOSED_CASE, case.number)


def test_t06_an_answer_to_a_merged_case_joins_the_one_that_carries_it_on(
    cast: Cast, session: Session, receive: Receive
) -> None:
    """T-06, V-04: where both were told with one mail address; else it is a case that names the merged one."""
    into, case = new(email=CUSTOMER), new(email=CUSTOMER)
    others = new(email="someone@elsewhere.example")
    for one in (case, others):
        cases.merge(one, into, by=cast.agent, now=MONDAY, seen=None)
    message = receive(mail("还是断网", subject=f"Re: [{case.number}]"), now=MONDAY + DAY)
    assert (message.fate, message.case_id) == (Fate.WORDS, into.id)
    strange = mail("还是断网", subject=f"Re: [{others.number}]", sender="someone@elsewhere.example")
    message = receive(strange, now=MONDAY + DAY)
    assert (message.fate, message.mentions) == (Fate.CASE, others.number)


@pytest.mark.parametrize(
    "content",
    [
        mail(sender=""),
        mail(sender="noreply@shop.example"),
        mail(Precedence="bulk"),
        mail(Auto_Submitted="auto-generated"),
    ],
)
def test_programs_get_no_automatic_answer(
    cast: Cast, session: Session, receive: Receive, content: bytes
) -> None:
    """V-04: but what they say is a case, also from an empty From."""
    assert receive(content).fate is Fate.CASE
    assert session.scalars(select(OutboxMessage)).all() == []


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (b"", ""),
        (b"\0\0\0", ""),
        (raw(f"From: {CUSTOMER}", "Subject: only this"), "only this"),
        (
            f"From: {CUSTOMER}\r\nSubject: nested\r\n".encode()
            + b"".join(
                b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (n, n) for n in range(900)
            ),
            "nested",
        ),
    ],
)
def test_what_cannot_be_read_is_a_case_with_the_original(
    cast: Cast, session: Session, receive: Receive, office: Office, content: bytes, title: str
) -> None:
    """V-04: nothing is ever lost."""
    content = content or b"x"
    message = receive(content)
    case = case_of(message, session)
    assert case.title.startswith(title)
    assert case.problem
    with office.store.open(session.get_one(StoredFile, message.file_id).key) as kept:
        assert kept.read() == content


def test_files_that_are_not_taken_are_named(cast: Cast, session: Session, receive: Receive) -> None:
    """V-02, V-04: why each lies in the original alone."""
    files = (
        ("a.png", "image/png", picture()),
        ("b.exe", "application/octet-stream", b"MZ"),
        ("c.pdf", "application/pdf", b"no pdf"),
    )
    message = receive(mail(files=files))
    kept = session.scalars(select(StoredFile.id).where(StoredFile.name == "a.png")).one()
    assert message.attachments == {
        "all": [
            {"name": "a.png", "media_type": "image/png", "size": len(picture()), "file": kept},
            {"name": "b.exe", "media_type": "application/octet-stream", "size": 2, "why": "type_not_allowed"},
            {"name": "c.pdf", "media_type": "application/pdf", "size": 6, "why": "type_mismatch"},
        ]
    }


def test_a_picture_that_stands_in_every_mail_is_kept_once(
    cast: Cast, session: Session, receive: Receive
) -> None:
    """V-04: the picture in a signature."""
    logo = part("image/png", picture(), "Content-ID: <logo>", "Content-Disposition: inline")
    for n in range(2):
        text = part("text/html; charset=utf-8", f"<p>第 {n} 封<img src=cid:logo></p>")
        message = receive(
            multipart("related", text, logo, head=(*HEAD, f"References: <{n}@x>", f"Message-ID: <{n + 1}@x>"))
        )
    assert message.fate is Fate.WORDS
    assert len(files_of(case_of(message, session))) == 1


def test_an_empty_answer_says_nothing(cast: Cast, session: Session, receive: Receive) -> None:
    """V-04: it is kept, and no clock stops for it."""
    case = new(email=CUSTOMER)
    message = receive(mail(" ", subject=f"Re: {case.number}"))
    assert (message.fate, message.reason, message.mentions) == (Fate.IGNORED, Reason.EMPTY, case.number)
