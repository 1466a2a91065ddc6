"""All lines of an import become cases in one transaction (V-09)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import update

from models.cases.actions import take_over
from models.cases.actions.audience import with_role
from models.cases.actions.numbers import next_numbers
from models.cases.intake import Inherited, Intake
from models.cases.queries import brought_in
from models.cases.words import Channel, Kind
from models.clock import local_day
from models.db import db
from models.events.actions import record
from models.imports.queries import chunk, done_before, held
from models.imports.rules.limits import CHUNK
from models.imports.tables import Import, ImportRow
from models.imports.words import Column, ImportState
from models.outbox.actions import notify
from models.people.roles import Role
from models.people.tables import Staff
from models.products.queries import every_product
from models.rulebook.queries import Governing, governing

Governs = Callable[[datetime], Governing]


class BroughtInMeanwhile(Exception):
    """Another import has made cases of some of these lines since they were checked; nothing was written."""


def carry_out(
    import_id: int, token: str, suggestions: Mapping[int, dict[str, Any]], *, now: datetime
) -> int | None:
    """Makes a case of every sound line; returns how many, or None when the import is not mine any more.

    `suggestions` are what the words of open ones suggest, by the ids of the rows. Gives numbers that follow
    each other, which lets no other import and no other new case of the day come between, and looks
    only then whether a line was imported meanwhile: that raises BroughtInMeanwhile, and the caller
    rolls back. Forgets what the lines said. Records import.done, and gives notice to customer service.
    """
    found = held(import_id)
    if found is None or found.state is not ImportState.WORKING or found.claim != token:
        return None
    by = db.session.get_one(Staff, found.started_by_id)
    numbers = next_numbers(local_day(now), found.to_import)
    if done_before(found.sha256) is not None:
        raise BroughtInMeanwhile
    made, after, governs = 0, 0, governing()
    while rows := chunk(found.id, after, CHUNK):
        after = rows[-1].line
        wanted = [row for row in rows if row.known_case_id is None]
        if brought_in(found.source, [row.external for row in wanted]):
            raise BroughtInMeanwhile
        made += _make(found, wanted, numbers[made : made + len(wanted)], suggestions, governs, by=by, now=now)
        for row in rows:
            db.session.expunge(row)
    _finish(found, made, by=by, now=now)
    return made


def look_again(import_id: int, token: str) -> None:
    """Has every line checked anew, as some were imported meanwhile; a person decides then."""
    found = held(import_id)
    if found is not None and found.claim == token:
        found.started_by_id = found.started_at = None
        found.enter(ImportState.CHECKING)
        db.session.flush()


def _make(
    found: Import,
    rows: Sequence[ImportRow],
    numbers: Sequence[str],
    suggestions: Mapping[int, dict[str, Any]],
    governs: Governs,
    *,
    by: Staff,
    now: datetime,
) -> int:
    if not rows:
        return 0
    products = {each.code: each.id for each in every_product()}
    voices = [_voice(row, suggestions.get(row.id, {}), governs, products) for row in rows]
    ids = take_over(
        voices,
        numbers,
        source=found.source,
        about=found.audit_name,
        letters=found.letters,
        by=by,
        now=now,
    )
    became = [{"id": row.id, "case_id": case_id} for row, case_id in zip(rows, ids, strict=True)]
    db.session.execute(update(ImportRow), became)
    return len(rows)


def _voice(
    row: ImportRow, suggestion: dict[str, Any], governs: Governs, products: Mapping[str, int]
) -> Inherited:
    said = row.meaning
    received_at = datetime.fromisoformat(said[Column.RECEIVED])
    wished = said.get(Column.EXPECTED_ON)
    closed = said.get(Column.CLOSED)
    return Inherited(
        intake=Intake(
            kind=Kind(said[Column.KIND]),
            channel=Channel(said[Column.CHANNEL]),
            problem=said[Column.PROBLEM],
            title=said.get(Column.TITLE, ""),
            name=said.get(Column.NAME, ""),
            phone=said.get(Column.PHONE),
            email=said.get(Column.EMAIL),
            account=said.get(Column.ACCOUNT, ""),
            region=said.get(Column.REGION, ""),
            language=said.get(Column.LANGUAGE, "zh"),
            happened_when=said.get(Column.HAPPENED_WHEN, ""),
            happened_where=said.get(Column.HAPPENED_WHERE, ""),
            expected=said.get(Column.EXPECTED, ""),
            expected_on=date.fromisoformat(wished) if wished else None,
            product_id=products.get(said.get(Column.PRODUCT, "")),
        ),
        number=row.external,
        received_at=received_at,
        rulebook_id=governs(received_at).rulebook_id,
        category=said.get(Column.CATEGORY),
        grade=said.get(Column.GRADE),
        closed_at=datetime.fromisoformat(closed) if closed else None,
        outcome=said.get(Column.OUTCOME, ""),
        suggestion=suggestion,
    )


def _finish(found: Import, made: int, *, by: Staff, now: datetime) -> None:
    everything = update(ImportRow).where(ImportRow.import_id == found.id)
    db.session.execute(everything.values(cells={}, meaning={}))
    found.enter(ImportState.DONE)
    found.progress, found.ended_at, found.file_id = made, now, None
    db.session.flush()
    record(
        "import.done",
        found,
        by=by,
        now=now,
        cases=made,
        open=found.open_rows,
        closed=found.closed_rows,
        letters=found.mailable if found.letters else 0,
        left_out=found.known,
    )
    facts = {"title": found.file_name, "cases": made, "open": found.open_rows}
    for person in {found.by_id, by.id, *with_role(Role.CUSTOMER_SERVICE_AGENT, now=now)}:
        notify(
            person,
            "import_done",
            about=found.audit_name,
            now=now,
            facts=facts,
            dedupe=f"import_done:{found.id}:{person}",
        )
