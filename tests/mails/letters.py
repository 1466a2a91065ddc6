"""Mails that people write, and the pieces that they are made of, byte by byte."""

import base64
from email.message import EmailMessage
from email.utils import format_datetime

from tests.moments import MONDAY

CUSTOMER = "zhao.lan@example.com"
SERVICE = "service@yunfan.example"
WORDS = "从这个月十二号开始，每天晚上八点到十一点就断网，一晚上要断七八次。"
_count = iter(range(1, 1_000_000))


def raw(*lines: str | bytes, body: str | bytes = "", charset: str = "utf-8") -> bytes:
    """A message of header lines and a body, with nothing added or mended."""
    head = b"\r\n".join(line.encode() if isinstance(line, str) else line for line in lines)
    text = body.encode(charset) if isinstance(body, str) else body
    return head + b"\r\n\r\n" + text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def mail(
    words: str = WORDS,
    *,
    subject: str = "宽带晚间频繁掉线",
    sender: str = f"赵兰 <{CUSTOMER}>",
    to: str = SERVICE,
    html: str = "",
    files: tuple[tuple[str, str, bytes], ...] = (),
    message_id: str | None = None,
    **headers: str,
) -> bytes:
    """An ordinary mail. `headers` are further ones, `_` for `-`; `message_id=""` leaves it out.

    `files` are names, media types and contents.
    """
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"] = format_datetime(MONDAY)
    name = f"<mail-{next(_count)}@example.com>" if message_id is None else message_id
    if name:
        message["Message-ID"] = name
    for header, value in headers.items():
        message[header.replace("_", "-")] = value
    message.set_content(words)
    if html:
        message.add_alternative(html, subtype="html")
    for file, kind, content in files:
        maintype, _slash, subtype = kind.partition("/")
        message.add_attachment(content, maintype=maintype, subtype=subtype, filename=file)
    return message.as_bytes()


def in_charset(text: str, charset: str, *, declared: str | None = None, encoding: str = "base64") -> bytes:
    """A mail whose body is in a charset, and says that it is in `declared`; "" says nothing."""
    content = text.encode(charset)
    declared = charset if declared is None else declared
    kind = f"text/plain; charset={declared}" if declared else "text/plain"
    body = base64.encodebytes(content) if encoding == "base64" else content
    return raw(
        f"From: {CUSTOMER}",
        f"To: {SERVICE}",
        "Subject: x",
        "MIME-Version: 1.0",
        f"Content-Type: {kind}",
        f"Content-Transfer-Encoding: {encoding}",
        body=body,
    )


def multipart(kind: str, *parts: bytes, boundary: str = "b0undary", head: tuple[str, ...] = ()) -> bytes:
    """Parts put together; with `head`, header lines that stand before, a whole message."""
    body = b"".join(b"--" + boundary.encode() + b"\r\n" + part + b"\r\n" for part in parts)
    line = f'Content-Type: multipart/{kind}; boundary="{boundary}"'
    return raw(*head, line, body=body + b"--" + boundary.encode() + b"--\r\n")


def part(kind: str, content: str | bytes, *lines: str) -> bytes:
    """One part, in base64."""
    data = content.encode() if isinstance(content, str) else content
    return raw(
        f"Content-Type: {kind}", "Content-Transfer-Encoding: base64", *lines, body=base64.encodebytes(data)
    )


HEAD = (f"From: =?utf-8?b?6LW15YWw?= <{CUSTOMER}>", f"To: {SERVICE}", "Subject: x", "MIME-Version: 1.0")
