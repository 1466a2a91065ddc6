"""Where the bytes lie: whole or not at all, for nobody but us."""

import hashlib
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from models.errors import Invalid
from models.files.storage import INCOMING, FolderStore

FAR = datetime(2126, 1, 1, tzinfo=UTC)


def lying(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_kept_lies_under_its_key_for_this_user_only(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    with store.receive(io.BytesIO(b"words"), most=5) as arrival:
        assert (arrival.size, arrival.sha256) == (5, hashlib.sha256(b"words").hexdigest())
        assert arrival.file.read() == b"words"
        key = arrival.keep()
    assert lying(tmp_path) == [tmp_path / key[:2] / key[2:4] / key]
    place = lying(tmp_path)[0]
    assert place.stat().st_mode & 0o777 == 0o600
    assert place.parent.stat().st_mode & 0o077 == 0
    with store.open(key) as file:
        assert file.read() == b"words"


def test_what_is_not_kept_leaves_nothing(tmp_path: Path) -> None:
    with FolderStore(tmp_path).receive(io.BytesIO(b"words"), most=5):
        pass
    assert lying(tmp_path) == []


def test_too_much_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    """V-08: the limit holds while reading, not after."""
    stream = io.BytesIO(b"x" * 300_000)
    with (
        pytest.raises(Invalid) as refusal,
        FolderStore(tmp_path).receive(stream, most=100_000),
    ):
        raise AssertionError("nothing to see")
    assert refusal.value.why == "too_large"
    assert stream.tell() < 300_000
    assert lying(tmp_path) == []


def test_a_fault_on_the_way_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), FolderStore(tmp_path).receive(io.BytesIO(b"words"), most=5):
        raise ZeroDivisionError
    assert lying(tmp_path) == []


def test_a_key_is_never_a_path(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("no")
    store = FolderStore(tmp_path / "files")
    for key in ("../secret", "..", "a/../../secret", "", "ab.cd"):
        with pytest.raises(FileNotFoundError):
            store.open(key)


def test_removed_means_gone_and_may_be_said_twice(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    with store.receive(io.BytesIO(b"words"), most=5) as arrival:
        key = arrival.keep()
    store.remove(key)
    store.remove(key)
    with pytest.raises(FileNotFoundError):
        store.open(key)


def test_old_bytes_can_be_listed_for_tidying(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    with store.receive(io.BytesIO(b"words"), most=5) as arrival:
        key = arrival.keep()
    assert (tmp_path / INCOMING).is_dir()
    assert list(store.older_than(FAR)) == [key]
    assert list(store.older_than(FAR - timedelta(days=36500))) == []
