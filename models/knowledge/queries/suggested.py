"""Which articles may answer a case, by its words (K-01): three queries whatever the number of articles."""

from collections.abc import Sequence

from sqlalchemy import case as when
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from models.db import db
from models.knowledge.rules.parts import LEAST_PARTS, parts_of, telling
from models.knowledge.tables import EVERY_ARTICLE, Article, ArticlePart, article_gram

MOST = 4


def suggested_for(*texts: str, most: int = MOST) -> Sequence[Article]:
    """The published articles that share most of what these texts tell, the likeliest first.

    What a part tells counts by the square root of where it stands: in a title more than in the text below.
    """
    parts = parts_of(*texts)
    if not parts:
        return []
    found = select(ArticlePart.gram, ArticlePart.articles).where(
        ArticlePart.gram.in_((*parts, EVERY_ARTICLE))
    )
    counts = {gram: articles for gram, articles in db.session.execute(found)}  # noqa: C416 (typed)
    weights = telling(parts, counts, counts.get(EVERY_ARTICLE, 0))
    if len(weights) < LEAST_PARTS:
        return []
    tells = when(weights, value=article_gram.c.gram)
    score = func.sum(tells * article_gram.c.weight)
    likest = (
        select(article_gram.c.article_id, score.label("score"))
        .where(article_gram.c.gram.in_(weights))
        .group_by(article_gram.c.article_id)
        .having(func.count() >= LEAST_PARTS)
        .order_by(score.desc(), article_gram.c.article_id.desc())
        .limit(most)
        .subquery()
    )
    rows = (
        select(Article)
        .join(likest, likest.c.article_id == Article.id)
        .options(joinedload(Article.current))
        .order_by(likest.c.score.desc(), Article.id.desc())
    )
    return db.session.scalars(rows).all()
