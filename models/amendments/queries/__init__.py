"""Reads of amendments: the open one, all of them, who may decide, and the replay."""

from models.amendments.queries.amendments import (
    amendment_of,
    amendments,
    approvers,
    authors_of,
    faults_of,
    newest_edition,
    open_amendment,
)

__all__ = [
    "amendment_of",
    "amendments",
    "approvers",
    "authors_of",
    "faults_of",
    "newest_edition",
    "open_amendment",
]
