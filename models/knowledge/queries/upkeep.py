"""What of the knowledge base needs care: old, unhelpful, in the making, sought in vain (K-01)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload, lazyload

from models.db import db
from models.knowledge.tables import Article, ArticleVersion, KnowledgeGap
from models.knowledge.words import ArticleState
from models.people.tables import Staff

ENOUGH_VOTES = 5
"""Under so many votes nothing is said of an article."""


@dataclass(frozen=True)
class Care:
    """An article that needs care: its review day is over, or it helped fewer than half of its readers."""

    article: Article
    late: bool
    unhelpful: bool


def in_need(on: date, limit: int = 200) -> list[Care]:
    """The stale list, the longest waiting first."""
    found = select(Article).where(
        Article.state == ArticleState.PUBLISHED, or_(Article.review_on <= on, _unhelpful())
    )
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    named = (joinedload(Article.owner).options(*quiet), joinedload(Article.current))
    rows = db.session.scalars(found.options(*named).order_by(Article.review_on, Article.id).limit(limit))
    return [Care(each, each.review_on <= on, unhelpful(each)) for each in rows]


def unhelpful(article: Article) -> bool:
    """Whether enough readers voted, and more than half of them that it did not help."""
    votes = article.helped + article.not_helped
    return votes >= ENOUGH_VOTES and article.not_helped * 2 > votes


def drafts_with_articles(limit: int = 200) -> Sequence[tuple[ArticleVersion, Article]]:
    """The versions in the making with their articles, the oldest first."""
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    found = (
        select(ArticleVersion, Article)
        .join(Article, Article.id == ArticleVersion.article_id)
        .where(ArticleVersion.published_at.is_(None))
    )
    named = joinedload(ArticleVersion.written_by).options(*quiet)
    rows = db.session.execute(found.options(named).order_by(ArticleVersion.id).limit(limit))
    return [(text, article) for text, article in rows]


def gaps(limit: int = 100) -> Sequence[KnowledgeGap]:
    """What was sought in vain and nobody took care of, the most wanted first."""
    found = select(KnowledgeGap).where(KnowledgeGap.ended_at.is_(None))
    return db.session.scalars(
        found.order_by(KnowledgeGap.times.desc(), KnowledgeGap.last_at.desc()).limit(limit)
    ).all()


def gap(gap_id: int) -> KnowledgeGap | None:
    """One of `gaps`."""
    found = select(KnowledgeGap).where(KnowledgeGap.id == gap_id, KnowledgeGap.ended_at.is_(None))
    return db.session.scalars(found).first()


def reviews_due(on: date, limit: int = 200) -> Sequence[int]:
    """The articles whose review day has come and whose owner was not told of it yet."""
    found = select(Article.id).where(
        Article.state == ArticleState.PUBLISHED,
        Article.review_on <= on,
        or_(Article.noticed_on.is_(None), Article.noticed_on != Article.review_on),
    )
    return db.session.scalars(found.order_by(Article.review_on).limit(limit)).all()


def _unhelpful() -> ColumnElement[bool]:
    votes = Article.helped + Article.not_helped
    return and_(votes >= ENOUGH_VOTES, Article.not_helped * 2 > votes)
