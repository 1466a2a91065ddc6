"""H-05: each occasion's letter, in both languages: complete, escaped, its link the customer's own."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from lxml import html
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.campaigns.queries import letters as about_campaigns
from models.cases.actions import open_case
from models.cases.intake import Intake
from models.cases.tables import Case, TrackingCode
from models.cases.words import Channel, Kind
from models.db import db
from models.events.actions import CUSTOMER
from models.ids import random_code
from models.outbox.tables import OutboxMessage
from models.people.tables import Language
from models.rulebook.actions import save_template
from models.rulebook.words import MessageKind
from tests.cast import Cast, department
from tests.markup import words_in_the_other_language
from tests.models.outbox.messages import queued
from tests.moments import MONDAY
from tests.servers import nu
from web.letters import Letter, render
from web.letters.links import without_secrets
from web.letters.values import without_addresses

WORDS = {
    "zh": "已更换分光器。\n\n连续监测 48 小时无中断。",
    "en": "The splitter was replaced.\n\nIt has been stable.",
}
TITLES = {"zh": "宽带晚间频繁掉线", "en": "Broadband drops every evening"}
FOR_OUTLOOK = re.compile(r"<!--.*?-->", re.DOTALL)
Write = Callable[..., Letter]
ABOUT_CASES = [kind for kind in MessageKind if kind not in about_campaigns.KINDS]
"""Letters of campaigns are about no case: tests/web/letters/test_campaign_letters.py."""


@pytest.fixture
def write(app: Flask, session: Session, cast: Cast) -> Write:
    """Renders the letter of an occasion about a case with an owner, as the delivery job does."""

    def write(kind: str, language: str = "zh", **changes: object) -> Letter:
        details = {
            "kind": Kind.COMPLAINT,
            "channel": Channel.WEB,
            "problem": "每天晚上断网。",
            "title": TITLES[language],
            "name": "赵兰" if language == "zh" else "Anna Zhao",
            "email": "zhao.lan@example.com",
            "language": language,
        } | changes
        text = details.pop("text", WORDS[language])
        case = open_case(Intake(**details), by=CUSTOMER, now=MONDAY)  # type: ignore[arg-type]
        case.lead_department_id, case.owner_id = department("JS").id, cast.handler.id
        code = TrackingCode(case_id=case.id, salt="S" * 26, valid_until=MONDAY + timedelta(minutes=10))
        session.add(code)
        session.flush()
        message = queued(
            kind,
            now=MONDAY,
            to_name=case.contact_name,
            language=language,
            about=case.audit_name,
            facts={
                "text": text,
                "round": 1,
                "code": code.id,
                "into": case.number,
                "locator": random_code(12),
                "open_until": (MONDAY + timedelta(days=14)).isoformat(),
                "answer_by": (MONDAY + timedelta(days=10)).isoformat(),
                "old_due_at": MONDAY.isoformat(),
                "new_due_at": (MONDAY + timedelta(days=2)).isoformat(),
            },
        )
        session.commit()
        return rendered(app, message.id)

    return write


def rendered(app: Flask, message_id: int) -> Letter:
    with app.app_context():
        return render(db.session.get_one(OutboxMessage, message_id), now=MONDAY)


def links_of(letter: Letter) -> set[str]:
    """Where the links of the HTML lead."""
    return set(html.document_fromstring(letter.html).xpath("//a/@href"))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", ABOUT_CASES)
def test_x04_every_occasion_is_written_in_one_language(write: Write, kind: str, language: str) -> None:
    """Nothing is left open or in the other language; the HTML is valid; both bodies say the same."""
    letter = write(kind, language)
    data = (TITLES[language], *WORDS[language].split("\n\n"), "Yunfan Network", "Anna Zhao", "Ji Shu")
    assert words_in_the_other_language(FOR_OUTLOOK.sub("", letter.html), data) == []
    assert nu.complaints(letter.html) == []
    for text in (letter.subject, letter.text, letter.html):
        assert "{{" not in text
        assert "None" not in text
    assert "[HY-20261123-0001]" in letter.subject
    page = " ".join(html.document_fromstring(letter.html).text_content().split())
    for line in letter.text.splitlines():
        assert " ".join(line.split()) in page or line.startswith(("-- ", "http"))


@pytest.mark.parametrize("kind", ["reply", "more_info_request", "progress", "extension", "closed"])
def test_h05_what_a_person_wrote_stands_apart_and_whole(write: Write, kind: str) -> None:
    """Also where the text has no field for it: who closes a case with a reason is heard."""
    letter = write(kind)
    assert WORDS["zh"] in letter.text
    (quote,) = html.document_fromstring(letter.html).xpath("//td[@class='quote']")
    assert quote.text_content() == WORDS["zh"].replace("\n", "")
    assert letter.html.count("已更换分光器") in (1, 2)  # once in the letter, and where a list previews it


@pytest.mark.parametrize("kind", [MessageKind.WITHDRAWN, MessageKind.CLOSED])
def test_without_words_there_is_no_empty_frame(write: Write, kind: str) -> None:
    letter = write(kind, text="")
    assert 'class="quote"' not in letter.html
    assert "\n\n\n" not in letter.text


def test_r01_a_complaint_is_answered_with_an_apology(write: Write) -> None:
    assert "给您带来的不便，我们深表歉意。" in write("reply").text
    assert "We are sorry for the trouble this has caused you." in write("reply", "en").text


def test_r01_praise_is_answered_without_an_apology(app: Flask, session: Session, cast: Cast) -> None:
    case = open_case(
        Intake(Kind.PRAISE, Channel.WEB, "师傅很耐心。", title="感谢", email="a@example.com"),
        by=CUSTOMER,
        now=MONDAY,
    )
    message = queued("reply", now=MONDAY, about=case.audit_name, facts={"text": "谢谢您。"})
    session.commit()
    letter = rendered(app, message.id)
    assert "谢谢您。" in letter.text
    assert "歉" not in letter.text
    assert "\n\n\n" not in letter.text


def test_r02_the_survey_link_finds_its_invitation_and_proves_itself(app: Flask, write: Write) -> None:
    letter = write("revisit_invitation")
    (link,) = links_of(letter)
    assert link in letter.text
    token = link.removeprefix("http://localhost/s/")
    assert len(app.extensions["signer"].locator("survey", token)) == 12


def test_h08_other_letters_lead_to_the_tracking_page(write: Write) -> None:
    for kind in ("acknowledgement", "reply", "progress"):
        (link,) = links_of(write(kind))
        assert link.startswith("http://localhost/track/HY-20261123-000")


def test_h08_a_code_comes_without_any_link(write: Write) -> None:
    """Who is used to codes beside links falls for others' links; the outbox keeps neither."""
    letter = write("tracking_code")
    assert links_of(letter) == set()
    (code,) = re.findall(r"^(\d{6})$", letter.text, re.MULTILINE)
    assert code in letter.html
    assert code not in f"{letter.subject}{letter.kept_text}{letter.kept_html}"


