"""Taking the words of a case into the index that search reads."""

from collections.abc import Iterable

from sqlalchemy.dialects import postgresql, sqlite

from models.cases.rules.grams import grams, name_grams
from models.cases.tables import Case, case_gram
from models.db import db


def index_case(case: Case) -> None:
    """By its title, what the customer said and wishes, and the name given. For actions that write them."""
    found = grams(case.title, case.problem, case.expected, case.happened_where)
    _write(case.id, found | name_grams(case.contact_name))


def index_words(case: Case, *texts: str) -> None:
    """By more words with the customer (H-05)."""
    _write(case.id, grams(*texts))


def _write(case_id: int, found: Iterable[int]) -> None:
    rows = [{"gram": gram, "case_id": case_id} for gram in sorted(found)]
    if rows:
        insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
        db.session.execute(insert(case_gram).on_conflict_do_nothing(), rows)
