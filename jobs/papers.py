"""Papers are printed: each gets its one file, and bundles theirs when all in them are (A-03, C-01)."""

from datetime import datetime
from io import BytesIO

from jobs.job import Tally, claim, each_apart, write
from models.db import db
from models.events.actions import SYSTEM
from models.files.actions import keep_as_it_is
from models.files.tables import StoredFile
from models.papers import actions, queries
from models.papers.tables import Paper, PaperBundle
from web.downloads import file_store
from web.papers import bundle_paper, issued_paper

AT_ONCE = 50
"""Papers of one run; what is left follows with the next, so that other jobs get their turn."""
PDF = "application/pdf"
MOST = 200 * 1024 * 1024


def print_papers(now: datetime) -> Tally:
    """Makes the files of papers and of bundles that wait for them."""
    papers = each_apart(queries.to_print(limit=AT_ONCE), lambda paper: print_one(paper, now), name="papers")
    bundles = each_apart(queries.to_bundle(), lambda bundle: bind_one(bundle, now), name="bundles")
    return papers + bundles


def print_one(paper_id: int, now: datetime) -> bool:
    """Prints one paper unless another process was quicker; whether it did.

    The PDF is made before the transaction that writes begins, so nobody waits for it.
    """
    paper = db.session.get(Paper, paper_id, populate_existing=True)
    if paper is None or paper.printed:
        return False
    content, name = issued_paper(paper), f"{paper.number}.pdf"

    def store() -> bool:
        ours = claim(Paper, paper_id, Paper.file_id.is_(None))
        if ours is None:
            return False
        actions.printed(ours, _kept(content, name, now), now=now)
        return True

    return write(store)


def bind_one(bundle_id: int, now: datetime) -> bool:
    """Puts the papers of one bundle into a file unless another process was quicker; whether it did."""
    bundle = db.session.get(PaperBundle, bundle_id, populate_existing=True)
    if bundle is None or bundle.file_id is not None:
        return False
    content, name = bundle_paper(queries.papers_of(bundle), bundle.title), f"{bundle.title}.pdf"

    def store() -> bool:
        ours = claim(PaperBundle, bundle_id, PaperBundle.file_id.is_(None))
        if ours is None:
            return False
        actions.bundled(ours, _kept(content, name, now), now=now)
        return True

    return write(store)


def _kept(content: bytes, name: str, now: datetime) -> StoredFile:
    return keep_as_it_is(BytesIO(content), name, PDF, store=file_store(), most=MOST, by=SYSTEM, now=now)
