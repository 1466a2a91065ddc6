"""Two people on one part of a draft: what stands there now, beside what the second one typed (S-01, H-07)."""

from dataclasses import dataclass
from datetime import datetime

from models.db import db
from models.events.queries import history
from models.people.tables import Staff
from models.surveys.document import Document
from models.surveys.tables import QuestionnaireVersion
from portal.questionnaires.changes import told

CHANGED = "questionnaire.changed"


@dataclass(frozen=True)
class Clash:
    """Who changed the part meanwhile and when, and each thing about it: its name, theirs, yours."""

    by: Staff | None
    at: datetime | None
    pieces: tuple[tuple[str, str, str], ...]


def clash(version: QuestionnaireVersion, part: str, mine: Document) -> Clash:
    """What the draft says of a part, beside what it would say if `mine` were saved.

    Without pieces both say the same.
    """
    pieces = [piece for each in told(version.draft, mine) if each.part == part for piece in each.pieces]
    changes = [
        event
        for event in history(version.audit_name)
        if event.kind == CHANGED and event.facts.get("part") in (part, None)
    ]
    last = changes[-1] if changes else None
    who = db.session.get(Staff, last.staff_id) if last is not None and last.staff_id else None
    return Clash(who, last.at if last is not None else None, tuple(pieces))
