"""The servers that mail goes to and comes from, as an operator types them: one address each."""

from datetime import date
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from pydantic import BaseModel, ConfigDict, SecretStr


class Smtp(BaseModel):
    """Where outgoing mail is handed over."""

    model_config = ConfigDict(frozen=True)

    host: str
    port: int
    user: str = ""
    password: SecretStr = SecretStr("")
    security: Literal["none", "starttls", "tls"] = "none"


class Imap(BaseModel):
    """The mailbox that customers write to.

    `filing` moves what was taken in to folders beside this one; without it messages are marked where
    they lie. What arrived before the day `since` is left alone.
    """

    model_config = ConfigDict(frozen=True)

    host: str
    port: int
    user: str
    password: SecretStr
    security: Literal["none", "starttls", "tls"] = "tls"
    folder: str = "INBOX"
    filing: bool = True
    since: date | None = None

    @property
    def name(self) -> str:
        """What the mailbox is called in rows and logs: no password in it."""
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"[:320]


def smtp_of(value: object) -> object:
    """What SMTP_URL says. Raises ValueError for what cannot be used."""
    if not isinstance(value, str):
        return value
    parts = urlsplit(value)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or parts.path.strip("/"):
        raise ValueError(value)
    if parts.query not in {"", "starttls=1", "starttls=0"}:
        raise ValueError(value)
    security = "tls" if parts.scheme == "smtps" else "starttls" if parts.query == "starttls=1" else "none"
    usual_port = {"tls": 465, "starttls": 587, "none": 25}[security]
    return {
        "host": parts.hostname,
        "port": parts.port or usual_port,
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "security": security,
    }


def imap_of(value: object) -> object:
    """What MAILBOX_URL says. Raises ValueError for what cannot be used."""
    if not isinstance(value, str):
        return value
    parts = urlsplit(value)
    options = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
    usable = parts.scheme in {"imap", "imaps"} and parts.hostname and parts.username and parts.password
    if not usable or options.keys() - {"starttls", "filing", "since"} or parts.fragment:
        raise ValueError(value)
    if {options.get("starttls", "0"), options.get("filing", "1")} - {"0", "1"}:
        raise ValueError(value)
    starttls = options.get("starttls") == "1"
    return {
        "host": parts.hostname,
        "port": parts.port or (993 if parts.scheme == "imaps" else 143),
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "security": "tls" if parts.scheme == "imaps" else "starttls" if starttls else "none",
        "folder": unquote(parts.path.strip("/")) or "INBOX",
        "filing": options.get("filing", "1") == "1",
        "since": date.fromisoformat(options["since"]) if "since" in options else None,
    }


def emptied_imap_of(value: object) -> object:
    """What HOTLINE_MAILBOX_URL says: a folder from which all is deleted, so nothing is filed or left alone.

    Raises ValueError for what cannot be used.
    """
    if isinstance(value, str) and {"filing", "since"} & dict(parse_qsl(urlsplit(value).query)).keys():
        raise ValueError(value)
    return imap_of(value)
