"""The person is told of the matter, and says what they have to say (A-03)."""

from collections.abc import Sequence
from datetime import datetime

from models.accountability.actions.audience import acting, office, tell
from models.accountability.actions.clocks import move
from models.accountability.actions.guard import enter, said
from models.accountability.actions.paper import put_on_paper
from models.accountability.rules.due_process import Verb
from models.accountability.tables import Matter, MatterFile, Statement
from models.accountability.words import FilePart
from models.db import db
from models.events.actions import record
from models.files.tables import StoredFile
from models.papers.document import NoticeFacts
from models.papers.words import PaperKind
from models.people.tables import Staff


def notify_person(
    matter: Matter, *, notice: NoticeFacts | None = None, by: Staff, now: datetime, seen: int | None
) -> Matter:
    """Gives the person notice: they see the matter, its evidence and its clocks from now on, and the clock
    of their statement starts. What the notice says is issued as a paper. Records matter.notified.
    Raises as every verb does."""
    matter = enter(Verb.NOTIFY, matter, by=by, now=now, seen=seen)
    matter.notified_by_id, matter.notified_at = by.id, now
    db.session.flush()
    move(matter, by=by, now=now)
    put_on_paper(PaperKind.MATTER_NOTICE, matter, notice, by=by, now=now)
    record("matter.notified", matter, by=by, now=now)
    tell([matter.person_id], "matter_notified", matter, now=now)
    return matter


def make_statement(
    matter: Matter, text: str, files: Sequence[StoredFile] = (), *, by: Staff, now: datetime, seen: int | None
) -> Matter:
    """The person's statement, once, with what they attach; the investigation's clock starts.

    Records matter.stated. Raises as every verb does, and Invalid without words.
    """
    text = said("text", text)
    matter = enter(Verb.STATE, matter, by=by, now=now, seen=seen)
    matter.statement = Statement(text=text, at=now)
    matter.files.extend(MatterFile(part=FilePart.STATEMENT, file=file) for file in files)
    db.session.flush()
    move(matter, by=by, now=now)
    record("matter.stated", matter, by=by, now=now, files=len(files))
    tell(acting(matter, now=now) | office(matter, now=now), "matter_stated", matter, now=now)
    return matter
