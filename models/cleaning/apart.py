"""Cleans a file in a process of its own: little memory, little time, no file written, nothing left behind.

What strangers send is read by programs written in C. What goes wrong there ends that process alone, and
what it held in memory is gone with it. The name of the file travels with its bytes, as others can read
what a process is called with.
"""

import json
import os
import struct
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import IO

from models.cleaning.words import NOT_CLEANED, Format, Left, Trace

ROOT = Path(__file__).resolve().parent.parent.parent
COMMAND = (sys.executable, "-m", "models.cleaning.child")
PATIENCE = 120
"""Seconds after which the process is ended; it ends itself after fewer seconds of work."""
HEAD = struct.Struct(">I")


@dataclass(frozen=True)
class Report:
    """What became of a file; its bytes are read from `content`."""

    format: Format | None
    removed: tuple[Trace, ...]
    left: tuple[Left, ...]
    content: IO[bytes]

    @property
    def is_clean(self) -> bool:
        """Whether all was taken out that a program can take out."""
        return not NOT_CLEANED & set(self.left)


class Died(Exception):
    """The process ended without an answer: the file asked for more memory or time than is given."""


@contextmanager
def clean_apart(chunks: Iterable[bytes], name: str) -> Iterator[Report]:
    """As `clean`, elsewhere. Raises Died; then the file is as uncleanable as one too large (TOO_LARGE)."""
    with subprocess.Popen(  # noqa: S603 (our own)
        COMMAND,
        cwd=ROOT,
        env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        close_fds=True,
    ) as process:
        clock = Timer(PATIENCE, process.kill)
        clock.daemon = True
        clock.start()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            _send(process.stdin, chunks, name)
            yield _report(process.stdout)
        finally:
            clock.cancel()
            process.kill()


def _send(stdin: IO[bytes], chunks: Iterable[bytes], name: str) -> None:
    with suppress(BrokenPipeError):
        named = name.encode()
        stdin.write(HEAD.pack(len(named)) + named)
        for chunk in chunks:
            stdin.write(chunk)
    with suppress(BrokenPipeError):
        stdin.close()


def _report(stdout: IO[bytes]) -> Report:
    head = stdout.read(HEAD.size)
    if len(head) < HEAD.size:
        raise Died
    said = json.loads(stdout.read(HEAD.unpack(head)[0]))
    return Report(
        format=Format(said["format"]) if said["format"] else None,
        removed=tuple(Trace(each) for each in said["removed"]),
        left=tuple(Left(each) for each in said["left"]),
        content=stdout,
    )
