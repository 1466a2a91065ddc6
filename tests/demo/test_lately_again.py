"""What happened lately at the demo company is told twice."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from demo.lately import tell_lately
from demo.loading.load import load
from demo.story import Company
from models.cases.tables import Case
from models.files.storage import FolderStore


def told(session: Session, company: Company, folder: Path) -> list[object]:
    """Its cases, as they stand after telling it anew in an empty database."""
    session.rollback()
    load(replace(company, stories=()), now=company.until)
    tell_lately(company, store=FolderStore(folder))
    found = session.scalars(select(Case).order_by(Case.id))
    return [(each.number, each.problem, each.state, each.received_at) for each in found]


def test_it_is_the_same_each_time(session: Session, company: Company, tmp_path: Path) -> None:
    assert told(session, company, tmp_path) == told(session, company, tmp_path) != []
