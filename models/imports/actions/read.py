"""The lines of a file are written down, before anybody judges them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert

from models.db import db
from models.imports.queries import columns_before
from models.imports.rules.columns import missing, recognise
from models.imports.rules.sheet import Line
from models.imports.tables import Import, ImportRow
from models.imports.words import Column, ImportState


def begin_reading(import_id: int) -> None:
    """Forgets what an earlier attempt wrote down."""
    db.session.execute(delete(ImportRow).where(ImportRow.import_id == import_id))


def keep_lines(import_id: int, lines: Sequence[Line], *, now: datetime) -> None:
    """Writes lines down as they were read."""
    db.session.execute(
        insert(ImportRow),
        [
            {
                "import_id": import_id,
                "line": line.number,
                "cells": {
                    "texts": list(line.texts[: line.width]),
                    "marks": {str(place): mark.value for place, mark in line.marks.items()},
                },
                "created_at": now,
                "changed_at": now,
            }
            for line in lines
        ],
    )


def end_reading(found: Import, headers: Sequence[str], how: Mapping[str, Any], *, rows: int) -> None:
    """All lines are there. With columns that are recognised, or were chosen for the same headers of this
    source before, the check begins; else a person chooses them.
    """
    found.headers, found.how, found.rows = list(headers), dict(how), rows
    found.columns = dict(columns_before(found.source, headers) or {}) or {
        str(place): column.value for place, column in recognise(headers).items()
    }
    complete = not missing(Column(column) for column in found.columns.values())
    found.enter(ImportState.CHECKING if complete else ImportState.CHOOSING)
    db.session.flush()
