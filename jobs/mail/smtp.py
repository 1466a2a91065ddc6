"""Handing mails to an SMTP server over one connection."""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage

from jobs.sending.errors import Delayed, Refused, Unreachable
from web.mail_servers import Smtp

TIMEOUT = 45
"""Seconds for each step. Sending takes four; together they stay below the claim (models/outbox/rules.py)."""
PERMANENT = 500


class Server:
    """One conversation with the server, begun when first needed and again when it broke off."""

    def __init__(self, smtp: Smtp) -> None:
        self._smtp = smtp
        self._connection: smtplib.SMTP | None = None

    def make_ready(self) -> None:
        """Connects, encrypts and logs in, unless that was done and the server still listens.

        Raises Unreachable.
        """
        if self._connection is not None and self._listens(self._connection):
            return
        self.close()
        try:
            self._connection = self._connect()
        except (OSError, smtplib.SMTPException) as problem:
            raise Unreachable(f"{self._smtp.host}:{self._smtp.port}: {_said(problem)}") from problem

    def send(self, mail: EmailMessage, *, sender: str, recipient: str) -> None:
        """Hands one mail over. Raises Refused or Delayed; after Delayed it may have arrived all the same."""
        if self._connection is None:
            raise Delayed("there is no connection")
        try:
            self._connection.send_message(mail, from_addr=sender, to_addrs=[recipient])
        except smtplib.SMTPRecipientsRefused as problem:
            code, words = problem.recipients[recipient]
            raise _answer(code, words) from problem
        except smtplib.SMTPNotSupportedError as problem:
            raise Refused("the server takes no addresses with such signs") from problem
        except smtplib.SMTPSenderRefused as problem:
            # The fault is in MAIL_FROM or in our standing with the server, not in this mail.
            raise Delayed(f"the sender was refused: {_said(problem)}") from problem
        except smtplib.SMTPResponseException as problem:
            raise _answer(problem.smtp_code, problem.smtp_error) from problem
        except (OSError, smtplib.SMTPException) as problem:
            self.close()
            raise Delayed(f"the connection broke off: {_said(problem)}") from problem

    def close(self) -> None:
        """Takes leave of the server."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                connection.quit()
            connection.close()

    def _connect(self) -> smtplib.SMTP:
        given, context = self._smtp, ssl.create_default_context()
        if given.security == "tls":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                given.host, given.port, timeout=TIMEOUT, context=context
            )
        else:
            connection = smtplib.SMTP(given.host, given.port, timeout=TIMEOUT)
        try:
            if given.security == "starttls":
                connection.starttls(context=context)
            if given.user:
                connection.login(given.user, given.password.get_secret_value())
        except BaseException:
            connection.close()
            raise
        return connection

    @staticmethod
    def _listens(connection: smtplib.SMTP) -> bool:
        try:
            code, _words = connection.noop()
        except (OSError, smtplib.SMTPException):
            return False
        return code == 250


def _answer(code: int, words: bytes | str) -> Refused | Delayed:
    text = f"{code} {_text(words)}"
    return Refused(text) if code >= PERMANENT else Delayed(text)


def _said(problem: BaseException) -> str:
    if isinstance(problem, smtplib.SMTPResponseException):
        return f"{problem.smtp_code} {_text(problem.smtp_error)}"
    return str(problem) or type(problem).__name__


def _text(words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(text.split())
