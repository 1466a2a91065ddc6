"""Strangers' files are cleaned in a process of their own (W-02)."""

import resource

import pytest

from models.cleaning import Format, Left, clean
from models.cleaning.apart import Died, clean_apart
from tests.models.cleaning.making import photo, told


def test_it_comes_back_as_if_cleaned_here() -> None:
    content, here = photo(), clean(photo())
    pieces = (content[at : at + 100] for at in range(0, len(content), 100))
    with clean_apart(pieces, "现场.jpg") as report:
        assert (report.format, report.removed, report.left) == (here.format, here.removed, here.left)
        cleaned = report.content.read()
    assert (cleaned, told(cleaned)) == (here.content, [])


def test_what_is_not_cleaned_comes_back_as_it_was() -> None:
    with clean_apart([b"MZ", b"\x90\0"], "a.exe") as report:
        assert (report.format, report.left, report.is_clean) == (None, (Left.UNKNOWN,), False)
        assert report.content.read() == b"MZ\x90\0"


def test_plain_text_is_known_by_its_name() -> None:
    with clean_apart([b"they changed it"], "note.txt") as report:
        assert report.format is Format.TEXT


def test_a_file_that_wants_all_memory_ends_its_own_process_alone() -> None:
    """The process has a limit of its own; ours stays as it was."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    endless = (bytes(1 << 24) for _ in range(80))
    with pytest.raises(Died), clean_apart(endless, "all.bin"):
        pass
    assert resource.getrlimit(resource.RLIMIT_AS) == before
