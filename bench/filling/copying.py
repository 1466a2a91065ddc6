"""Telling the year again in SQL: each row of it many times, with ids, numbers, names and moments of its own.

Copies of one row lie next to each other, so that ids grow with time within a year, as they do in life.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table

from bench.filling.bulk import Bulk
from bench.filling.passages import (
    ENDINGS,
    NAMES,
    OPENINGS,
    STEP_OF_ENDINGS,
    STEP_OF_NAMES,
    STEP_OF_OPENINGS,
    TITLE,
    Passages,
)
from models.db import UTCDateTime
from models.schema import metadata

YEARS = 3
"""36 months, as the boards are to stay quick over (M-02)."""
OPEN_IN = 3
"""One in so many copies of the last year has its open cases too: what is at work grows less than the past."""
ROOTS = frozenset(
    {"customer", "stored_file", "invitation", "outbox_message", "notice", "event", "inspection_correction"}
)
LEFT_OUT = frozenset(
    {
        "case_gram",
        "case_hold",
        "case_lesson",
        "case_sign",
        "event_seal",
        "forgotten_customer",
        "head_talk",
        "improvement_item",
        "improvement_voice",
        "inspection_correction_file",
        "inspection_sheet_file",
        "kpi_report",
        "library_gram",
        "like_sign",
        "paper",
        "paper_bundle",
        "paper_bundle_item",
        "session_rating",
        "talk_goal",
        "training_material",
        "training_need",
        "typical_case",
        "typical_case_comment",
        "typical_case_like",
        "typical_case_version",
    }
)
"""What no list and no case screen reads for each case, and the indexes of words, which are made anew."""
ABOUT = {"event": "subject", "outbox_message": "about", "notice": "about"}
"""Which column names the case that a row is about."""
AT_WORK = {
    "case": "state <> 'closed'",
    "inspection": "state = 'drawn'",
    "inspection_correction": "state IN ('ordered', 'reported')",
}
"""What is not over yet: it grows less than the past, with all that hangs on it."""
IDS_IN_FACTS = (
    "alert", "assistance", "compensation", "confirmation", "contact", "extension", "meeting", "milestone",
    "note", "plan", "post", "report", "result", "revisit",
)  # fmt: skip
"""Facts of events that are ids of copied rows, three at most in one event."""
PLACES, MONTHS = 3, 12
AN_HOUR = 3600
NUMBERS = 100_000
"""So many numbers of a day has each copied year to itself: told years reach into one another by some days."""


@dataclass(frozen=True)
class Block:
    """The copies of one year: `times` of each row, with ids from `after` on, moved `back` years."""

    back: int
    times: int
    after: int

    def id_of(self, column: str) -> str:
        """SQL for the id of a copy, from the column that holds its model's."""
        return f"({self.after} + ({column} - 1) * {self.times} + c.k)"

    def model_of(self, copy_id: int) -> int:
        """Of which row that id is a copy."""
        return (copy_id - self.after - 1) // self.times + 1


def copied_tables() -> list[Table]:
    """What hangs on cases and their customers."""
    found = set(ROOTS)
    for table in metadata.sorted_tables:
        if any(key.column.table.name in found for key in table.foreign_keys):
            found.add(table.name)
    return [table for table in metadata.sorted_tables if table.name in found - LEFT_OUT]


def plan_blocks(last_id: int, closed: int, still_open: int, wanted: int) -> list[Block]:
    """How often to copy for about `wanted` cases in all, the same number a year; the oldest year first."""
    found, after = [], last_id
    left = wanted - closed - still_open
    for back in reversed(range(YEARS)):
        each = closed + (still_open / OPEN_IN if back == 0 else 0)
        block = Block(back, max(1, round(left / (back + 1) / each)), after)
        found.append(block)
        after += last_id * block.times
        left -= round(block.times * each)
    return found


def tell_again(to: Bulk, passages: Passages, wanted: int) -> list[Block]:
    """Copy the year that is in the database until there are `wanted` cases; how that was done."""
    tables = copied_tables()
    for table in tables:
        to.run(f'CREATE TEMPORARY TABLE told_{table.name} AS SELECT *, 0 AS live FROM "{table.name}"')  # noqa: S608
    to.make_room(tables)
    still_open = _mark_open(to, tables)
    _note_facts(to)
    _note_passages(to, passages)
    last_id = max(_number(to, f"SELECT max(id) FROM told_{table.name}") for table in tables)  # noqa: S608
    closed = _number(to, "SELECT count(*) FROM told_case") - still_open
    found = plan_blocks(last_id, closed, still_open, wanted)
    for block in found:
        _note_copies(to, block)
        for table in tables:
            to.run(_insert(to, table, block, tables))
    return found


