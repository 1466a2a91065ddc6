"""What others have a part in: requests for more time (G-03), tasks of assisting departments (T-04).

Each is read once a transaction, for who may do what and for the story alike.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from models.cases.tables import Assistance, AssistanceAnswer, Case, Extension
from models.cases.words import AssistState, ExtensionState
from models.db import db
from models.memory import remembered
from models.people.tables import Staff


def extensions_of(case: Case) -> Sequence[Extension]:
    """Every request for more time with who asked, the oldest first."""
    rows = (
        select(Extension)
        .where(Extension.case_id == case.id)
        .options(joinedload(Extension.by).options(lazyload(Staff.grants)))
        .order_by(Extension.id)
    )
    return remembered(("extensions", case.id), lambda: db.session.scalars(rows).all())


def assistances_of(case: Case) -> Sequence[Assistance]:
    """What assisting departments were asked for, with their answers, the oldest first."""
    rows = (
        select(Assistance)
        .where(Assistance.case_id == case.id)
        .options(
            joinedload(Assistance.department),
            joinedload(Assistance.by).options(lazyload(Staff.grants)),
            selectinload(Assistance.answers).options(
                joinedload(AssistanceAnswer.by).options(lazyload(Staff.grants)),
                joinedload(AssistanceAnswer.reviewer).options(lazyload(Staff.grants)),
            ),
        )
        .order_by(Assistance.id)
    )
    return remembered(("assistances", case.id), lambda: db.session.scalars(rows).all())


def requests_among(cases: Sequence[Case]) -> dict[int, Extension]:
    """The requests for more time that wait, of many cases at once, by case id; for who has to do what."""
    waits = (Extension.case_id.in_([case.id for case in cases]), Extension.state == ExtensionState.ASKED)
    return {each.case_id: each for each in db.session.scalars(select(Extension).where(*waits))}


def open_tasks_among(cases: Sequence[Case]) -> dict[int, list[Assistance]]:
    """The open tasks of assisting departments with their answers, of many cases at once, by case id."""
    found: dict[int, list[Assistance]] = {case.id: [] for case in cases}
    rows = (
        select(Assistance)
        .where(Assistance.case_id.in_(found), Assistance.state.in_((AssistState.ASKED, AssistState.ANSWERED)))
        .options(joinedload(Assistance.answers))
        .order_by(Assistance.id)
    )
    for row in db.session.scalars(rows).unique():
        found[row.case_id].append(row)
    return found
