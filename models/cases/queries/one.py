"""One case, with what its screen shows."""

from collections.abc import Collection

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload, lazyload

from models.cases.queries.scope import viewpoint, visible_to
from models.cases.tables import Case
from models.db import db
from models.people.tables import Staff
from models.prepared import prepared

_QUIET = (lazyload(Staff.grants), lazyload(Staff.department))
_WITH = (
    joinedload(Case.customer),
    joinedload(Case.lead_department),
    joinedload(Case.owner).options(*_QUIET),
    joinedload(Case.second).options(*_QUIET),
    joinedload(Case.registered_by).options(*_QUIET),
    joinedload(Case.origin),
    joinedload(Case.store),
    joinedload(Case.product),
)


def _whole(found: Select[Case]) -> Select[Case]:
    return found.options(*_WITH)


def find(staff: Staff | None, number: str) -> Case | None:
    """The case of this number if the person may see it; a stranger gets None, as for no such number."""
    named = prepared(
        ("one case", viewpoint(staff) if staff is not None else None),
        lambda: _whole(visible_to(staff)).where(Case.number == bindparam("number")),
    )
    return db.session.scalars(named, {"number": number.upper()}).unique().first()


def opened_of(staff: Staff, numbers: Collection[str]) -> set[str]:
    """Which of these cases a person may open; no query for none."""
    if not numbers:
        return set()
    seen = visible_to(staff).where(Case.number.in_(numbers)).with_only_columns(Case.number)
    return set(db.session.scalars(seen))


def held(case: Case, *others: Case) -> Case:
    """The case as it is now, kept from all other writers until this transaction ends (H-07).

    Every step begins with it, so two at once take their turns: the second sees what the first did,
    its limits and its words, instead of doing the same again or waiting in a ring with it. Steps on two
    cases hold both, in one order whoever asks. On SQLite a writer has the whole database anyway.
    """
    for each in sorted({case, *others}, key=lambda row: row.id):
        db.session.scalars(
            _whole(select(Case))
            .where(Case.id == each.id)
            .with_for_update(of=Case, key_share=True)
            .execution_options(populate_existing=True)
        ).unique().one()
    return case


def tracked(number: str) -> Case | None:
    """The case of this number for its customer, whose key the caller has checked (H-08)."""
    return db.session.scalars(_whole(select(Case)).where(Case.number == number.upper())).unique().first()
