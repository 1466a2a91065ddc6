"""A paper no longer stands; it stays, and says so to whoever asks."""

from datetime import datetime

from models.db import db
from models.errors import WrongState
from models.events.actions import record
from models.events.tables import Party
from models.papers.tables import Paper
from models.papers.words import PaperState
from models.people.tables import Staff


def withdraw(
    paper: Paper, *, replaced_by: Paper | None = None, by: Staff | Party, now: datetime, reason: str = ""
) -> None:
    """The paper is void from now on, and /verify says so with the number of what takes its place (A-03).

    Event `paper.withdrawn`. Raises WrongState when it is withdrawn already; ValueError where a paper would
    replace itself.
    """
    db.session.refresh(paper, attribute_names=["state"], with_for_update={"of": Paper})
    if paper.state is PaperState.WITHDRAWN:
        raise WrongState("withdrawal", paper.state)
    if replaced_by is paper:
        raise ValueError("a paper cannot replace itself")
    paper.state = PaperState.WITHDRAWN
    paper.withdrawn_at = now
    paper.replaced_by_id = replaced_by.id if replaced_by is not None else None
    db.session.flush()
    new = replaced_by.number if replaced_by is not None else None
    record("paper.withdrawn", paper, by=by, now=now, reason=reason, replaced_by=new)
