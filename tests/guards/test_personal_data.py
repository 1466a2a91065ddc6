"""X-03: each column that can hold text, each file and index is told what forgetting a customer does."""

from collections.abc import Iterator

from sqlalchemy import JSON, Column, Enum, LargeBinary, String

from models.personal.rules import elsewhere, places
from models.schema import metadata

EMPTIED = (
    places.EMPTIED_AT_WITHDRAWAL,
    places.LETTERS,
    places.NOTICES,
    places.TRAIL,
    places.ANSWERS,
    places.THREADS,
    elsewhere.SEARCHED,
)


def told() -> Iterator[tuple[str, str]]:
    """Each column that is named in a list of what is forgotten, once for each list."""
    for table, place in places.HELD.items():
        yield from ((table, name) for name in (*place.cleaned, *place.emptied))
    for each in EMPTIED:
        yield from ((table, name) for table, names in each.items() for name in names)


def holds_text(column: Column[object]) -> bool:
    return isinstance(column.type, String | JSON | LargeBinary) and not isinstance(column.type, Enum)


TEXTS = {
    (table.name, each.name) for table in metadata.tables.values() for each in table.c if holds_text(each)
}


def test_x03_no_text_is_forgotten_when_a_customer_is() -> None:
    """Forgotten, searched for a number, or said why it is nobody's: one of them, for each column."""
    named = list(told())
    assert sorted(set(named) - TEXTS) == []
    assert len(named) == len(set(named))
    tables = {table for table, _name in named} | set(places.HELD)
    assert sorted(tables & set(elsewhere.NOBODYS)) == []
    untold = {
        (table, name)
        for table, name in TEXTS - set(named)
        if table not in elsewhere.NOBODYS
        and not (table in tables and (name in elsewhere.CODES or f"{table}.{name}" in elsewhere.CODES))
    }
    assert sorted(untold) == []


def test_x03_the_lists_name_nothing_that_is_gone() -> None:
    with_text = {table for table, _name in TEXTS}
    assert sorted(set(elsewhere.NOBODYS) - with_text) == []
    left = {f"{table}.{name}" for table, name in TEXTS} | {name for _table, name in TEXTS}
    assert sorted(set(elsewhere.CODES) - left) == []
    assert sorted(set(places.HELD) - set(metadata.tables)) == []
    for table, place in places.HELD.items():
        assert sorted(set(place.by) - set(metadata.tables[table].c.keys())) == []
        assert bool(place.by) != (table in places.LEAD_TO), table


def test_x03_every_file_is_told() -> None:
    found = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.c
        for key in column.foreign_keys
        if key.column.table.name == "stored_file"
    }
    assert found == set(places.FILES) | set(elsewhere.FILES_KEPT)
    assert sorted(set(places.FILES) & set(elsewhere.FILES_KEPT)) == []


def test_x03_every_index_of_words_is_told() -> None:
    found = {name for name, table in metadata.tables.items() if {"gram", "sign"} & set(table.c.keys())}
    assert found == set(places.INDEXES) | set(elsewhere.INDEXES_KEPT)
