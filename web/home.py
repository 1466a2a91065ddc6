"""Where an installation's data lives, and the secrets made there on first run."""

import contextlib
import os
import secrets
from pathlib import Path

from models.errors import SetupError


class Home:
    """The folder of one installation: database, files, mails, secrets. Nothing of it is in the tree."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def files(self) -> Path:
        """Attachments."""
        return self.path / "files"

    @property
    def mail(self) -> Path:
        """Mails kept as files while there is no SMTP server."""
        return self.path / "mail"

    @property
    def sms(self) -> Path:
        """SMS kept as files in the demo, where no gateway sends them."""
        return self.path / "sms"

    @property
    def slow(self) -> Path:
        """Locks by which the workers take turns at slow work."""
        return self.path / "slow"

    def prepare(self) -> None:
        """Make the folders, for this user only. Raises SetupError when that is not possible."""
        try:
            for folder in (self.path, self.files, self.mail, self.path / "secrets"):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise SetupError(f"HUIYIN_HOME: {self.path} cannot be used: {error.strerror}.") from error

    def secret(self, name: str) -> str:
        """The secret of that name, made on first use: 64 hex digits, 256 bits, readable by this user only.

        Two processes that ask at once get the same one: the file appears whole or not at all.
        """
        target = self.path / "secrets" / name
        if not target.exists():
            draft = target.with_name(f".{name}.{os.getpid()}.{secrets.token_hex(4)}")
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_hex(32))
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(draft, target)  # unlike a rename, never replaces what another process made
            draft.unlink()
        return target.read_text()