def _number(to: Bulk, sql: str) -> int:
    return to.run(sql).fetchone()[0] or 0


def _mark_open(to: Bulk, tables: Sequence[Table]) -> int:
    """Mark the rows of open cases and all that hangs on them; how many cases that are."""
    for name, at_work in AT_WORK.items():
        to.run(f"UPDATE told_{name} SET live = 1 WHERE {at_work}")  # noqa: S608
    for name, column in ABOUT.items():
        of_case = "SELECT 'case:' || number FROM told_case WHERE live = 1"
        to.run(f"UPDATE told_{name} SET live = 1 WHERE {column} IN ({of_case})")  # noqa: S608
    names = {table.name for table in tables}
    for table in tables:
        for key in table.foreign_keys:
            above = key.column.table.name
            if above in names and table.name != "case":
                of_above = f"SELECT id FROM told_{above} WHERE live = 1"  # noqa: S608
                to.run(f"UPDATE told_{table.name} SET live = 1 WHERE {key.parent.name} IN ({of_above})")  # noqa: S608
    to.run("UPDATE told_mailbox_message SET live = 2 WHERE reason = 'loop'")  # what people have to look at
    return _number(to, "SELECT count(*) FROM told_case WHERE live = 1")


def _note_facts(to: Bulk) -> None:
    """Where the facts of an event name copied rows: the text around, and the ids."""
    columns = ", ".join(f"a{place} INTEGER" for place in range(PLACES))
    to.run(f"CREATE TEMPORARY TABLE told_facts (id INTEGER PRIMARY KEY, words TEXT, {columns})")
    rows = []
    for event_id, facts in to.run("SELECT id, facts FROM told_event").fetchall():
        given = json.loads(facts) if isinstance(facts, str) else facts
        ids = [given[name] for name in IDS_IN_FACTS if name in given]
        if ids:
            frame = {name: (f"<{name}>" if name in IDS_IN_FACTS else value) for name, value in given.items()}
            words = json.dumps(frame, ensure_ascii=False).replace("%", "%%")
            for name in IDS_IN_FACTS:
                words = words.replace(f'"<{name}>"', "%s")
            rows.append((event_id, words, *_in_order(given), *[None] * (PLACES - len(ids))))
    to.many("told_facts", rows)


def _in_order(facts: dict[str, Any]) -> list[int]:
    return [value for name, value in facts.items() if name in IDS_IN_FACTS]


def _note_passages(to: Bulk, passages: Passages) -> None:
    for name, texts in (
        ("opening", passages.openings),
        ("ending", passages.endings),
        ("name", passages.names),
    ):
        to.run(f"CREATE TEMPORARY TABLE told_{name} (place INTEGER PRIMARY KEY, words TEXT)")
        to.many(f"told_{name}", enumerate(texts))


def _note_copies(to: Bulk, block: Block) -> None:
    """Number the copies; each has a minute of the hour, and says whether it has the open cases."""
    minute = "INTERVAL" if to.dialect.name == "postgresql" else "TEXT"
    to.run("DROP TABLE IF EXISTS told_copy")
    to.run(f"CREATE TEMPORARY TABLE told_copy (k INTEGER PRIMARY KEY, minute {minute}, live INTEGER)")
    rows = []
    for k in range(1, block.times + 1):
        minutes, seconds = divmod(AN_HOUR * k / (block.times + 1), 60)
        at = f"{int(minutes):02d}:{seconds:09.6f}"
        live = int(block.back == 0 and k % OPEN_IN == 0)
        rows.append((k, f"00:{at}" if minute == "INTERVAL" else at, live))
    to.many("told_copy", rows)


def _insert(to: Bulk, table: Table, block: Block, tables: Sequence[Table]) -> str:
    names = {each.name for each in tables}
    columns = [column.name for column in table.columns]
    values = [_value(to, column, block, names) for column in table.columns]
    live = "b.live <= c.live" if table.name in _hanging_on_cases(tables) else "1 = 1"
    facts = " LEFT JOIN told_facts f ON f.id = b.id" if table.name == "event" else ""
    only = " AND b.subject LIKE 'case:%'" if table.name == "event" else ""
    return (
        f'INSERT INTO "{table.name}" ({", ".join(columns)}) SELECT {", ".join(values)}'  # noqa: S608
        f" FROM told_{table.name} b CROSS JOIN told_copy c{facts} WHERE {live}{only}"
    )