def test_r04_who_calls_and_by_when_is_told_when_a_case_is_reopened(write: Write) -> None:
    letter = write("reopened")
    assert "技术运维部季书将在 2026-11-23（周一）14:00 前致电您" in letter.text
    assert (
        "Ji Shu, Technical Operations will call you by Mon 23 Nov 2026, 14:00" in write("reopened", "en").text
    )


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ link }}",
        "https://evil.example/x",
        "&amp;\x02",
    ],
)
def test_what_people_write_stays_what_they_wrote(write: Write, words: str) -> None:
    """No markup, no field, no link comes out of a title or a reply."""
    letter = write("reply", text=words, title=words[:60])
    tree = html.document_fromstring(letter.html)
    assert tree.xpath("//script | //img") == []
    assert all(link.startswith("http://localhost/track/") for link in links_of(letter))
    (quote,) = tree.xpath("//td[@class='quote']")
    assert quote.text_content().replace("\x02", "") == words.replace("\x02", "")


def test_a_customer_without_a_name_is_addressed_all_the_same(write: Write) -> None:
    assert write("acknowledgement", name="").text.startswith("尊敬的客户，您好：")
    assert write("acknowledgement", "en", name="").text.startswith("Dear customer,")


def test_h05_an_edited_text_is_used_and_its_number_tagged_once(
    write: Write, session: Session, cast: Cast
) -> None:
    save_template(
        MessageKind.WITHDRAWN,
        Language.ZH,
        subject="已撤回",
        body="{{ number }} 已撤回，详见 {{ link }} 。",
        by=cast.administrator,
        now=MONDAY - timedelta(days=1),
    )
    letter = write("withdrawn", text="")
    assert letter.subject == "已撤回 [HY-20261123-0001]"
    (link,) = links_of(letter)
    assert f"详见 {link} 。" in letter.text


def test_a_letter_about_nothing_is_not_written(app: Flask, session: Session, cast: Cast) -> None:
    gone = queued("reply", now=MONDAY, about="case:HY-19990101-0001")
    unknown = queued("no_such_occasion", now=MONDAY)
    session.commit()
    with pytest.raises(LookupError):
        rendered(app, gone.id)
    with pytest.raises(ValueError, match="no_such_occasion"):
        rendered(app, unknown.id)


def test_x03_links_lose_their_secrets_for_other_eyes(write: Write) -> None:
    for kind in ("reply", "revisit_invitation"):
        letter = write(kind)
        (link,) = links_of(letter)
        secret = link[-20:]
        assert secret in letter.html
        assert secret not in without_secrets(letter.html) + without_secrets(letter.text)


def test_the_case_may_have_moved_on_since(app: Flask, session: Session, write: Write) -> None:
    """A letter speaks of the round it was written for, though it leaves later."""
    letter = write("acknowledgement")
    assert "2026-11-23（周一）14:00" in letter.text
    session.scalars(select(Case)).one().round = 2
    session.commit()
    message = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id).limit(1)).one()
    assert "2026-11-23（周一）14:00" in rendered(app, message.id).text


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("http://evil.example/win", ""),
        ("领奖 www.evil.example/a?b=1 快来", "领奖 … 快来"),
        ("宽带evil.com.cn/x打不开", "宽带…打不开"),
        ("EVIL.TOP", ""),
        ("javascript://x", ""),
        ("版本 3.2.1 闪退", "版本 3.2.1 闪退"),
        ("J.R. Smith", "J.R. Smith"),
        ("深圳市.云帆", "深圳市.云帆"),
    ],
)
def test_names_and_titles_carry_no_addresses(words: str, kept: str) -> None:
    """Whoever fills in the form says to whom we write: our letters are not to carry a stranger's links."""
    assert without_addresses(words) == kept


@pytest.mark.parametrize("kind", ABOUT_CASES)
def test_no_letter_carries_a_strangers_address(write: Write, kind: MessageKind) -> None:
    letter = write(kind, name="http://evil.example/win", title="点击 evil.top/领奖", text="已处理。")
    assert "evil" not in letter.subject + letter.text + letter.html
    assert "客户，您好" in letter.text or "客户" in letter.text
