"""What others have a part in: requests for more time (G-03), tasks of assisting departments (T-04).

Each is read once a transaction, for who may do what and for the story alike.
"""

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from models.cases.tables import Assistance, AssistanceAnswer, Case, Extension
from models.cases.words import AssistState, ExtensionState
from models.db import db
from models.memory import remembered
from models.people.tables import Staff


def extensions_of(case: Case) -> Sequence[Extension]:
    """Every request for more time with who asked, the oldest first."""
    return remembered(
        ("extensions", case.id), lambda: db.session.scalars(_EXTENSIONS, {"case": case.id}).all()
    )


def assistances_of(case: Case) -> Sequence[Assistance]:
    """What assisting departments were asked for, with their answers, the oldest first."""
    return remembered(
        ("assistances", case.id), lambda: db.session.scalars(_ASSISTANCES, {"case": case.id}).all()
    )


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


_QUIET = (lazyload(Staff.grants), lazyload(Staff.department))
_EXTENSIONS = (
    select(Extension)
    .where(Extension.case_id == bindparam("case"))
    .options(joinedload(Extension.by).options(*_QUIET))
    .order_by(Extension.id)
)
_ASSISTANCES = (
    select(Assistance)
    .where(Assistance.case_id == bindparam("case"))
    .options(
        joinedload(Assistance.department),
        joinedload(Assistance.by).options(*_QUIET),
        selectinload(Assistance.answers).options(
            joinedload(AssistanceAnswer.by).options(*_QUIET),
            joinedload(AssistanceAnswer.reviewer).options(*_QUIET),
        ),
    )
    .order_by(Assistance.id)
)
