"""Many papers are put into one file."""

from collections.abc import Sequence
from datetime import datetime

from models.db import db
from models.errors import Invalid, WrongState
from models.events.actions import SYSTEM, record
from models.files.tables import StoredFile
from models.papers.rules import MOST_IN_A_BUNDLE
from models.papers.tables import Paper, PaperBundle, PaperBundleItem
from models.papers.words import PaperKind
from models.people.tables import Staff


def bundle(papers: Sequence[Paper], *, title: str, by: Staff, now: datetime) -> PaperBundle:
    """Asks for one file of these papers in this order, such as the certificates of a year (C-01).

    The clock makes it when each is printed; `by` alone sees its progress and takes it. Event
    `bundle.asked`. Raises Invalid on `papers` (`required`, `too_many`); ValueError for other papers than
    certificates, which are a page each.
    """
    if not papers:
        raise Invalid("papers", "required")
    if len(papers) > MOST_IN_A_BUNDLE:
        raise Invalid("papers", "too_many")
    if any(paper.kind is not PaperKind.CERTIFICATE for paper in papers):
        raise ValueError("certificates alone are bundled")
    made = PaperBundle(title=title, by_id=by.id, created_at=now)
    db.session.add(made)
    db.session.flush()
    db.session.add_all(
        PaperBundleItem(bundle_id=made.id, paper_id=paper.id, position=place, created_at=now)
        for place, paper in enumerate(papers, start=1)
    )
    db.session.flush()
    record("bundle.asked", made, by=by, now=now, paper_count=len(papers))
    return made


def bundled(made: PaperBundle, file: StoredFile, *, now: datetime) -> None:
    """The bundle is this file; event `bundle.made`. Raises WrongState when it has one."""
    if made.file_id is not None:
        raise WrongState("bundling", "done")
    made.file_id, made.done_at = file.id, now
    db.session.flush()
    record("bundle.made", made, by=SYSTEM, now=now, size=file.size)
