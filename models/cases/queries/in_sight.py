"""Which of some cases a person may see, and the name that is not to be shown of each."""

from collections.abc import Collection

from models.cases.queries.scope import visible_to
from models.cases.tables import Case
from models.db import db
from models.people.tables import Staff


def names_in_sight(staff: Staff, numbers: Collection[str]) -> dict[str, str]:
    """The numbers among these that this person may open, each with what its customer is called."""
    if not numbers:
        return {}
    seen = visible_to(staff).with_only_columns(Case.number, Case.contact_name)
    return dict(db.session.execute(seen.where(Case.number.in_(set(numbers)))).all())
