"""Cases that belong together: the customer's others, merged ones, linked ones (T-06)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import BindParameter, Integer, Select, and_, bindparam, or_, select, union_all
from sqlalchemy.orm import joinedload

from models.cases.queries.scope import viewpoint, visible_to
from models.cases.rules.belonging import leads_on, same_customer
from models.cases.tables import Case, CaseFile, Contact, Link, Merge
from models.cases.words import Direction, State
from models.db import db
from models.memory import remembered
from models.people.tables import Staff
from models.prepared import prepared

EARLIER_SHOWN = 5
EARLIER_READ = 20
"""So many of the customer's other cases can be merged with; fewer are shown."""


@dataclass(frozen=True)
class Related:
    """What belongs to a case, as far as a person may see it; the latest first.

    `linked` are cases with their links, `merged` those that went up in it, `into` the one that carries it on,
    `own` the customer's others. `in_sight` are the numbers of all of them, and of those that were linked or
    merged once.
    """

    linked: Sequence[tuple[Case, Link]] = ()
    merged: Sequence[Case] = ()
    into: Case | None = None
    own: Sequence[Case] = ()
    in_sight: frozenset[str] = frozenset()

    @property
    def earlier(self) -> Sequence[Case]:
        """The customer's other cases that are not shown among the linked and merged ones."""
        shown = {case.id for case, _link in self.linked} | {case.id for case in self.merged}
        shown |= {self.into.id} if self.into else set()
        return [case for case in self.own if case.id not in shown][:EARLIER_SHOWN]

    @property
    def to_merge(self) -> Sequence[Case]:
        """The cases that this one could be merged into."""
        return [case for case in self.own if case.open]


@dataclass(frozen=True)
class Joined:
    """A case that another carries on, with what its customer said later and the files."""

    merge: Merge
    case: Case
    words: Sequence[Contact]
    files: Sequence[CaseFile]


def related(case: Case, staff: Staff) -> Related:
    """All of it in one query, asked once for card and forms."""
    rows = remembered(("related", case.id, staff.id), lambda: _related(case, staff))
    found = [(row, link) for row, link in rows if row.id != case.id]
    return Related(
        linked=[(row, link) for row, link in found if link is not None],
        merged=[row for row, _link in found if row.merged_into_id == case.id],
        into=next((row for row, _link in found if row.id == case.merged_into_id), None),
        own=[row for row, _link in found if _same_and_known(row, case)],
        in_sight=frozenset(row.number for row, _link in found),
    )


def _same_and_known(row: Case, case: Case) -> bool:
    """Nobody is told by one case who the customer of another was, once either has lost that (X-03)."""
    return row.expired_at is None and case.expired_at is None and same_customer(row, case)


def _related(case: Case, staff: Staff) -> Sequence[tuple[Case, Link | None]]:
    rows = prepared(("what belongs to a case", viewpoint(staff)), lambda: _of_one(staff))
    values = {
        "case": case.id,
        "customer": case.customer_id,
        "phone": case.contact_phone or None,
        "email": case.contact_email or None,
    }
    return [(row, link) for row, link in db.session.execute(rows, values)]


def _of_one(staff: Staff) -> Select[Case, Link]:
    """The statement of `_related` for one case, which is told when it runs."""
    one: BindParameter[int] = bindparam("case", type_=Integer)
    own = or_(
        Case.customer_id == bindparam("customer"),
        Case.contact_phone == bindparam("phone"),
        Case.contact_email == bindparam("email"),
    )
    latest = (
        visible_to(staff)
        .with_only_columns(Case.id)
        .where(own, Case.id != one)
        .order_by(Case.state == State.CLOSED, Case.received_at.desc())
        .limit(EARLIER_READ)
        .subquery()
    )
    holds = Link.ended_at.is_(None)
    ids = union_all(
        select(latest.c.id),
        select(Link.other_id).where(Link.case_id == one),
        select(Link.case_id).where(Link.other_id == one),
        select(Merge.case_id).where(Merge.into_id == one),
        select(Merge.into_id).where(Merge.case_id == one),
    ).subquery()
    between = or_(
        and_(Link.case_id == one, Link.other_id == Case.id),
        and_(Link.other_id == one, Link.case_id == Case.id),
    )
    return (
        visible_to(staff)
        .where(Case.id.in_(select(ids.c[0])))
        .outerjoin(Link, and_(holds, between))
        .add_columns(Link)
        .order_by(Case.received_at.desc(), Case.id.desc())
    )


def merge_of(case: Case) -> Merge | None:
    """The merge by which a case went up in another, while it holds."""
    return db.session.scalars(
        select(Merge).where(Merge.case_id == case.id, Merge.separated_at.is_(None))
    ).first()


def link_between(case: Case, other: Case) -> Link | None:
    """The link of two cases, while it holds."""
    first, second = sorted((case.id, other.id))
    return db.session.scalars(
        select(Link).where(Link.case_id == first, Link.other_id == second, Link.ended_at.is_(None))
    ).first()


def joined(case: Case) -> Sequence[Joined]:
    """The cases that went up in this one, the first first. Three queries, or one where there are none."""
    merges = db.session.scalars(
        select(Merge)
        .where(Merge.into_id == case.id, Merge.separated_at.is_(None))
        .options(joinedload(Merge.case))
        .order_by(Merge.id)
    ).all()
    if not merges:
        return []
    ids = [merge.case_id for merge in merges]
    words = db.session.scalars(
        select(Contact)
        .where(Contact.case_id.in_(ids), Contact.direction == Direction.IN)
        .order_by(Contact.at, Contact.id)
    ).all()
    files = db.session.scalars(
        select(CaseFile)
        .where(CaseFile.case_id.in_(ids))
        .options(joinedload(CaseFile.file))
        .order_by(CaseFile.id)
    ).all()
    return [
        Joined(
            merge,
            merge.case,
            [word for word in words if word.case_id == merge.case_id],
            [file for file in files if file.case_id == merge.case_id],
        )
        for merge in merges
    ]


def carried_on_by(case: Case) -> Case | None:
    """The case that carries this one on, where it was merged."""
    return db.session.get(Case, case.merged_into_id) if case.merged_into_id else None


def shown_in(case: Case) -> Sequence[Joined]:
    """Those of the joined cases whose words the customer who holds the link of this case may read."""
    return [each for each in joined(case) if leads_on(each.case, case)]
