"""V-04: mails on their cases, the list of what became no case, and the originals."""

from collections.abc import Callable

import pytest
from flask import Flask
from lxml import html
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cases.actions import triage
from models.cases.tables import Case
from models.cases.words import Kind
from models.events.tables import Event
from models.mailbox import queries
from models.mailbox.actions import note_failure, process, read, take_in
from models.mailbox.tables import MailboxAccount, MailboxMessage
from models.mailbox.words import Fate
from models.people.tables import Language
from tests.cast import Cast
from tests.client import Client
from tests.mails import machines
from tests.mails.letters import CUSTOMER, WORDS, mail, raw
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import decision, new
from tests.models.files.samples import picture
from tests.moments import MONDAY
from tests.servers import nu
from tests.statements import CountStatements
from web.config import Config
from web.mail_room import office

Receive = Callable[..., MailboxMessage]
LIST = "/portal/mailbox"
QUOTE = "------------------ 原始邮件 ------------------\n发件人: 云帆\n\n您好，已收到"
LOOP = raw(*["Received: x"] * 60, f"From: 赵兰 <{CUSTOMER}>", "Subject: 断网了", body="又断网了，请处理")


@pytest.fixture
def receive(app: Flask, session: Session, cast: Cast) -> Receive:
    """Takes a message in and looks into it, as the clock does."""

    def receive(content: bytes) -> MailboxMessage:
        with app.app_context():
            room = office()
        kept = take_in(content, arrived_at=MONDAY, store=room.store, now=MONDAY)
        message = queries.find(kept.id)
        assert message is not None
        process(message, read(message, office=room), office=room, now=MONDAY)
        session.commit()
        return message

    return receive


def case_of(message: MailboxMessage, session: Session) -> Case:
    return session.get_one(Case, message.case_id)


def test_a_case_shows_the_mail_that_it_began_with(
    client: Client, cast: Cast, session: Session, receive: Receive
) -> None:
    """V-04, H-05: its words first, earlier mails folded, files, and what lies in the original alone."""
    files = (("截图.png", "image/png", picture()), ("病毒.exe", "application/octet-stream", b"MZ"))
    case = case_of(receive(mail(f"{WORDS}\n\n{QUOTE}", files=files)), session)
    page = client.come_in(cast.agent).get(f"/portal/cases/{case.number}").text
    voice = region(page, "//*[@id='case-voice']")
    assert WORDS in voice
    assert "邮件" in voice
    assert "截图.png" in voice
    assert "病毒.exe 1 kB · 仅在原件中：不收取此类文件" in voice
    tree = html.document_fromstring(page)
    (quoted,) = tree.xpath("//*[@id='case-voice']//details")
    assert quoted.get("open") is None
    assert "您好，已收到" in quoted.text_content()
    assert "您好，已收到" not in tree.xpath("//*[@id='case-voice']//blockquote")[0].text_content()


def test_an_answer_is_a_line_of_the_story_with_its_quote_folded(
    client: Client, cast: Cast, session: Session, receive: Receive
) -> None:
    """V-04."""
    case = new(email=CUSTOMER)
    session.commit()
    photo = ("现场.png", "image/png", picture())
    receive(mail(f"还是不行\n\n{QUOTE}", subject=case.number, files=(photo,)))
    page = client.come_in(cast.agent).get(f"/portal/cases/{case.number}").text
    (line,) = html.document_fromstring(page).xpath("//*[@id='case-story']//li[contains(., '发来邮件')]")
    assert [each.text_content() for each in line.xpath(".//blockquote")] == ["还是不行", QUOTE]
    assert "现场.png" in line.text_content()
    assert line.xpath(".//form[contains(@action, '/original')]")


def test_what_machines_wrote_is_told(client: Client, cast: Cast, session: Session, receive: Receive) -> None:
    """V-04: automatic answers are lines of their own."""
    case = new(email=CUSTOMER)
    session.commit()
    receive(machines.out_of_office(subject=f"自动回复: [{case.number}]"))
    story = region(
        client.come_in(cast.agent).get(f"/portal/cases/{case.number}").text, "//*[@id='case-story']"
    )
    assert "系统 收到客户邮箱的自动回复 我在休假，12 月 1 日回来。" in story


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_case_that_names_another_says_so(
    client: Client, cast: Cast, session: Session, receive: Receive, language: str
) -> None:
    """V-04, X-04: for whoever triages; the whole screen is valid and in one language."""
    other = new(email="somebody@example.com")
    session.commit()
    files = (("a.exe", "application/octet-stream", b"MZ"),)
    case = case_of(receive(mail(f"问\n\n{QUOTE}", subject=f"{other.number} 进展", files=files)), session)
    cast.agent.language = Language(language)
    page = client.come_in(cast.agent).get(f"/portal/cases/{case.number}").text
    hint = region(page, "//*[@id='mail-hint']")
    assert other.number in hint
    assert ("无法确认属于发件人" in hint) is (language == "zh")
    assert nu.complaints(page) == []
    data = {
        "问",
        "进展",
        case.title,
        "a.exe",
        QUOTE,
        "赵兰",
        "您好，已收到",
        other.number,
        *QUOTE.split("\n"),
    }
    assert words_in_the_other_language(page, data) == []


