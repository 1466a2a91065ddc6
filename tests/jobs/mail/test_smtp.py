"""The conversation with a real SMTP server: what it refuses, puts off, and breaks off."""

import socket
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from jobs.mail.compose import Sender, compose
from jobs.mail.folder import Folder
from jobs.mail.smtp import Server
from jobs.sending.errors import Delayed, Refused, Unreachable
from tests.jobs.mail.test_compose import LETTER, message
from tests.moments import MONDAY
from tests.servers.smtp import OnFreePort
from web.config import Config, Smtp

SENDER = Sender.of("云帆网络 <service@yunfan.example>", "https://voice.yunfan.example")


class Strict:
    """Answers as it is told: at the sender, the recipient, and the end of the mail."""

    def __init__(self) -> None:
        self.mail_from = self.rcpt_to = self.data = "250 ok"
        self.taken: list[Envelope] = []
        self.authenticated: list[bool] = []
        self.conversations = 0

    async def handle_EHLO(
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.conversations += 1
        return responses

    async def handle_MAIL(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self.mail_from

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.rcpt_to.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt_to

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.authenticated.append(bool(session.authenticated))
        if self.data == "break off":
            assert server.transport is not None
            server.transport.abort()
        elif self.data.startswith("250"):
            self.taken.append(envelope)
        return self.data


@pytest.fixture
def strict() -> Iterator[tuple[Strict, Smtp]]:
    yield from _served()


def _served(**options: Any) -> Iterator[tuple[Strict, Smtp]]:
    handler = Strict()
    controller = OnFreePort(handler, **options)
    controller.start()
    yield handler, Smtp(host="127.0.0.1", port=controller.port)
    controller.stop()


def mail() -> EmailMessage:
    return compose(message(), LETTER, sender=SENDER, thread=(), now=MONDAY)


def send(way: Server) -> None:
    way.make_ready()
    way.send(mail(), sender=SENDER.address, recipient="zhao.lan@example.com")


def test_r03_several_mails_take_one_conversation(strict: tuple[Strict, Smtp]) -> None:
    handler, smtp = strict
    way = Server(smtp)
    for _ in range(3):
        send(way)
    way.close()
    assert (len(handler.taken), handler.conversations) == (3, 1)
    assert handler.taken[0].mail_from == "service@yunfan.example"
    assert handler.taken[0].rcpt_tos == ["zhao.lan@example.com"]


@pytest.mark.parametrize(
    ("step", "answer", "error"),
    [
        ("rcpt_to", "550 5.1.1 no such user", Refused),
        ("rcpt_to", "451 4.7.1 come back later", Delayed),
        ("data", "554 5.7.1 not accepted", Refused),
        ("data", "452 4.3.1 no space", Delayed),
        ("mail_from", "550 5.7.1 who are you", Delayed),
        ("mail_from", "451 slow down", Delayed),
    ],
)
def test_r03_only_what_the_server_will_never_take_is_refused(
    strict: tuple[Strict, Smtp], step: str, answer: str, error: type[Exception]
) -> None:
    """A refused sender is our own fault, to be mended: no mail is given up for it at once."""
    handler, smtp = strict
    setattr(handler, step, answer)
    way = Server(smtp)
    with pytest.raises(error, match=answer.split()[0]):
        send(way)
    setattr(handler, step, "250 ok")
    send(way)
    way.close()
    assert (len(handler.taken), handler.conversations) == (1, 1)


def test_r03_a_conversation_that_breaks_off_is_begun_anew(strict: tuple[Strict, Smtp]) -> None:
    handler, smtp = strict
    handler.data = "break off"
    way = Server(smtp)
    with pytest.raises(Delayed, match="broke off"):
        send(way)
    handler.data = "250 ok"
    send(way)
    way.close()
    assert (len(handler.taken), handler.conversations) == (1, 2)


def test_r03_a_server_that_does_not_listen_is_unreachable() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        closed = Smtp(host="127.0.0.1", port=probe.getsockname()[1])
        with pytest.raises(Unreachable, match=f"127.0.0.1:{closed.port}"):
            Server(closed).make_ready()


@pytest.mark.parametrize(("password", "let_in"), [("right", True), ("wrong", False)])
def test_the_name_and_password_of_the_configuration_are_used(password: str, let_in: bool) -> None:
    def check(_s: SMTP, _x: Session, _e: Envelope, _m: str, given: LoginPassword) -> AuthResult:
        return AuthResult(success=given.login == b"user@yunfan" and given.password == b"right", handled=False)

    for handler, smtp in _served(authenticator=check, auth_require_tls=False):
        url = f"smtp://user%40yunfan:{password}@{smtp.host}:{smtp.port}"
        way = Server(Config(smtp_url=url, mail_from="a@b.cn").smtp_url)  # type: ignore[arg-type]
        if let_in:
            send(way)
        else:
            with pytest.raises(Unreachable, match="535"):
                send(way)
        way.close()
        assert handler.authenticated == [True] * let_in


def test_what_must_be_encrypted_is_not_sent_in_clear(strict: tuple[Strict, Smtp]) -> None:
    """STARTTLS was asked for and the server has none: nothing leaves."""
    handler, smtp = strict
    with pytest.raises(Unreachable):
        send(Server(smtp.model_copy(update={"security": "starttls"})))
    assert handler.taken == []


def test_without_a_server_mails_become_files(tmp_path: Path) -> None:
    """A mail sent twice is one file, whole, and for this user's eyes only."""
    folder = Folder(tmp_path / "mail")
    for _ in range(2):
        folder.make_ready()
        folder.send(mail(), sender=SENDER.address, recipient="zhao.lan@example.com")
    (file,) = (tmp_path / "mail").iterdir()
    assert (file.name, file.stat().st_mode & 0o777) == ("abcd.eml", 0o600)
    assert b"Message-ID: <abcd@voice.yunfan.example>" in file.read_bytes()


def test_a_folder_that_cannot_be_written_is_unreachable(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("in the way")
    with pytest.raises(Unreachable):
        Folder(tmp_path / "mail").make_ready()


def test_x03_what_a_server_answers_is_kept_without_addresses(strict: tuple[Strict, Smtp]) -> None:
    handler, smtp = strict
    handler.rcpt_to = "550 5.1.1 <zhao.lan@example.com>: Recipient address rejected"
    way = Server(smtp)
    with pytest.raises(Refused) as refused:
        send(way)
    way.close()
    assert str(refused.value) == "550 5.1.1 <z***@example.com>: Recipient address rejected"
