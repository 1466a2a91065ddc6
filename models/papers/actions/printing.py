"""A paper's file is made, once."""

from datetime import datetime

from models.db import db
from models.errors import WrongState
from models.events.actions import SYSTEM, record
from models.files.tables import StoredFile
from models.papers.tables import Paper


def printed(paper: Paper, file: StoredFile, *, now: datetime) -> None:
    """The paper is this file for good, and its SHA-256 proves a copy genuine; event `paper.printed`.

    Raises WrongState when it has its file.
    """
    if paper.printed:
        raise WrongState("printing", "printed")
    paper.file_id, paper.sha256, paper.printed_at = file.id, file.sha256, now
    db.session.flush()
    record("paper.printed", paper, by=SYSTEM, now=now, sha256=file.sha256, size=file.size)
