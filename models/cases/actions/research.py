"""A voice of market research becomes a case, with the background of the study (V-01)."""

from datetime import datetime

from sqlalchemy import select

from models.cases.actions.open_case import open_case
from models.cases.channel_intake import Researched
from models.cases.intake import Intake
from models.cases.tables import Case, Study
from models.db import db
from models.people.tables import Staff


def register_research(intake: Intake, told: Researched, *, by: Staff, now: datetime) -> Case:
    """As `open_case`, with the study; sent twice it is one case."""
    case = open_case(intake, by=by, now=now)
    if db.session.scalar(select(Study.id).where(Study.case_id == case.id)) is None:
        study = Study(
            case_id=case.id,
            name=told.name,
            method=told.method,
            held_on=told.held_on,
            background=told.background,
        )
        db.session.add(study)
        db.session.flush()
    return case
