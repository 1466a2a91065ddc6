"""The owner of an article is told that its review day has come (K-01)."""

from datetime import datetime

from sqlalchemy import or_, update

from models.clock import local_day
from models.db import changed_rows, db
from models.knowledge.tables import Article
from models.knowledge.words import ArticleState
from models.outbox.actions import notify


def remind_of_review(article_id: int, *, now: datetime) -> bool:
    """Tells the owner once for each review day; returns whether it was due. Two at once tell once."""
    claimed = (
        update(Article)
        .where(
            Article.id == article_id,
            Article.state == ArticleState.PUBLISHED,
            Article.review_on <= local_day(now),
            or_(Article.noticed_on.is_(None), Article.noticed_on != Article.review_on),
        )
        .values(noticed_on=Article.review_on)
        .execution_options(synchronize_session=False)
    )
    if changed_rows(claimed) != 1:
        return False
    article = db.session.get_one(Article, article_id, populate_existing=True)
    return notify(
        article.owner_id,
        "article_to_review",
        about=article.audit_name,
        now=now,
        dedupe=f"{article.audit_name}:{article.review_on:%Y%m%d}",
    )
