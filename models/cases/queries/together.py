"""What others have a part in: requests for more time (G-03), tasks of assisting departments (T-04).

Each is read once a transaction, for who may do what and for the story alike.
"""

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from models.cases.tables import Assistance, AssistanceAnswer, Case, Extension
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
