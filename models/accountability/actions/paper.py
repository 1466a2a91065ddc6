"""Papers of a matter: issued with the step that they tell of (A-03)."""

from datetime import datetime

from models.accountability.tables import Matter
from models.papers.actions import issue
from models.papers.actions import withdraw as void
from models.papers.document import NoticeFacts
from models.papers.queries import papers_about
from models.papers.tables import Paper
from models.papers.words import PaperKind, PaperState
from models.people.tables import Staff


def put_on_paper(
    kind: PaperKind, matter: Matter, facts: NoticeFacts | None, *, by: Staff, now: datetime
) -> Paper | None:
    """Issues a paper about the matter in the person's language; none where nothing is to be on it."""
    if facts is None:
        return None
    return issue(kind, about=matter.audit_name, facts=facts, language=matter.person.language, by=by, now=now)


def take_back_decision(matter: Matter, instead: Paper | None, *, by: Staff, now: datetime) -> None:
    """The paper of the decision does not stand any more; another one is in its place."""
    for paper in papers_about(matter.audit_name):
        if paper.kind is PaperKind.DECISION and paper.state is PaperState.VALID:
            void(paper, replaced_by=instead, by=by, now=now)
