"""Configuration: what is left out has a sensible value, and nonsense stops the start with one clear line."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from pydantic import ValidationError
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models.db import db
from models.errors import SetupError
from web.config import KNOWN, ROOT, Config, ConfigError, read
from web.home import Home


def test_nothing_given_is_a_private_demo_free_site_on_this_machine() -> None:
    config = read({})
    assert (config.host, config.port, config.demo, config.clock) == ("127.0.0.1", 8000, False, True)
    assert config.public_url == "http://127.0.0.1:8000"
    assert config.database_url == f"sqlite:///{config.home}/huiyin.db"
    assert config.smtp_url is None
    assert config.secure_cookies is False


def test_what_follows_from_a_value_follows() -> None:
    config = read({"HOST": "0.0.0.0", "PORT": "9000", "HUIYIN_HOME": "/srv/huiyin", "DEMO": "on"})
    assert config.public_url == "http://127.0.0.1:9000"
    assert config.sqlite_file == Path("/srv/huiyin/huiyin.db")
    assert (config.company_name_zh, config.company_name_en) == ("云帆网络", "Yunfan Network")


def test_a_site_reached_by_https_has_secure_cookies() -> None:
    assert read({"PUBLIC_URL": "https://huiyin.example.com/"}).secure_cookies is True
    assert read({"PUBLIC_URL": "https://huiyin.example.com", "SECURE_COOKIES": "off"}).secure_cookies is False


def test_changes_are_carried_through() -> None:
    config = read({"PORT": "9000"}).with_changes(port=9001)
    assert config.public_url == "http://127.0.0.1:9001"


@pytest.mark.parametrize(
    ("given", "host", "port", "user", "password", "security"),
    [
        ("smtp://mail.example.com", "mail.example.com", 25, "", "", "none"),
        ("smtp://a%40b:p%3Aw@mail.example.com?starttls=1", "mail.example.com", 587, "a@b", "p:w", "starttls"),
        ("smtps://user:secret@mail.example.com", "mail.example.com", 465, "user", "secret", "tls"),
        ("smtp://127.0.0.1:2525", "127.0.0.1", 2525, "", "", "none"),
    ],
)
def test_smtp_servers(given: str, host: str, port: int, user: str, password: str, security: str) -> None:
    smtp = read({"SMTP_URL": given, "MAIL_FROM": "service@example.com"}).smtp_url
    assert smtp is not None
    assert (smtp.host, smtp.port, smtp.user, smtp.security) == (host, port, user, security)
    assert smtp.password.get_secret_value() == password
    assert not password or password not in repr(smtp)


@pytest.mark.parametrize(
    ("given", "name", "security", "filing"),
    [
        ("imaps://s%40b.cn:p%3Aw@mail.b.cn/INBOX", "s@b.cn@mail.b.cn:993/INBOX", "tls", True),
        ("imaps://s:p%3Aw@mail.b.cn", "s@mail.b.cn:993/INBOX", "tls", True),
        ("imap://s:p%3Aw@b.cn/%E6%8A%95%E8%AF%89?starttls=1", "s@b.cn:143/投诉", "starttls", True),
        ("imap://s:p%3Aw@127.0.0.1:1143/INBOX?filing=0", "s@127.0.0.1:1143/INBOX", "none", False),
    ],
)
def test_mailboxes(given: str, name: str, security: str, filing: bool) -> None:
    """V-04: one address says all; its password is in no name."""
    imap = read({"MAILBOX_URL": given}).mailbox_url
    assert imap is not None
    assert (imap.name, imap.security, imap.filing) == (name, security, filing)
    assert imap.password.get_secret_value() == "p:w"
    assert "p:w" not in repr(imap) + imap.name


def test_customers_write_to_the_user_of_the_mailbox_or_to_whom_we_write_as() -> None:
    """V-04: where answers to our letters go."""
    by_user = read({"MAILBOX_URL": "imaps://Service%40b.cn:p@b.cn"})
    by_sender = read({"MAILBOX_URL": "imaps://s:p@b.cn", "MAIL_FROM": "云帆 <Hello@b.cn>"})
    by_choice = read(
        {"MAILBOX_URL": "imaps://s:p@b.cn", "MAILBOX_ADDRESS": "Voice@b.cn", "MAILBOX_PLUS": "off"}
    )
    assert by_user.mailbox_address == "service@b.cn"
    assert by_sender.mailbox_address == "hello@b.cn"
    assert (by_choice.mailbox_address, by_choice.mailbox_plus) == ("voice@b.cn", False)
    assert read({}).mailbox_address == ""


@pytest.mark.parametrize(
    "given",
    [
        "mail.b.cn",
        "pop3://s:p@b.cn",
        "imaps://b.cn/INBOX",
        "imaps://s@b.cn/INBOX",
        "imaps://s:p@b.cn:port/INBOX",
        "imaps://s:p@b.cn/INBOX?since=soon",
        "imaps://s:p@b.cn/INBOX?keep=1",
        "imaps://s:p@b.cn/INBOX?filing=maybe",
    ],
)
def test_a_mailbox_that_cannot_be_used_is_one_line_without_its_password(given: str) -> None:
    """V-04, X-03."""
    with pytest.raises(ConfigError) as refused:
        read({"MAILBOX_URL": given})
    assert refused.value.lines == [
        "MAILBOX_URL: a value (not shown, it may hold a secret) was given; expected"
        " imaps://user:password@host/INBOX or imap://user:password@host:port/INBOX?starttls=1,"
        " with &filing=0 or &since=2026-12-01 if wanted."
    ]


def test_w01_the_supervision_mailbox_is_one_of_its_own() -> None:
    """It is emptied, so nothing in it is filed or left alone, and customers write elsewhere."""
    given = read({"HOTLINE_MAILBOX_URL": "imaps://Supervision%40b.cn:p%3Aw@mail.b.cn/INBOX"})
    assert given.hotline_mailbox_url is not None
    assert given.hotline_mailbox_url.name == "Supervision@b.cn@mail.b.cn:993/INBOX"
    assert given.hotline_mailbox_address == "supervision@b.cn"
    assert "p:w" not in repr(given)
    for option in ("filing=0", "since=2026-01-01"):
        with pytest.raises(ConfigError, match="which is emptied"):
            read({"HOTLINE_MAILBOX_URL": f"imaps://s:p@b.cn/INBOX?{option}"})
    both = {"HOTLINE_MAILBOX_URL": "imaps://s:p@b.cn/INBOX", "MAILBOX_URL": "imaps://S:other@b.cn"}
    with pytest.raises(ConfigError, match="expected one of its own"):
        read(both)


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://u:p@db/huiyin", "postgresql+psycopg://u:p@db/huiyin"),
        ("postgresql+psycopg://u:p@db/huiyin", "postgresql+psycopg://u:p@db/huiyin"),
        ("sqlite:////srv/huiyin.db", "sqlite:////srv/huiyin.db"),
    ],
)
def test_databases(given: str, used: str) -> None:
    assert read({"DATABASE_URL": given}).database_url == used


@pytest.mark.parametrize(
    ("environ", "line"),
    [
        ({"PORT": "eighty"}, 'PORT: "eighty" was given; expected a TCP port from 1 to 65535.'),
        ({"HUIYIN_PORT": "0"}, 'HUIYIN_PORT: "0" was given; expected a TCP port from 1 to 65535.'),
        ({"DEMO": "maybe"}, 'DEMO: "maybe" was given; expected on or off.'),
        ({"LOG_LEVEL": "loud"}, 'LOG_LEVEL: "loud" was given; expected debug, info, warning or error.'),
        ({"WORKERS": "0"}, 'WORKERS: "0" was given; expected how many processes, from 1 to 64.'),
        ({"STAFF_PREFIX": "hy-"}, 'STAFF_PREFIX: "hy-" was given; expected one to six capital letters.'),
        (
            {"PUBLIC_URL": "huiyin.example.com"},
            'PUBLIC_URL: "huiyin.example.com" was given; '
            "expected how browsers reach us, such as https://huiyin.example.com.",
        ),
        (
            {"MAIL_FROM": "nobody"},
            'MAIL_FROM: "nobody" was given; '
            "expected a sender such as 'Customer Service <service@example.com>'.",
        ),
        (
            {"SMTP_URL": "smtp://mail.example.com"},
            "MAIL_FROM: nothing was given; with SMTP_URL expected a sender such as "
            "'Customer Service <service@example.com>'.",
        ),
        (
            {"HUIYIN_PROT": "9000"},
            "HUIYIN_PROT: given in the environment, but we know no such name; did you mean HUIYIN_PORT?",
        ),
    ],
)
def test_nonsense_is_one_clear_line(environ: dict[str, str], line: str) -> None:
    with pytest.raises(ConfigError) as refused:
        read(environ)
    assert refused.value.lines == [line]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://root:hunter2@db/huiyin"),
        ("SMTP_URL", "http://user:hunter2@mail"),
        ("SMTP_URL", "smtp://user:hunter2@mail:99999"),
        ("SMTP_URL", "smtp://user:hunter2@mail?startls=1"),
        ("SESSION_KEY", "hunter2"),
        ("RATELIMIT_STORAGE", "memcached://:hunter2@cache"),
    ],
)
def test_a_refused_secret_is_not_shown(name: str, value: str) -> None:
    with pytest.raises(ConfigError) as refused:
        read({name: value, "MAIL_FROM": "service@example.com"})
    assert len(refused.value.lines) == 1
    assert refused.value.lines[0].startswith(f"{name}: a value (not shown")
    assert "hunter2" not in str(refused.value)


def test_two_faults_are_two_lines() -> None:
    with pytest.raises(ConfigError) as refused:
        read({"PORT": "x", "DEMO": "perhaps"})
    assert len(refused.value.lines) == 2


def test_names_that_are_not_ours_are_no_business_of_ours() -> None:
    assert read({"HOME": "/root", "PATH": "/bin", "MY_PORT": "1"}) == read({})


def test_the_file_is_weaker_than_the_environment_and_the_plain_name_than_the_prefixed(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("PORT=1111\nCOMPANY_NAME_ZH=云帆网络\nSERVICE_HOTLINE=\n")
    assert read({}, env_file).port == 1111
    assert read({}, env_file).company_name_zh == "云帆网络"
    assert read({"PORT": "2222"}, env_file).port == 2222
    assert read({"PORT": "2222", "HUIYIN_PORT": "3333"}, env_file).port == 3333


def test_every_name_in_the_file_must_be_known(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("DATABASE=x\n")
    with pytest.raises(ConfigError, match=r"^DATABASE: given in .*did you mean HUIYIN_DATABASE_URL\?$"):
        read({}, env_file)


def test_it_cannot_be_changed_afterwards() -> None:
    with pytest.raises(ValidationError):
        read({}).port = 1  # type: ignore[misc]


def test_the_example_and_the_handbook_name_every_value() -> None:
    example, handbook = (ROOT / ".env.example").read_text(), (ROOT / "docs" / "operations.md").read_text()
    for name in sorted(KNOWN):
        written = "HUIYIN_HOME" if name == "HOME" else name
        assert f"\n# {written}=" in example
        assert f"| `{written}` |" in handbook


def test_a_wrong_value_stops_the_program_with_2_and_no_traceback() -> None:
    environ = {**os.environ, "HUIYIN_PORT": "eighty"}
    command = [sys.executable, "-c", "import wsgi"]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == 'HUIYIN_PORT: "eighty" was given; expected a TCP port from 1 to 65535.\n'
    assert done.stdout == ""


def test_secrets_are_made_once_for_this_user_only(tmp_path: Path) -> None:
    config = Config(home=tmp_path / "home")
    first, second = config.flask(), config.flask()
    assert first["SECRET_KEY"] == second["SECRET_KEY"] != first["SIGNING_KEY"].decode()
    assert len(first["SIGNING_KEY"]) == 64
    for name in ("session", "signing"):
        mode = (tmp_path / "home" / "secrets" / name).stat().st_mode
        assert stat.S_IMODE(mode) == 0o600
    assert stat.S_IMODE((tmp_path / "home").stat().st_mode) == 0o700


def test_many_at_once_get_the_same_secret(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.prepare()
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _: home.secret("session"), range(40)))
    assert len(secrets) == 1
    assert [path.name for path in (tmp_path / "secrets").iterdir()] == ["session"]


def test_secrets_can_be_given(tmp_path: Path) -> None:
    given = "0123456789abcdef0123456789abcdef"
    config = read({"SESSION_KEY": given, "SIGNING_KEY": given[::-1], "HUIYIN_HOME": str(tmp_path)})
    assert given not in repr(config)
    assert config.flask()["SECRET_KEY"] == given
    assert config.flask()["SIGNING_KEY"] == given[::-1].encode()


def test_a_home_that_cannot_be_made_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SetupError, match=r"^HUIYIN_HOME: .* cannot be used: Not a directory\.$"):
        Config(home=tmp_path / "file" / "home").flask()


def test_a_failed_statement_does_not_tell_its_values(tmp_path: Path) -> None:
    """X-03: a traceback in a log holds no customer's words."""
    app = Flask("bare")
    app.config.from_mapping(read({"HUIYIN_HOME": str(tmp_path)}).flask())
    db.init_app(app)
    with app.app_context(), pytest.raises(DBAPIError) as failed:
        db.session.execute(text("SELECT * FROM nothing WHERE name = :name"), {"name": "赵玉兰"})
    assert "赵玉兰" not in str(failed.value)


