"""A store for the files that are imported."""

from pathlib import Path

import pytest

from models.files.storage import FolderStore, Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A folder of this test's own."""
    return FolderStore(tmp_path / "files")