def _hanging_on_cases(tables: Sequence[Table]) -> set[str]:
    return {table.name for table in tables} - {"customer"}


def _value(to: Bulk, column: Column[Any], block: Block, copied: set[str]) -> str:
    """SQL for what a column of a copy holds."""
    table, own = column.table.name, f"b.{column.name}"
    if special := _special(to, f"{table}.{column.name}", own, block):
        return special
    if column.primary_key or any(key.column.table.name in copied for key in column.foreign_keys):
        return block.id_of(own)
    if isinstance(column.type, UTCDateTime):
        return to.moved(own, block.back)
    return own


def _special(to: Bulk, name: str, own: str, block: Block) -> str:
    new_id, customer = block.id_of("b.id"), block.id_of("b.customer_id")
    opening = _said("opening", new_id, STEP_OF_OPENINGS, OPENINGS)
    ending = _said("ending", new_id, STEP_OF_ENDINGS, ENDINGS)
    facts = ", ".join(block.id_of(f"f.a{place}") for place in range(PLACES))
    inspection = block.id_of(f"CAST(substr({own}, {len('inspection:') + 1}) AS INTEGER)")
    found = {
        "case.number": _renumbered(own, 4, block),
        "case.title": f"substr({opening}, 1, {TITLE})",
        "case.problem": f"{opening} || '，' || {ending} || '。'",
        "case.contact_name": _if_any(own, _said("name", customer, STEP_OF_NAMES, NAMES)),
        "case.contact_phone": _if_any(own, _phone(customer)),
        "case.contact_email": _if_any(own, _mail(customer)),
        "case.account": _if_any(own, f"'A' || {customer}"),
        "customer.name": _if_any(own, _said("name", new_id, STEP_OF_NAMES, NAMES)),
        "customer.phone": _if_any(own, _phone(new_id)),
        "customer.phone_end": _if_any(own, f"substr({_phone(new_id)}, 11)"),
        "customer.email": _if_any(own, _mail(new_id)),
        "customer.account": _if_any(own, f"'A' || {new_id}"),
        "event.facts": f"CASE WHEN f.id IS NULL THEN b.facts ELSE {to.json(f'format(f.words, {facts})')} END",
        "invitation.locator": f"'B' || {new_id}",
        "case_compensation.reference": _if_any(own, f"'B' || {new_id}"),
        "case_origin.number": f"'B' || {new_id}",
        "stored_file.key": f"'B' || {new_id}",
        "mailbox_message.digest": f"'B' || {new_id}",
        "inspection.draw_id": f"{own} - {MONTHS * block.back}",
        "inspection_correction.about": f"'inspection:' || {inspection}",
    }
    for table, column in ABOUT.items():
        found[f"{table}.{column}"] = f"'case:' || {_renumbered(own, 9, block)}"
    return found.get(name, "")


def _said(kind: str, number: str, step: int, count: int) -> str:
    return f"(SELECT words FROM told_{kind} WHERE place = {number} * {step} % {count})"  # noqa: S608


def _if_any(own: str, value: str) -> str:
    """Where the model has none, neither has the copy."""
    return f"CASE WHEN {own} = '' THEN '' WHEN {own} IS NOT NULL THEN {value} END"


def _phone(customer: str) -> str:
    return f"('+861' || (3000000000 + CAST({customer} AS BIGINT) * 7919 % 999999937))"


def _mail(customer: str) -> str:
    return f"('u' || {customer} || '@example.com')"


def _renumbered(own: str, year: int, block: Block) -> str:
    """A number of its own on the same day of another year; `year` is where the year begins in the column."""
    day, count = f"substr({own}, {year + 4}, 5)", f"CAST(substr({own}, {year + 9}) AS INTEGER)"
    moved, first = f"(CAST(substr({own}, {year}, 4) AS INTEGER) - {block.back})", NUMBERS * (block.back + 1)
    return f"'HY-' || {moved} || {day} || ({first} + ({count} - 1) * {block.times} + c.k)"
