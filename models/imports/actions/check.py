"""Each line is judged, and what came of it is written beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update

from models.cases.queries import brought_in
from models.db import db
from models.imports.rules.check import CLOSED, Checked
from models.imports.tables import Import, ImportRow
from models.imports.words import Column, ImportState
from models.outbox.actions import notify
from models.outbox.queries import takes_sms


@dataclass
class Count:
    """What was found so far. Lines at fault count nowhere else, nor do those that were imported before."""

    faulty: int = 0
    known: int = 0
    open_rows: int = 0
    closed_rows: int = 0
    mailable: int = 0


def keep_checked(source: str, judged: Sequence[tuple[int, Checked]], count: Count) -> None:
    """Writes down what lines mean and what is wrong with them, by their rows' ids; counts them.

    A number of the `source` that is a case already is noted beside its line.
    """
    known = brought_in(source, [checked.external for _, checked in judged if checked.external])
    rows = []
    for row_id, checked in judged:
        _tally(count, checked, known)
        rows.append(
            {
                "id": row_id,
                "external": checked.external,
                "meaning": checked.values,
                "faults": {"list": [fault.as_json() for fault in checked.faults]} if checked.faults else {},
                "faulty": bool(checked.faults) or checked.external in known,
                "known_case_id": known.get(checked.external),
            }
        )
    if rows:
        db.session.execute(update(ImportRow), rows)


def _tally(count: Count, checked: Checked, known: Mapping[str, int]) -> None:
    if checked.faults:
        count.faulty += 1
    elif checked.external in known:
        count.known += 1
    elif checked.values.get(Column.STATE) == CLOSED:
        count.closed_rows += 1
    else:
        count.open_rows += 1
        told = checked.values
        count.mailable += bool(told.get(Column.EMAIL)) or takes_sms(told.get(Column.PHONE))


def end_checking(found: Import, count: Count, *, now: datetime) -> None:
    """Every line was judged: a person has the word. Tells whoever sent the file."""
    found.faulty, found.known = count.faulty, count.known
    found.open_rows, found.closed_rows, found.mailable = count.open_rows, count.closed_rows, count.mailable
    found.enter(ImportState.CHECKED)
    db.session.flush()
    notify(
        found.by_id,
        "import_checked",
        about=found.audit_name,
        now=now,
        facts={"title": found.file_name, "rows": found.rows, "faulty": found.faulty + found.known},
        dedupe=f"import_checked:{found.id}:{found.version}",
    )
