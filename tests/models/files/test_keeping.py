"""A file that somebody sends becomes a row and bytes, or neither (V-02, V-08)."""

import hashlib
import io
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.errors import Invalid
from models.events.actions import CUSTOMER
from models.events.queries import history
from models.files import queries
from models.files.actions import forget, keep
from models.files.storage import FolderStore
from models.files.tables import StoredFile
from models.rulebook.document.intake import Uploads
from tests.cast import Cast
from tests.conftest import MONDAY
from tests.models.cases.making import new
from tests.models.files.samples import HTML, picture

UPLOADS = Uploads(file_bytes=4096, files=5, types={"jpg": ("image/jpeg",), "png": ("image/png",), "txt": ()})


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path)


def take(store: FolderStore, content: bytes, name: str = "图.png") -> StoredFile:
    return keep(io.BytesIO(content), name, store=store, uploads=UPLOADS, by=CUSTOMER, now=MONDAY)


@pytest.mark.both_databases
def test_a_kept_file_has_a_row_that_says_what_it_is(session: Session, store: FolderStore) -> None:
    content = picture("PNG")
    file = take(store, content, "../晚上\u202e.png")
    session.expire_all()
    assert (file.name, file.media_type, file.size) == ("晚上.png", "image/png", len(content))
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    assert file.by_id is None
    with store.open(file.key) as bytes_:
        assert bytes_.read() == content
    (event,) = history(f"file:{file.id}")
    assert (event.kind, event.facts) == ("file.kept", {"size": len(content), "media_type": "image/png"})


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "a.png", "empty"),
        (b"x" * 4097, "a.txt", "too_large"),
        (HTML, "a.png", "type_mismatch"),
        (HTML, "a.html", "type_not_allowed"),
    ],
)
def test_what_is_refused_leaves_neither_row_nor_bytes(
    session: Session, store: FolderStore, tmp_path: Path, content: bytes, name: str, why: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        take(store, content, name)
    assert (refusal.value.field, refusal.value.why) == ("files", why)
    assert session.scalar(select(func.count(StoredFile.id))) == 0
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_picture_without_extension_gets_one(session: Session, store: FolderStore) -> None:
    assert take(store, picture("JPEG"), "image").name == "image.jpg"


@pytest.mark.both_databases
def test_files_that_nothing_points_at_are_found_and_forgotten(session: Session, store: FolderStore) -> None:
    """X-03: what was sent with a form that was never completed does not stay."""
    file = take(store, picture())
    assert queries.by_key(file.key) is file
    assert queries.unreferenced(MONDAY) == []
    assert queries.unreferenced(MONDAY + timedelta(seconds=1)) == [file]
    assert queries.known_keys([file.key, "stray"]) == {file.key}
    key = forget(file, by=CUSTOMER, now=MONDAY)
    assert session.scalar(select(func.count(StoredFile.id))) == 0
    store.remove(key)
    assert list(store.older_than(MONDAY + timedelta(days=36500))) == []


@pytest.mark.both_databases
def test_a_file_of_a_case_is_never_swept_up(session: Session, cast: Cast, store: FolderStore) -> None:
    """Whichever table points at a file: the query follows the foreign keys, not a list of areas."""
    used, left = take(store, picture()), take(store, picture(), "left.png")
    new(files=(used,))
    assert queries.unreferenced(MONDAY + timedelta(days=3)) == [left]
