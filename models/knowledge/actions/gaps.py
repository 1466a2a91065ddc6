"""What was sought in vain is noted, and taken care of (K-01)."""

from datetime import datetime

from sqlalchemy import update

from models.db import changed_rows, db, insert_once
from models.errors import NotAllowed, WrongState
from models.events.actions import record
from models.knowledge.queries import ArticleFilter, count
from models.knowledge.rules.steps import may_write
from models.knowledge.tables import KnowledgeGap
from models.knowledge.words import Site
from models.library.rules.personal import find_personal
from models.people.tables import Staff
from models.texts import composed

LONGEST = 60


def note_gap(text: str, site: Site, *, now: datetime) -> bool:
    """Counts that somebody found nothing for these words; returns whether it was noted.

    Not noted: fewer than two signs, more than sixty, words with personal data in them, words that do find
    something. One that was ended opens again. No event: it is no decision.
    """
    words = " ".join(composed(text, "NFKC").lower().split())
    if not 2 <= len(words) <= LONGEST or find_personal(words):
        return False
    if count(ArticleFilter(words, customers=site is Site.PUBLIC)):
        return False
    if insert_once(KnowledgeGap, text=words, site=site, times=1, last_at=now):
        return True
    again = {
        KnowledgeGap.times: KnowledgeGap.times + 1,
        KnowledgeGap.last_at: now,
        KnowledgeGap.ended_at: None,
        KnowledgeGap.ended_by_id: None,
    }
    db.session.execute(
        update(KnowledgeGap).where(KnowledgeGap.text == words, KnowledgeGap.site == site).values(again),
        execution_options={"synchronize_session": False},
    )
    return True


def end_gap(gap: KnowledgeGap, *, by: Staff, now: datetime) -> None:
    """Somebody wrote about it, or nobody will. Records knowledge_gap.ended. Raises NotAllowed, WrongState."""
    if not may_write(by):
        raise NotAllowed("knowledge")
    ended = (
        update(KnowledgeGap)
        .where(KnowledgeGap.id == gap.id, KnowledgeGap.ended_at.is_(None))
        .values(ended_at=now, ended_by_id=by.id)
    )
    if changed_rows(ended) != 1:
        raise WrongState("knowledge_gap", "ended")
    record("knowledge_gap.ended", gap, by=by, now=now)
