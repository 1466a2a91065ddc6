"""A reader says whether an article helped (K-01)."""

from datetime import datetime

from sqlalchemy import func, select, update

from models.db import db, insert_once
from models.errors import WrongState
from models.knowledge.tables import Article, ArticleVote
from models.knowledge.words import ArticleState
from models.library.rules.personal import find_personal, without
from models.people.tables import Staff

LONGEST = 500


def vote(article: Article, *, helped: bool, words: str = "", by: Staff | None, now: datetime) -> None:
    """Counts a vote on the current version: of who works here once, the last word counting; of customers
    each. What is personal in the words is taken out. No event: it is no decision.

    Raises WrongState where it is not published.
    """
    current = article.current
    if article.state is not ArticleState.PUBLISHED or current is None:
        raise WrongState("article", article.state.value)
    said = words.strip()[:LONGEST]
    said = without(said, find_personal(said))[:LONGEST]
    given = {"helped": helped, "words": said, "at": now}
    by_id = by.id if by is not None else None
    if by_id is None:
        db.session.add(ArticleVote(article_version_id=current.id, by_id=None, **given))
        db.session.flush()
    elif not insert_once(ArticleVote, article_version_id=current.id, by_id=by_id, **given):
        mine = (ArticleVote.article_version_id == current.id, ArticleVote.by_id == by_id)
        db.session.execute(update(ArticleVote).where(*mine).values(given))
    _count(article, current.id)


def _count(article: Article, current_id: int) -> None:
    """The counts follow from the rows, so no two votes at once lose one."""
    votes = select(func.count()).where(ArticleVote.article_version_id == current_id)
    counted = {
        Article.helped: votes.where(ArticleVote.helped.is_(True)).scalar_subquery(),
        Article.not_helped: votes.where(ArticleVote.helped.is_(False)).scalar_subquery(),
    }
    db.session.execute(
        update(Article).where(Article.id == article.id).values(counted),
        execution_options={"synchronize_session": False},
    )
    db.session.refresh(article, ["helped", "not_helped"])
