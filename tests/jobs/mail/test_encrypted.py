"""X-03, R-03: a mail server is told nothing before it has proved who it is and the line is encrypted."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from jobs.mail.smtp import Server
from jobs.sending.errors import Unreachable
from tests.jobs.mail.test_smtp import send
from tests.servers.certificates import Authority, authority
from tests.servers.smtp import OnFreePort
from web.config import Config, Smtp

HERE = "IP:127.0.0.1"
Serve = Callable[..., AbstractContextManager[tuple["Careful", int]]]


class Careful:
    """Keeps what arrives, who logged in, and whether the line was encrypted at that moment."""

    def __init__(self) -> None:
        self.taken: list[tuple[Envelope, bool]] = []
        self.logins: list[tuple[bytes, bool]] = []

    def check(self, _s: SMTP, session: Session, _e: Envelope, _m: str, given: LoginPassword) -> AuthResult:
        self.logins.append((given.password, session.ssl is not None))
        return AuthResult(success=given.password == b"secret", handled=False)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        tunnelled = server.transport is not None and server.transport.get_extra_info("sslcontext") is not None
        self.taken.append((envelope, session.ssl is not None or tunnelled))
        return "250 kept"


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trusted(ours: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine trusts our authority, as an operator makes it trust the company's own."""
    monkeypatch.setenv("SSL_CERT_FILE", str(ours.certificate))


@pytest.fixture
def serve() -> Serve:
    """A server that offers STARTTLS and logins behind it; or, `from_the_start`, TLS alone."""

    @contextmanager
    def serve(context: ssl.SSLContext, *, from_the_start: bool = False) -> Iterator[tuple[Careful, int]]:
        handler = Careful()
        options: dict[str, Any] = (
            {"ssl_context": context}
            if from_the_start
            else {"tls_context": context, "require_starttls": True, "authenticator": handler.check}
        )
        controller = OnFreePort(handler, **options)
        controller.start()
        try:
            yield handler, controller.port
        finally:
            controller.stop()

    return serve


def server(url: str) -> Server:
    """The way that an operator configures by `SMTP_URL`."""
    smtp = Config(smtp_url=url, mail_from="a@b.cn").smtp_url  # type: ignore[arg-type]
    assert isinstance(smtp, Smtp)
    return Server(smtp)


@pytest.mark.usefixtures("trusted")
def test_x03_with_starttls_login_and_mail_are_encrypted(ours: Authority, serve: Serve) -> None:
    with serve(ours.context_for(HERE)) as (handler, port):
        way = server(f"smtp://user:secret@127.0.0.1:{port}?starttls=1")
        send(way)
        send(way)
        way.close()
    assert handler.logins == [(b"secret", True)]
    assert [encrypted for _envelope, encrypted in handler.taken] == [True, True]
    assert handler.taken[0][0].rcpt_tos == ["zhao.lan@example.com"]


@pytest.mark.usefixtures("trusted")
def test_x03_smtps_is_encrypted_from_the_start(ours: Authority, serve: Serve) -> None:
    with serve(ours.context_for(HERE), from_the_start=True) as (handler, port):
        way = server(f"smtps://127.0.0.1:{port}")
        send(way)
        way.close()
    assert [encrypted for _envelope, encrypted in handler.taken] == [True]


def refused(serve: Serve, context: ssl.SSLContext, words: str) -> None:
    """Nothing is said to that server, neither password nor mail, and the operator reads why."""
    with serve(context) as (handler, port):
        way = server(f"smtp://user:secret@127.0.0.1:{port}?starttls=1")
        with pytest.raises(Unreachable, match=words) as problem:
            way.make_ready()
        assert f"127.0.0.1:{port}" in str(problem.value)
        way.close()
    assert (handler.logins, handler.taken) == ([], [])


def test_x03_a_certificate_of_an_unknown_authority_is_refused(ours: Authority, serve: Serve) -> None:
    refused(serve, ours.context_for(HERE), "certificate verify failed")


@pytest.mark.usefixtures("trusted")
def test_x03_a_certificate_for_another_name_is_refused(ours: Authority, serve: Serve) -> None:
    refused(serve, ours.context_for("DNS:mail.elsewhere.example"), "IP address mismatch")
