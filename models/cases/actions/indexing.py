"""Taking the words of a case into the index that search reads."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from models.cases.rules.grams import grams, name_grams
from models.cases.tables import Case, case_gram
from models.db import db

TEXTS = ("title", "problem", "expected", "happened_where")
"""What a case is found by, besides the name given."""


def index_case(case: Case) -> None:
    """By its title, what the customer said and wishes, and the name given. For actions that write them."""
    found = grams(*(getattr(case, name) for name in TEXTS))
    _write(case.id, found | name_grams(case.contact_name))


def index_words(case: Case, *texts: str) -> None:
    """By more words with the customer (H-05)."""
    _write(case.id, grams(*texts))


def index_many(cases: Iterable[Mapping[str, Any]]) -> None:
    """As `index_case` for many at once, given as the columns of their rows."""
    _insert({"gram": gram, "case_id": case["id"]} for case in cases for gram in sorted(_of_columns(case)))


def index_many_words(said: Mapping[int, Sequence[str]]) -> None:
    """As `index_words` for many cases at once, by their ids."""
    _insert({"gram": gram, "case_id": each} for each, texts in said.items() for gram in sorted(grams(*texts)))


def _of_columns(case: Mapping[str, Any]) -> frozenset[int]:
    return grams(*(case[name] for name in TEXTS)) | name_grams(case["contact_name"])


def _write(case_id: int, found: Iterable[int]) -> None:
    _insert({"gram": gram, "case_id": case_id} for gram in sorted(found))


def _insert(rows: Iterator[dict[str, int]]) -> None:
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    if found := list(rows):
        db.session.execute(insert(case_gram).on_conflict_do_nothing(), found)
