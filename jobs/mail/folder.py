"""The twin of the SMTP server where none is configured: mails become files that a mail program opens."""

import os
from email.message import EmailMessage
from pathlib import Path

from jobs.mail.policy import POLICY
from jobs.sending.errors import Unreachable

NOT_IN_A_NAME = str.maketrans("", "", "<>/\\")


class Folder:
    """A folder of `.eml` files, readable by this user only. A mail sent twice is one file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def make_ready(self) -> None:
        """Makes the folder. Raises Unreachable when that is not possible."""
        try:
            self._path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as problem:
            raise Unreachable(f"{self._path}: {problem.strerror}") from problem

    def send(self, mail: EmailMessage, *, sender: str, recipient: str) -> None:
        """Writes a mail whole or not at all. Raises Unreachable when the disk does not take it."""
        name = str(mail["Message-ID"]).translate(NOT_IN_A_NAME).partition("@")[0]
        draft = self._path / f".{name}"
        try:
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(mail.as_bytes(policy=POLICY.clone(utf8=True)))
            draft.rename(self._path / f"{name}.eml")
        except OSError as problem:
            raise Unreachable(f"{self._path}: {problem.strerror}") from problem

    def close(self) -> None:
        """Nothing is open."""
