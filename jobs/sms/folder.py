"""The twin of the gateway in the demo: SMS become files that people can look at."""

import os
from pathlib import Path

from jobs.sending.errors import Unreachable
from jobs.sms.message import Sms


class Folder:
    """A folder of `.txt` files, readable by this user only. An SMS sent twice is one file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def make_ready(self) -> None:
        """Makes the folder. Raises Unreachable when that is not possible."""
        try:
            self._path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as problem:
            raise Unreachable(f"{self._path}: {problem.strerror}") from problem

    def send(self, sms: Sms) -> str:
        """Writes an SMS whole or not at all. Raises Unreachable when the disk does not take it."""
        draft = self._path / f".{sms.key}"
        try:
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(f"{sms.to}\n\n{sms.text}\n")
            draft.rename(self._path / f"{sms.key}.txt")
        except OSError as problem:
            raise Unreachable(f"{self._path}: {problem.strerror}") from problem
        return f"file-{sms.key}"

    def close(self) -> None:
        """Nothing is open."""
