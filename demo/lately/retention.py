"""A case that is held beyond its time, as its customer went to court (X-03); none is so old that it goes."""

from datetime import timedelta

from sqlalchemy import select

from demo.lately.stage import LEADER, Scene, Stage
from models.cases.tables import Case
from models.cases.words import Kind, State
from models.clock import local_day
from models.db import db
from models.personal.actions import hold_case

SEVERE = 3
A_YEAR = timedelta(days=365)


def before_a_court(stage: Stage) -> Scene:
    """The leading group has the oldest grave complaint held until there is a judgement."""
    yield (now := stage.back(2, 11, 5))
    grave = select(Case).where(
        Case.kind == Kind.COMPLAINT, Case.grade == SEVERE, Case.state == State.CLOSED, Case.closed_at < now
    )
    case = db.session.scalars(grave.order_by(Case.closed_at, Case.id).limit(1)).first()
    if case is not None:
        words = "客户已向法院起诉，判决生效前须完整保留往来记录。"
        hold_case(case, words, local_day(now) + A_YEAR, by=stage.staff(LEADER), now=now)


SCENES = [before_a_court]
