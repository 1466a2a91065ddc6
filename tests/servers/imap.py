"""A real IMAP server on loopback: Debian's Dovecot, run by the test user, gone with the test run.

Dovecot gives nobody's mail to root, so a test run of root's gives the server to `nobody`. It is started
once for each test process; a test uses an account of its own, which is made when it first logs in.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from imapclient import IMAPClient

DOVECOT = "/usr/sbin/dovecot"
PASSWORD = "geheim/8%:@"
CONFIGURATION = """
base_dir = {folder}/base
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = {tls}
{certificate}
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{folder}/mail/%u
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home/%u
}}
namespace inbox {{
  inbox = yes
  separator = {separator}
  prefix = {prefix}
}}
service imap-login {{
  chroot =
  process_min_avail = 1
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
service anvil {{
  chroot =
}}
protocol imap {{
  {capability}
}}
"""


class ImapServer:
    """The running server. `options` are those of CONFIGURATION that a test wants otherwise."""

    def __init__(self, folder: Path, *, tls: bool = False, capability: str = "", prefix: str = "") -> None:
        assert Path(DOVECOT).exists(), (
            "Dovecot is missing: make test installs it, or: sudo apt-get install --no-install-recommends"
            " dovecot-imapd"
        )
        self.folder = folder
        self.port, self.tls_port = _free_port(), _free_port()
        self._given = {
            "tls": "yes" if tls else "no",
            "certificate": self._certificate() if tls else "",
            "capability": f"imap_capability = {capability}" if capability else "",
            "separator": "." if prefix else "/",
            "prefix": prefix,
            "tls_port": self.tls_port if tls else 0,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        group = subprocess.run(
            ["id", "-gn", owner.pw_name], check=True, capture_output=True, text=True
        ).stdout.strip()
        as_owner: dict[str, Any] = (
            {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
        )
        for name in ("base", "state", "mail", "home"):
            (self.folder / name).mkdir(exist_ok=True)
        configuration = self.folder / "dovecot.conf"
        configuration.write_text(
            CONFIGURATION.format(
                folder=self.folder,
                user=owner.pw_name,
                group=group,
                port=self.port,
                password=PASSWORD.replace("%", "%%"),
                **self._given,
            )
        )
        if as_owner:
            for path in (self.folder, *self.folder.rglob("*")):
                os.chown(path, owner.pw_uid, owner.pw_gid)
        with (self.folder / "errors").open("wb") as errors:
            self._process = subprocess.Popen(
                [DOVECOT, "-F", "-c", configuration],
                stdout=subprocess.DEVNULL,
                stderr=errors,
                cwd=self.folder,
                start_new_session=True,
                **as_owner,
            )
        for _ in range(200):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1) as greeted:
                if greeted.recv(4) == b"* OK":
                    return
            assert self._process.poll() is None, self._said()
            time.sleep(0.05)
        raise AssertionError(f"Dovecot did not start within ten seconds: {self._said()}")

    def stop(self) -> None:
        """End it and all that it started."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGTERM)
            self._process.wait(timeout=20)

    def url(self, user: str, folder: str = "INBOX", *, password: str = PASSWORD, options: str = "") -> str:
        """An account's folder as MAILBOX_URL takes it."""
        login = f"{quote(user, safe='')}:{quote(password, safe='')}"
        return f"imap://{login}@127.0.0.1:{self.port}/{quote(folder)}{options}"

    @contextmanager
    def visit(self, user: str, folder: str = "INBOX") -> Iterator[IMAPClient]:
        """A conversation as that account's owner, with a folder selected."""
        client = IMAPClient("127.0.0.1", port=self.port, ssl=False, timeout=20)
        try:
            client.login(user, PASSWORD)
            if not client.folder_exists(folder):
                client.create_folder(folder)
            client.select_folder(folder)
            yield client
        finally:
            client.logout()

    def deliver(self, user: str, *contents: bytes, folder: str = "INBOX", at: datetime | None = None) -> None:
        """Put messages into a folder, as a mail server does."""
        with self.visit(user, folder) as client:
            for content in contents:
                client.append(folder, content, msg_time=at)

    def lying(self, user: str, folder: str = "INBOX") -> Sequence[bytes]:
        """The subjects' lines of what lies in a folder, in order."""
        with self.visit(user, folder) as client:
            uids = client.search("UNDELETED")
            key = b"BODY[HEADER.FIELDS (SUBJECT)]"
            found = client.fetch(uids, ["BODY.PEEK[HEADER.FIELDS (SUBJECT)]"])
            return [found[uid][key].strip() for uid in uids]

    def _certificate(self) -> str:
        """A certificate of our own for `localhost`, which nobody trusts who does not know it."""
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-batch"]
        command += ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
        command += ["-keyout", str(self.folder / "key.pem"), "-out", str(self.certificate)]
        subprocess.run(command, check=True, capture_output=True)
        return f"ssl_cert = <{self.certificate}\nssl_key = <{self.folder}/key.pem"

    @property
    def certificate(self) -> Path:
        """Its certificate, for who is to trust it."""
        return self.folder / "certificate.pem"

    def _said(self) -> str:
        texts = (self.folder / name for name in ("errors", "log"))
        return "\n".join(path.read_text(errors="replace") for path in texts if path.exists())


@contextmanager
def serving(folder: Path, **options: Any) -> Iterator[ImapServer]:
    """A server for as long as the block lasts, in a folder that it makes."""
    folder.mkdir()
    server = ImapServer(folder, **options)
    server.start()
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
