"""What others have a part in: requests for more time, joint talks (G-03), tasks of departments (T-04).

Each is read once a transaction, for who may do what and for the story alike.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from models.cases.tables import Assistance, AssistanceAnswer, Case, Extension, JointTalk
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


def joint_talks_of(case: Case) -> Sequence[JointTalk]:
    """The talks of two sides with the customer, with what was said, the oldest first (G-03)."""
    rows = (
        select(JointTalk)
        .where(JointTalk.case_id == case.id)
        .options(
            joinedload(JointTalk.contact),
            joinedload(JointTalk.department_side).options(lazyload(Staff.grants)),
            joinedload(JointTalk.service_side).options(lazyload(Staff.grants)),
        )
        .order_by(JointTalk.id)
    )
    return remembered(("joint_talks", case.id), lambda: db.session.scalars(rows).all())


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
