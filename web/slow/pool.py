"""Who may have a slow key made now, who waits, and who is told to come back."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore

from models.errors import Busy
from web.slow.child import HEAD, KEY

COMMAND = (sys.executable, "-I", Path(__file__).with_name("child.py"))
PLACES = 4
"""So many requests of all workers together have a key made or wait for their turn."""
PLACES_HERE = 1
"""So many of them in one worker, which has five threads or more: a thread that waits answers nobody else."""
PATIENCE = 30
"""Seconds until whoever waits is sent away too."""


class SlowPool:
    """The pool of one installation. Its workers share it through locks on files in `folder`.

    A lock ends with the process that holds it, so nothing is left behind by one that was killed.
    """

    def __init__(self, folder: Path, *, patience: float = PATIENCE) -> None:
        self._folder = folder
        self._patience = patience
        self._here = BoundedSemaphore(PLACES_HERE)

    def argon2id(self, secret: bytes, salt: bytes, *, memory_kib: int, passes: int) -> bytes:
        """The 32 bytes of Argon2id for a secret, one lane, made in another process.

        Call it outside of any transaction that others wait for. Raises Busy at once where all places are
        taken, and after `patience` seconds for whoever waited in vain; nothing was changed then.
        """
        with self._place():
            return self._made(HEAD.pack(memory_kib * 1024, passes, len(salt)) + salt + secret)

    def expect_place(self) -> None:
        """Raises Busy where this worker has no place left now: before anything else is done for a request."""
        if not self._here.acquire(blocking=False):
            raise Busy
        self._here.release()

    @property
    def turn(self) -> Path:
        """The file whose lock the one process holds that is at work."""
        return self._folder / "turn"

    def _made(self, told: bytes) -> bytes:
        try:
            done = subprocess.run(  # noqa: S603 (our own)
                (*COMMAND, self.turn),
                input=told,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
                timeout=self._patience,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise Busy from None
        if done.returncode != 0 or len(done.stdout) != KEY:
            raise Busy  # the machine had no memory for it
        return done.stdout

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._here.acquire(blocking=False):
            raise Busy
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            held = self._locked()
            try:
                yield
            finally:
                os.close(held)
        finally:
            self._here.release()

    def _locked(self) -> int:
        for place in range(PLACES):
            held = os.open(self._folder / f"place-{place}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(held)
            else:
                return held
        raise Busy
