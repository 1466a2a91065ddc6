"""A folder on an IMAP server."""

import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any, Self

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from jobs.mailbox.errors import MailboxError
from jobs.mailbox.postbox import Fetched
from models.mailbox.words import Fate
from web.mail_servers import Imap

CONNECT, READ = 20, 90  # seconds
BEGINNING = 262_144
"""So many bytes are fetched of a message that is too large."""
KEYWORD = b"HuiyinTaken"
OUR_FOLDER = "Huiyin"
FOLDERS = {
    Fate.CASE: "Cases",
    Fate.WORDS: "Cases",
    Fate.AUTO_REPLY: "Automatic",
    Fate.BOUNCE: "Automatic",
    Fate.RECEIPT: "Automatic",
    Fate.IGNORED: "Other",
}
FAULTS = (OSError, IMAPClientError, ValueError, AssertionError, EOFError)
log = logging.getLogger("huiyin.jobs")
logging.getLogger("imapclient").setLevel(logging.WARNING)  # it writes down every command


class ImapFolder:
    """One conversation with the server: `with ImapFolder(imap) as folder`. See `Postbox`."""

    def __init__(self, imap: Imap) -> None:
        self._imap = imap
        self._client: Any = None
        self._uidvalidity = 0
        self._keywords = False
        self._filing = imap.filing
        self._ready: dict[str, str] = {}

    def __enter__(self) -> Self:
        with self._spoken(f"{self._imap.host}:{self._imap.port}"):
            self._connect()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._leave()

    @property
    def uidvalidity(self) -> int:
        """As `Postbox.uidvalidity`."""
        return self._uidvalidity

    def waiting(self) -> list[int]:
        """As `Postbox.waiting`."""
        wanted: list[Any] = ["UNDELETED"]
        if self._keywords:
            wanted += ["UNKEYWORD", KEYWORD]
        if self._imap.since is not None:
            wanted += ["SINCE", self._imap.since]
        with self._spoken("search"):
            return sorted(self._client.search(wanted))

    def fetch(self, uid: int, *, most: int) -> Fetched | None:
        """As `Postbox.fetch`."""
        with self._spoken("fetch"):
            about = self._client.fetch([uid], ["RFC822.SIZE", "INTERNALDATE"]).get(uid)
            if about is None:
                return None
            cut = int(about.get(b"RFC822.SIZE", 0)) > most
            found = self._client.fetch([uid], [f"BODY.PEEK[]<0.{BEGINNING}>" if cut else "BODY.PEEK[]"])
            content = next(
                (value for key, value in found.get(uid, {}).items() if key.startswith(b"BODY[]")), None
            )
        if content is None:
            return None
        return Fetched(bytes(content), _moment(about.get(b"INTERNALDATE")), cut)

    def put_away(self, uid: int, fate: Fate) -> None:
        """As `Postbox.put_away`."""
        with self._spoken("filing"):
            if self._filing:
                try:
                    return self._move(uid, self._folder_for(fate))
                except IMAPClientAbortError:
                    raise
                except IMAPClientError as problem:
                    self._filing = False  # what one server does not let us do it will not let us do next
                    log.warning("mail cannot be filed and is marked where it lies: %s", self._safe(problem))
            self._mark(uid)
            return None

    def _mark(self, uid: int) -> None:
        """Marks a message where it lies; a server that lets us change nothing keeps it as it is."""
        marks = [b"\\Seen", KEYWORD] if self._keywords else [b"\\Seen"]
        try:
            self._client.add_flags([uid], marks, silent=True)
        except IMAPClientAbortError:
            raise
        except IMAPClientError as problem:
            log.warning("mail cannot be marked: %s", self._safe(problem))

    def _connect(self) -> None:
        given, context = self._imap, ssl.create_default_context()
        self._client = IMAPClient(
            given.host,
            port=given.port,
            ssl=given.security == "tls",
            ssl_context=context if given.security == "tls" else None,
            timeout=SocketTimeout(CONNECT, READ),
        )
        try:
            self._client.normalise_times = False
            if given.security == "starttls":
                self._client.starttls(context)
            self._client.login(given.user, given.password.get_secret_value())
            if self._client.has_capability("ID"):
                with suppress(IMAPClientError):  # some servers let nobody in without, others know no names
                    self._client.id_({"name": "Huiyin", "vendor": "Huiyin"})
            about = self._client.select_folder(given.folder)
        except BaseException:
            self._leave()
            raise
        self._uidvalidity = int(about.get(b"UIDVALIDITY", 0))
        self._keywords = b"\\*" in about.get(b"PERMANENTFLAGS", ())

    def _leave(self) -> None:
        client, self._client = self._client, None
        if client is None:
            return
        try:
            client.logout()
        except FAULTS:
            with suppress(*FAULTS):
                client.shutdown()

    def _move(self, uid: int, folder: str) -> None:
        if self._client.has_capability("MOVE"):
            self._client.move([uid], folder)
            return
        self._client.copy([uid], folder)
        self._client.add_flags([uid], [b"\\Deleted"], silent=True)
        if self._client.has_capability("UIDPLUS"):
            self._client.uid_expunge([uid])

    def _folder_for(self, fate: Fate) -> str:
        """The folder for what became of a message, made when it is not there."""
        kind = FOLDERS.get(fate, FOLDERS[Fate.IGNORED])
        if kind not in self._ready:
            prefix, delimiter = self._namespace()
            parent = f"{prefix}{OUR_FOLDER}"
            name = f"{parent}{delimiter}{kind}" if delimiter else f"{parent} {kind}"
            for folder in (parent, name) if delimiter else (name,):
                if not self._client.folder_exists(folder):
                    self._client.create_folder(folder)
                    with suppress(IMAPClientError):
                        self._client.subscribe_folder(folder)
            self._ready[kind] = name
        return self._ready[kind]

    def _namespace(self) -> tuple[str, str]:
        """What the names of a person's folders begin with, and what stands between their parts."""
        if self._client.has_capability("NAMESPACE"):
            personal = self._client.namespace().personal
            if personal:
                return _text(personal[0][0]), _text(personal[0][1])
        folders = self._client.list_folders("", self._imap.folder)
        return "", _text(folders[0][1]) if folders else ""

    @contextmanager
    def _spoken(self, about: str) -> Iterator[None]:
        """Turns whatever goes wrong between us and the server into one line."""
        try:
            yield
        except LoginError as problem:
            raise MailboxError(f"{about}: the login was refused: {self._safe(problem)}") from None
        except FAULTS as problem:
            raise MailboxError(f"{about}: {self._safe(problem)}") from None

    def _safe(self, problem: BaseException) -> str:
        """What an error says, without our password: some servers repeat what was typed."""
        said = str(problem) or type(problem).__name__
        return said.replace(self._imap.password.get_secret_value(), "•••")


def _moment(value: object) -> datetime:
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return datetime.now(UTC)


def _text(value: object) -> str:
    return value.decode("ascii", "replace") if isinstance(value, bytes) else str(value or "")
