"""A letter as a mail: every word arrives as written, and no value becomes a header of its own."""

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jobs.mail.compose import MOST_REFERENCES, Sender, compose, one_line
from jobs.sending.errors import Refused
from models.outbox.tables import OutboxMessage
from tests.moments import MONDAY
from web.letters import Letter

SENDER = Sender.of("云帆网络客户服务 <service@yunfan.example>", "https://voice.yunfan.example")
LETTER = Letter("【云帆网络】您的反馈已收到 [HY-20261123-0001]", "您好\n", "<p>您好</p>")
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=300)


def message(**values: object) -> OutboxMessage:
    """A row as the outbox holds it."""
    return OutboxMessage(
        **{
            "id": 7,
            "to_name": "赵兰",
            "to_address": "zhao.lan@example.com",
            "language": "zh",
            "message_id": "abcd",
        }
        | values
    )


def arrived(row: OutboxMessage, letter: Letter = LETTER, thread: tuple[str, ...] = ()) -> EmailMessage:
    """The mail as the receiving side reads it, from its bytes."""
    mail = compose(row, letter, sender=SENDER, thread=thread, now=MONDAY)
    raw = mail.as_bytes()
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    parsed = BytesParser(policy=policy.default).parsebytes(raw)
    assert isinstance(parsed, EmailMessage)
    return parsed


def body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_h05_headers_say_what_people_and_machines_go_by() -> None:
    mail = arrived(message(), thread=("first", "second"))
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert str(mail["From"]) == "云帆网络客户服务 <service@yunfan.example>"
    assert str(mail["To"]) == "赵兰 <zhao.lan@example.com>"
    assert str(mail["Subject"]) == LETTER.subject
    assert mail["Date"].datetime == MONDAY
    assert mail["Message-ID"] == "<abcd@voice.yunfan.example>"
    assert mail["In-Reply-To"] == "<second@voice.yunfan.example>"
    assert mail["References"] == "<first@voice.yunfan.example> <second@voice.yunfan.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "zh-CN"
    assert {part.get_content_charset() for part in mail.iter_parts()} == {"utf-8"}


def test_the_first_mail_of_a_thread_answers_nothing() -> None:
    mail = arrived(message())
    assert mail["In-Reply-To"] is None
    assert mail["References"] is None


def test_a_long_thread_names_its_first_and_latest_mails() -> None:
    thread = tuple(f"m{number}" for number in range(30))
    named = str(arrived(message(), thread=thread)["References"]).split()
    assert len(named) == MOST_REFERENCES
    assert (named[0], named[-1]) == ("<m0@voice.yunfan.example>", "<m29@voice.yunfan.example>")


@settings(deadline=None, max_examples=60)
@given(TEXTS)
@example("a" * 300)
@example("网络" * 150)
@example("Aあ " * 80)
def test_any_subject_arrives_on_one_line(subject: str) -> None:
    mail = arrived(message(), Letter(subject, "t\n", "h"))
    assert one_line(str(mail["Subject"])) == one_line(subject)
    assert len(mail.get_all("Subject") or []) == 1


@settings(deadline=None, max_examples=60)
@given(TEXTS)
def test_any_text_arrives_as_written(text: str) -> None:
    mail = arrived(message(), Letter("s", text + "\n", f"<p>{text}</p>\n"))
    for kind, sent in (("plain", text + "\n"), ("html", f"<p>{text}</p>\n")):
        assert body(mail, kind).splitlines() == sent.splitlines()


@settings(deadline=None, max_examples=60)
@given(TEXTS)
@example("x\r\nBcc: everybody@example.com")
@example('"Zhao, Lan" <evil@example.com>')
def test_any_name_stays_a_name(name: str) -> None:
    """No header, no second recipient, comes out of what a customer calls himself."""
    mail = arrived(message(to_name=name))
    assert [address.addr_spec for address in mail["To"].addresses] == ["zhao.lan@example.com"]
    assert mail["Bcc"] is None
    assert len(mail.keys()) == len(arrived(message()).keys())


@pytest.mark.parametrize(
    "injected",
    ["x\r\nBcc: a@example.com", "x\nBcc: a@example.com", "x\rBcc: a@example.com", "x\x0b\x85\u2028y"],
)
def test_a_line_break_in_a_subject_makes_no_header(injected: str) -> None:
    mail = arrived(message(), Letter(injected, "t", "h"))
    assert mail["Bcc"] is None
    assert str(mail["Subject"]).startswith("x ")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "@example.com",
        "a@",
        "a b@example.com",
        "a@b\r\nBcc: c@example.com",
        "a@" + "x" * 70 + ".com",
    ],
)
def test_what_is_no_address_is_refused_for_good(address: str) -> None:
    with pytest.raises(Refused):
        compose(message(to_address=address), LETTER, sender=SENDER, thread=(), now=MONDAY)


def test_a_chinese_domain_is_written_as_the_net_knows_it() -> None:
    mail = arrived(message(to_address="lan@例子.中国"))
    assert mail["To"].addresses[0].addr_spec == "lan@xn--fsqu00a.xn--fiqs8s"


def test_a_message_id_needs_no_domain_name() -> None:
    assert Sender.of("a <a@b.cn>", "http://127.0.0.1:8000").message_id("x") == "<x@127.0.0.1>"
    assert Sender.of("a <a@b.cn>", "http://[::1]:8000").message_id("x") == "<x@[::1]>"