def test_the_original_is_handed_out_as_plain_text(
    client: Client, cast: Cast, session: Session, receive: Receive
) -> None:
    """V-04, X-03: to who may see the case and personal data; nothing in it runs; it leaves a trace."""
    content = mail("<script>alert(1)</script>", html="<script>alert(1)</script>")
    message = receive(content)
    case = case_of(message, session)
    address = f"/portal/cases/{case.number}/mails/{message.id}/original"
    answer = client.come_in(cast.agent).send(address)
    assert (answer.status_code, answer.data) == (200, content)
    assert answer.headers["Content-Type"] == "text/plain"
    assert (
        answer.headers["Content-Disposition"] == f"attachment; filename={case.number}-mail-{message.id}.txt"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    event = session.scalars(select(Event).where(Event.kind == "mail.handed_out")).one()
    assert (event.subject, event.staff_id) == (message.audit_name, cast.agent.id)


def test_who_gets_no_original(client: Client, cast: Cast, session: Session, receive: Receive) -> None:
    """X-01, X-03: strangers to the case, those whom customers stay masked to, and of another case's mail."""
    message, other = receive(mail()), receive(mail("b", sender="b@example.com"))
    number = case_of(message, session).number
    address = f"/portal/cases/{number}/mails/{message.id}/original"
    assert client.come_in(cast.stranger).send(address).status_code == 404
    for person in (cast.auditor, cast.leader):
        assert client.come_in(person).send(address).status_code == 403
    assert (
        client.come_in(cast.agent).send(f"/portal/cases/{number}/mails/{other.id}/original").status_code
        == 404
    )
    assert client.come_in(cast.handler).send(f"{LIST}/{message.id}/original").status_code == 404


def rows(page: str) -> list[list[str]]:
    """The cells of each row."""
    tree = html.document_fromstring(page)
    return [
        [" ".join(cell.text_content().split()) for cell in row.xpath("./td")]
        for row in tree.xpath("//*[@id='mails']//tbody/tr")
    ]


def test_the_list_begins_with_what_a_person_should_look_at(
    client: Client, cast: Cast, session: Session, receive: Receive
) -> None:
    """V-04: names and addresses masked; the tabs hold everything else."""
    case = case_of(receive(mail()), session)
    receive(LOOP)
    receive(machines.bounce("x@elsewhere"))
    client.come_in(cast.agent)
    page = client.get(LIST).text
    assert [row[:4] for row in rows(page)] == [
        ["Undelivered Mail Returned to Sender", "M*** D******* S******** m***@mx.example.com", "退信", ""],
        ["断网了", "赵* z***@example.com", "未立工单 循环邮件", ""],
    ]
    assert rows(client.get(f"{LIST}?tab=cases").text)[0][2:4] == ["新建工单", f"{case.number} 投诉"]
    assert len(rows(client.get(f"{LIST}?tab=all").text)) == 3
    assert rows(client.get(f"{LIST}?tab=nonsense").text) == rows(page)
    assert "客户来信2" in region(page, "//*[@id='navigation']")


def test_mail_on_cases_is_filed_by_what_the_customer_came_for(
    client: Client, cast: Cast, session: Session, receive: Receive
) -> None:
    """V-04: messages are filed by type; a decision on the case moves its mails."""
    case = case_of(receive(mail("第一封", message_id="<one@e.com>")), session)
    receive(mail("第二封", References="<one@e.com>"))
    receive(mail(sender="other@example.com"))
    receive(LOOP)
    client.come_in(cast.agent)
    page = f"{LIST}?tab=cases"

    def filed() -> dict[str, str]:
        tree = html.document_fromstring(client.get(page).text)
        links = tree.xpath("//*[@class='mailbox-kinds']//a")
        return {link.text.strip(): link.xpath("string(span)") for link in links}

    assert filed() == {"全部": "3", "投诉": "3", "反馈": "0", "咨询": "0", "建议": "0", "表扬": "0"}
    decided = decision(kind=Kind.INQUIRY, grade=None, reason="问套餐")
    triage(case, decided, by=cast.agent, now=MONDAY, seen=None)
    session.commit()
    assert (filed()["投诉"], filed()["咨询"]) == ("1", "2")
    asking = rows(client.get(f"{page}&kind=inquiry").text)
    assert [row[3] for row in asking] == [f"{case.number} 咨询"] * 2
    assert len(rows(client.get(f"{page}&kind=nonsense").text)) == 3


def test_an_empty_list_says_what_would_be_here(client: Client, cast: Cast) -> None:
    """V-04."""
    page = client.come_in(cast.agent).get(LIST).text
    assert "没有待核对的邮件" in region(page, "//*[@id='mails']")
    assert "尚未配置收件邮箱" in page


def test_a_case_is_made_from_the_list(client: Client, cast: Cast, session: Session, receive: Receive) -> None:
    """V-04."""
    message = receive(LOOP)
    client.come_in(cast.agent)
    answer = client.submit(f"{LIST}/{message.id}", action=f"/{message.id}/case")
    session.expire_all()
    case = session.scalars(select(Case)).one()
    assert answer.headers["Location"] == f"/portal/cases/{case.number}"
    assert (case.problem, case.registered_by_id) == ("又断网了，请处理", cast.agent.id)
    assert rows(client.get(LIST).text) == []


def test_a_message_that_needs_no_case_leaves_the_list(
    client: Client, cast: Cast, session: Session, receive: Receive
) -> None:
    """V-04: who looked at it, and when, is on its page."""
    message = receive(LOOP)
    client.come_in(cast.agent)
    client.submit(f"{LIST}/{message.id}", action=f"/{message.id}/check")
    assert rows(client.get(LIST).text) == []
    assert "核对人柯服" in region(client.get(f"{LIST}/{message.id}").text, "//*[@id='mail-facts']").replace(
        " ", ""
    )


def test_what_made_us_fail_is_tried_again(
    client: Client, cast: Cast, session: Session, receive: Receive, app: Flask
) -> None:
    """V-04."""
    with app.app_context():
        room = office()
    message = take_in(mail(), arrived_at=MONDAY, store=room.store, now=MONDAY)
    for _ in range(5):
        note_failure(message, "ValueError: no", now=MONDAY)
    session.commit()
    client.come_in(cast.agent)
    assert "ValueError: no" in region(client.get(LIST).text, "//*[@id='mails']")
    client.submit(f"{LIST}/{message.id}", action=f"/{message.id}/attempt")
    session.expire_all()
    assert session.get_one(MailboxMessage, message.id).fate is Fate.WAITING


def test_the_mailbox_is_asked_when_somebody_wants_it(
    client: Client, cast: Cast, session: Session, app: Flask
) -> None:
    """V-04: the clock asks it next; what went wrong last time is said."""
    before: Config = app.config["HUIYIN"]
    app.config["HUIYIN"] = before.with_changes(mailbox_url="imaps://service:secret@mail.example/INBOX")
    try:
        name = "service@mail.example:993/INBOX"
        later = MONDAY.replace(year=2030)
        session.add(MailboxAccount(name=name, next_fetch_at=later, last_error="login refused"))
        session.commit()
        client.come_in(cast.agent)
        assert "login refused" in region(client.get(LIST).text, "//*[@id='mailbox-fault']")
        assert "secret" not in client.get(LIST).text
        client.submit(LIST, action="/fetching")
        session.expire_all()
        assert session.scalars(select(MailboxAccount.next_fetch_at)).one() < later
    finally:
        app.config["HUIYIN"] = before
    assert client.send(f"{LIST}/fetching").status_code == 404


def test_the_list_costs_the_same_at_any_length(
    client: Client, cast: Cast, session: Session, receive: Receive, statements: CountStatements
) -> None:
    """No query a row."""
    receive(mail("0"))
    client.come_in(cast.agent).get(f"{LIST}?tab=all")
    with statements() as one:
        client.get(f"{LIST}?tab=all")
    for n in range(1, 4):
        receive(mail(f"{n}", sender=f"{n}@example.com"))
    with statements() as four:
        assert len(rows(client.get(f"{LIST}?tab=all").text)) == 4
    assert one.count == four.count


def test_nothing_of_a_mail_runs_on_any_page(
    client: Client, cast: Cast, session: Session, receive: Receive
) -> None:
    """V-04: whatever stands in its words, its subject, its sender and the names of its files."""
    evil = "<img src=x onerror=alert(1)>"
    files = ((f"{evil}.exe", "application/octet-stream", b"MZ"),)
    message = receive(mail(f"{evil}\n\n> {evil}", subject=evil, sender=f'"{evil}" <{CUSTOMER}>', files=files))
    case = case_of(message, session)
    client.come_in(cast.agent)
    for address in (f"/portal/cases/{case.number}", f"{LIST}/{message.id}", f"{LIST}?tab=all"):
        assert html.document_fromstring(client.get(address).text).xpath("//img[@src='x']") == []
