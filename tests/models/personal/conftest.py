"""A mail room, and the store that it and cases keep their files in."""

import pytest

from models.files.storage import FolderStore
from models.mailbox.actions import Office
from tests.models.mailbox.conftest import office, receive

__all__ = ["office", "receive", "store"]


@pytest.fixture
def store(office: Office) -> FolderStore:
    assert isinstance(office.store, FolderStore)
    return office.store
