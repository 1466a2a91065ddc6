"""Uploads to the hotline never lie on the disk in clear (W-02)."""

import os
import tempfile
from pathlib import Path
from typing import Any

import pytest

from web.sealed_uploads import CHUNK, IN_MEMORY, SealedSpool


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, IN_MEMORY + 3 * CHUNK + 5])
def test_what_was_written_is_read_as_often_as_wanted(size: int) -> None:
    content = bytes(each % 251 for each in range(size))
    spool = SealedSpool()
    for start in range(0, size, 7_000):
        spool.write(content[start : start + 7_000])
    spool.seek(0)
    assert (spool.size, spool.read(), spool.read(9)) == (size, content, b"")
    assert b"".join(spool.chunks()) == content
    spool.seek(0)
    assert (spool.read(5), spool.read(10)) == (content[:5], content[5:15])
    spool.close()


def test_what_lies_on_the_disk_is_sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The temporary file has no name, so it is read through its descriptor."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    spool = SealedSpool()
    words = b"they changed the records " * 200_000
    spool.write(words)
    spool.seek(0)
    file: Any = spool._file
    laid = os.pread(file.fileno(), len(words) * 2, 0)
    assert len(laid) > len(words) - CHUNK
    assert b"they changed" not in laid
    assert os.listdir(tmp_path) == []
    spool.close()


def test_it_is_written_once(tmp_path: Path) -> None:
    spool = SealedSpool()
    spool.write(b"abc")
    spool.seek(0)
    with pytest.raises(ValueError, match="read already"):
        spool.write(b"more")
    with pytest.raises(OSError, match="start"):
        spool.seek(2)
