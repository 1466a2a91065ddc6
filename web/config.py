"""What an operator may choose: read once from the environment and an optional `.env`, then fixed.

Every value can be written with the prefix `HUIYIN_` (which wins) or without it; the home only with it.
`read` is a pure function of what it is given. `config_or_stop` is what programs call.
"""

import os
import sys
from collections.abc import Mapping
from difflib import get_close_matches
from email.utils import formataddr, parseaddr
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from models.errors import SetupError
from web.counters import SCHEME
from web.home import Home
from web.mail_servers import Imap, Smtp, emptied_imap_of, imap_of, smtp_of
from web.sms_gateway import countries_of, gateway_of

PREFIX = "HUIYIN_"
ROOT = Path(__file__).resolve().parent.parent
ENV_FILE = ROOT / ".env"
SECRET_NAMES = {
    "CHAT_KEY",
    "HOTLINE_CODE_KEY",
    "HOTLINE_LOCATOR_KEY",
    "SESSION_KEY",
    "SIGNING_KEY",
    "SMS_KEY",
    "SMS_URL",
    "SMTP_URL",
    "MAILBOX_URL",
    "HOTLINE_MAILBOX_URL",
    "DATABASE_URL",
    "RATELIMIT_STORAGE",
}


class ConfigError(SetupError):
    """The environment or `.env` holds something that cannot be used; a line for each value."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def _database(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        url = make_url(value)
    except ArgumentError as error:
        raise ValueError(value) from error
    if url.drivername in {"postgres", "postgresql"}:
        url = url.set(drivername="postgresql+psycopg")
    on_a_server = url.drivername == "postgresql+psycopg" and bool(url.database)
    in_a_file = url.drivername == "sqlite" and bool(url.database) and Path(url.database or "").is_absolute()
    if not (on_a_server or in_a_file):
        raise ValueError(value)
    return url.render_as_string(hide_password=False)


def _address(value: str) -> str:
    name, address = parseaddr(value)
    local, _, domain = address.rpartition("@")
    if not local or not domain or any(space in address for space in " \t\r\n"):
        raise ValueError(value)
    return formataddr((name, address)) if name.isascii() else f"{name} <{address}>"


def _bare_address(value: str) -> str:
    return parseaddr(_address(value))[1].lower()


def _public_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(value)
    if parts.path.strip("/") or parts.query or parts.fragment or parts.username:
        raise ValueError(value)
    return f"{parts.scheme}://{parts.netloc}"


def _folder(value: object) -> object:
    return Path(value).expanduser().absolute() if isinstance(value, str | Path) else value


def _default_home() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "huiyin"


def _cores() -> int:
    return max(1, min(8, len(os.sched_getaffinity(0))))


class Config(BaseModel):
    """One installation's choices. Each description says what a good value looks like."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = Field("127.0.0.1", min_length=1, description="a name or address to listen on")
    port: int = Field(8000, ge=1, le=65535, description="a TCP port from 1 to 65535")
    home: Annotated[Path, BeforeValidator(_folder)] = Field(
        default_factory=_default_home, description="a folder for data and secrets"
    )
    database_url: Annotated[str, BeforeValidator(_database)] = Field(
        "",
        description="sqlite:////absolute/path.db or postgresql+psycopg://user:password@host/database",
    )
    smtp_url: Annotated[Smtp | None, BeforeValidator(smtp_of)] = Field(
        None, description="smtp://user:password@host:port?starttls=1 or smtps://user:password@host:port"
    )
    mail_from: Annotated[str, BeforeValidator(_address)] = Field(
        "", description="a sender such as 'Customer Service <service@example.com>'"
    )
    mailbox_url: Annotated[Imap | None, BeforeValidator(imap_of)] = Field(
        None,
        description="imaps://user:password@host/INBOX or imap://user:password@host:port/INBOX?starttls=1,"
        " with &filing=0 or &since=2026-12-01 if wanted",
    )
    mailbox_address: Annotated[str, BeforeValidator(_bare_address)] = Field(
        "", description="the address that customers write to, such as service@example.com"
    )
    mailbox_plus: bool = Field(True, description="on or off")
    sms_url: Annotated[str, BeforeValidator(gateway_of)] = Field(
        "", description="https://gateway.example.com/path, or http:// on loopback alone"
    )
    sms_key: SecretStr | None = Field(None, min_length=32, description="32 or more random characters")
    sms_countries: Annotated[tuple[str, ...], BeforeValidator(countries_of)] = Field(
        ("86",), min_length=1, description="calling codes of countries, such as 86 or 86,852,853"
    )
    public_url: Annotated[str, BeforeValidator(_public_url)] = Field(
        "", description="how browsers reach us, such as https://huiyin.example.com"
    )
    company_name_zh: str = Field("", max_length=60, description="the Chinese name, up to 60 characters")
    company_name_en: str = Field("", max_length=80, description="the English name, up to 80 characters")
    staff_prefix: str = Field("HY", pattern=r"^[A-Z]{1,6}$", description="one to six capital letters")
    service_hotline: str = Field("", max_length=40, description="a telephone number, up to 40 characters")
    demo: bool = Field(False, description="on or off")
    workers: int = Field(default_factory=_cores, ge=1, le=64, description="how many processes, from 1 to 64")
    clock: bool = Field(True, description="on or off")
    trusted_proxies: int = Field(0, ge=0, le=5, description="how many proxies stand in front, from 0 to 5")
    secure_cookies: bool | None = Field(None, description="on or off")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="debug, info, warning or error"
    )
    ratelimit_storage: str = Field(
        "memory://",
        pattern=r"^(memory://$|rediss?://.+)",
        description="memory:// or redis://host:port/number",
    )
    hotline_host: str = Field(
        "",
        max_length=253,
        pattern=r"^$|^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?$",
        description="a host name of its own for the reporters' pages, such as report.example.com",
    )
    hotline_mailbox_url: Annotated[Imap | None, BeforeValidator(emptied_imap_of)] = Field(
        None,
        description="imaps://user:password@host/INBOX or imap://user:password@host:port/INBOX?starttls=1,"
        " a mailbox of its own, which is emptied",
    )
    hotline_mailbox_address: Annotated[str, BeforeValidator(_bare_address)] = Field(
        "", description="the address that reporters write to, such as supervision@example.com"
    )
    hotline_code_mib: int = Field(64, ge=1, le=1024, description="MiB that a receipt code costs, such as 64")
    hotline_passphrase_mib: int = Field(
        256, ge=1, le=4096, description="MiB that a supervisor's passphrase costs, such as 256"
    )
    hotline_locator_key: SecretStr | None = Field(
        None, min_length=32, description="32 or more random characters"
    )
    hotline_code_key: SecretStr | None = Field(
        None, min_length=32, description="32 or more random characters, not those of HOTLINE_LOCATOR_KEY"
    )
    session_key: SecretStr | None = Field(None, min_length=32, description="32 or more random characters")
    signing_key: SecretStr | None = Field(None, min_length=32, description="32 or more random characters")
    chat_key: SecretStr | None = Field(None, min_length=32, description="32 or more random characters")

    def model_post_init(self, _context: Any, /) -> None:
        """Fill in what follows from other values."""
        shown = f"[{self.reachable_host}]" if ":" in self.reachable_host else self.reachable_host
        company = ("云帆网络", "Yunfan Network") if self.demo else ("回音", "Huiyin")
        follows = {
            "database_url": f"sqlite:///{self.home / 'huiyin.db'}",
            "public_url": f"http://{shown}:{self.port}",
            "company_name_zh": company[0],
            "company_name_en": company[1],
            "mail_from": f"{self.company_name_zh or company[0]} <no-reply@localhost>",
            "service_hotline": "400-000-8210" if self.demo else "",
        }
        for name, value in follows.items():
            if not getattr(self, name):
                object.__setattr__(self, name, value)
        if self.mailbox_url is not None and not self.mailbox_address:
            object.__setattr__(self, "mailbox_address", self._usual_mailbox_address())
        reports = self.hotline_mailbox_url
        if reports is not None and "@" in reports.user and not self.hotline_mailbox_address:
            object.__setattr__(self, "hotline_mailbox_address", reports.user.lower())
        if self.secure_cookies is None:
            object.__setattr__(self, "secure_cookies", self.public_url.startswith("https://"))

    def _usual_mailbox_address(self) -> str:
        """Most servers log in with the address; else customers answer to whom we write as."""
        user = self.mailbox_url.user if self.mailbox_url else ""
        return (user if "@" in user else parseaddr(self.mail_from)[1]).lower()

    def with_changes(self, **changes: Any) -> Self:
        """Another installation that differs in `changes`; what follows from them follows anew."""
        given = {name: getattr(self, name) for name in self.model_fields_set}
        return type(self)(**(given | changes))

    @property
    def sends_sms(self) -> bool:
        """Whether SMS can leave: to a gateway, or in the demo to a folder where people can look at them."""
        return bool(self.sms_url) or self.demo

    @property
    def reachable_host(self) -> str:
        """Where this machine itself reaches the server: loopback when it listens on every address."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104

    @property
    def on_sqlite(self) -> bool:
        """Whether this is the embedded database."""
        return self.database_url.startswith("sqlite:")

    @property
    def sqlite_file(self) -> Path:
        """Where the embedded database is. Raises ValueError when another one is configured."""
        if not self.on_sqlite:
            raise ValueError("the database is not a file")
        return Path(self.database_url.removeprefix("sqlite:///"))

    def flask(self) -> dict[str, Any]:
        """What goes into `app.config`. Makes the home and its secrets when they are not there yet."""
        home = Home(self.home)
        home.prepare()
        engine: dict[str, Any] = {"hide_parameters": True}  # customers' words stay out of tracebacks (X-03)
        if not self.on_sqlite:
            engine |= {"pool_recycle": 1800}
        return {
            "HUIYIN": self,
            "SECRET_KEY": self.session_key.get_secret_value() if self.session_key else home.secret("session"),
            "SIGNING_KEY": self.signing_key.get_secret_value().encode()
            if self.signing_key
            else home.secret("signing").encode(),
            "HOTLINE_PEPPERS": (
                _secret(self.hotline_locator_key, home, "hotline-locator"),
                _secret(self.hotline_code_key, home, "hotline-code"),
            ),
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SQLALCHEMY_ENGINE_OPTIONS": engine,
            "SESSION_COOKIE_SECURE": self.secure_cookies,
            "REMEMBER_COOKIE_SECURE": self.secure_cookies,
            "PREFERRED_URL_SCHEME": urlsplit(self.public_url).scheme,
            "RATELIMIT_STORAGE_URI": self.ratelimit_storage.replace("memory://", f"{SCHEME}://"),
        }


def _secret(given: SecretStr | None, home: Home, name: str) -> bytes:
    return (given.get_secret_value() if given else home.secret(name)).encode()


KNOWN = {name.upper() for name in Config.model_fields}
ONLY_WITH_PREFIX = {"HOME"}


def read(environ: Mapping[str, str], env_file: Path | None = None) -> Config:
    """The choices in `env_file` and, stronger, in `environ`. An empty value counts as not given.

    Raises ConfigError for a value that cannot be used, a needed one that is missing, any name in the file
    that we do not know, and any name in the environment that starts with our prefix and is not ours.
    """
    in_file = dotenv_values(env_file) if env_file and env_file.is_file() else {}
    problems = [_unknown(name, str(env_file)) for name in in_file if not _known(name)]
    problems += [
        _unknown(name, "the environment") for name in environ if name.startswith(PREFIX) and not _known(name)
    ]
    given: dict[str, tuple[str, str]] = {}
    for source in (in_file, environ):
        for name in sorted(KNOWN):
            plain = [] if name in ONLY_WITH_PREFIX else [name]
            for written in [*plain, PREFIX + name]:
                if value := (source.get(written) or "").strip():
                    given[name.lower()] = (written, value)
    if "smtp_url" in given and "mail_from" not in given:
        problems.append(f"MAIL_FROM: nothing was given; with SMTP_URL expected {_expected('mail_from')}.")
    if "sms_url" in given and "sms_key" not in given:
        problems.append(f"SMS_KEY: nothing was given; with SMS_URL expected {_expected('sms_key')}.")
    try:
        config = Config(**{name: value for name, (_, value) in given.items()})
    except ValidationError as error:
        names = dict.fromkeys(str(detail["loc"][0]) for detail in error.errors())
        problems += [_unusable(name, *given[name]) for name in names]
    else:
        problems += _one_mailbox_twice(config)
    if problems:
        raise ConfigError(problems)
    return config


def _one_mailbox_twice(config: Config) -> list[str]:
    """What customers write would be sealed, and what reporters write would become a case."""
    reports, customers = config.hotline_mailbox_url, config.mailbox_url
    if reports is None or customers is None or reports.name.lower() != customers.name.lower():
        return []
    return ["HOTLINE_MAILBOX_URL: the mailbox of MAILBOX_URL was given; expected one of its own."]


def config_or_stop(environ: Mapping[str, str] = os.environ, env_file: Path | None = ENV_FILE) -> Config:
    """As `read`, but what is wrong goes to standard error, a line each, and the program ends with 2."""
    try:
        return read(environ, env_file)
    except ConfigError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None


def _known(written: str) -> bool:
    plain = written.removeprefix(PREFIX)
    return plain in KNOWN and (written != plain or plain not in ONLY_WITH_PREFIX)


def _unknown(written: str, where: str) -> str:
    near = get_close_matches(written.removeprefix(PREFIX), KNOWN, n=1)
    hint = f"did you mean {PREFIX}{near[0]}?" if near else "docs/operations.md lists the names."
    return f"{written}: given in {where}, but we know no such name; {hint}"


def _unusable(name: str, written: str, value: str) -> str:
    shown = "a value (not shown, it may hold a secret)" if name.upper() in SECRET_NAMES else f'"{value}"'
    return f"{written}: {shown} was given; expected {_expected(name)}."


def _expected(name: str) -> str:
    return str(Config.model_fields[name].description)