def test_an_sms_gateway() -> None:
    """R-02: by https, or by http on this machine alone; Chinese numbers unless others are named."""
    given = {"SMS_URL": "https://gateway.example.com/v1?account=7", "SMS_KEY": "k" * 32}
    config = read(given)
    assert (config.sms_url, config.sms_countries) == (given["SMS_URL"], ("86",))
    assert config.sends_sms
    assert read(given | {"SMS_COUNTRIES": "86, +852,86"}).sms_countries == ("86", "852")
    assert read(given | {"SMS_URL": "http://127.0.0.1:9000/"}).sms_url == "http://127.0.0.1:9000/"
    assert read(given | {"SMS_URL": "http://[::1]:9000/"}).sends_sms


def test_sms_leave_by_a_gateway_or_in_the_demo_as_files() -> None:
    assert (read({}).sends_sms, read({"DEMO": "on"}).sends_sms) == (False, True)


@pytest.mark.parametrize(
    "url",
    [
        "http://gateway.example.com/",
        "https://user:secret@gateway.example.com/",
        "https:///v1",
        "https://gateway.example.com/#v1",
        "https://gateway.example.com/a b",
        "https://gateway.example.com:99999/",
        "ftp://gateway.example.com/",
        "gateway.example.com",
    ],
)
def test_a_gateway_that_cannot_be_used(url: str) -> None:
    """One line, without the address: it may hold a secret."""
    with pytest.raises(ConfigError) as problem:
        read({"SMS_URL": url, "SMS_KEY": "k" * 32})
    (line,) = problem.value.lines
    assert line.startswith("SMS_URL: a value (not shown, it may hold a secret) was given; expected https://")


def test_a_gateway_needs_its_key() -> None:
    with pytest.raises(ConfigError) as problem:
        read({"SMS_URL": "https://gateway.example.com/"})
    assert problem.value.lines == [
        "SMS_KEY: nothing was given; with SMS_URL expected 32 or more random characters."
    ]
    with pytest.raises(ConfigError, match="SMS_COUNTRIES"):
        read({"SMS_COUNTRIES": "China"})
    with pytest.raises(ConfigError, match="SMS_KEY"):
        read({"SMS_KEY": "short"})
