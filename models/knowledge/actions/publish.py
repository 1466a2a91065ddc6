"""A version is published, an article confirmed or retired (K-01)."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm.attributes import set_committed_value

from models.clock import local_day
from models.db import alone_in, db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.knowledge.queries import draft_of, held
from models.knowledge.rules.parts import weighed
from models.knowledge.rules.steps import may_publish, may_retire, may_write
from models.knowledge.tables import EVERY_ARTICLE, Article, ArticlePart, ArticleVersion, article_gram
from models.knowledge.words import ArticleState
from models.people.tables import Staff

INDEX = "knowledge index"


def publish(article: Article, *, by: Staff, now: datetime, seen: int | None = None) -> Article:
    """The version in the making is what is read from now on; votes begin anew.

    Records article.published. Raises NotAllowed where customers read it and `by` wrote it, WrongState where
    nothing is in the making, Stale.
    """
    article = held(article)
    article.expect(seen)
    text = draft_of(article)
    if text is None:
        raise WrongState("article", article.state.value)
    if not may_publish(text, by):
        raise NotAllowed("knowledge_publish")
    earlier = update(ArticleVersion).where(ArticleVersion.article_id == article.id, ArticleVersion.current)
    db.session.execute(earlier.values(current=False))
    text.published_by, text.published_at, text.current = by, now, True
    article.reader = text.reader
    article.state, article.published_at, article.retired_at = ArticleState.PUBLISHED, now, None
    article.helped = article.not_helped = 0
    article.version += 1
    db.session.flush()
    set_committed_value(article, "current", text)
    _index(article, text)
    record("article.published", article, by=by, now=now, edition=text.number, article_reader=text.reader)
    return article


def retire(article: Article, reason: str, *, by: Staff, now: datetime) -> Article:
    """Nobody finds it any more; its versions stay. Records article.retired.

    Raises NotAllowed, WrongState, Invalid("reason", "required").
    """
    if not reason.strip():
        raise Invalid("reason", "required")
    article = held(article)
    if article.state is not ArticleState.PUBLISHED:
        raise WrongState("article", article.state.value)
    if not may_retire(article, by):
        raise NotAllowed("knowledge")
    article.state, article.retired_at = ArticleState.RETIRED, now
    article.version += 1
    db.session.flush()
    _unindex(article)
    record("article.retired", article, by=by, now=now, reason=reason.strip())
    return article


def confirm_review(article: Article, until: date, *, by: Staff, now: datetime) -> Article:
    """Whoever looked says that it is still true until another day. Records article.confirmed.

    Raises NotAllowed, WrongState, Invalid("review_on", "past").
    """
    if not may_write(by):
        raise NotAllowed("knowledge")
    if until <= local_day(now):
        raise Invalid("review_on", "past")
    article = held(article)
    if article.state is not ArticleState.PUBLISHED:
        raise WrongState("article", article.state.value)
    article.review_on = until
    article.version += 1
    db.session.flush()
    record("article.confirmed", article, by=by, now=now, last_day=until.isoformat())
    return article


def _index(article: Article, text: ArticleVersion) -> None:
    _unindex(article)
    body = "\n".join((text.body, text.reply, text.title_en, text.body_en))
    found = weighed(text.title, text.words, body)
    rows = [{"gram": gram, "article_id": article.id, "weight": found[gram]} for gram in sorted(found)]
    db.session.execute(insert(article_gram), rows)
    _count([EVERY_ARTICLE, *found], 1)


def _unindex(article: Article) -> None:
    alone_in(INDEX)
    known = select(article_gram.c.gram).where(article_gram.c.article_id == article.id)
    found = db.session.scalars(known).all()
    if found:
        db.session.execute(delete(article_gram).where(article_gram.c.article_id == article.id))
        _count([EVERY_ARTICLE, *found], -1)


def _count(grams: Iterable[int], change: int) -> None:
    """In one order, so that two at once never wait for each other in a ring."""
    ordered = sorted(set(grams))
    if change < 0:
        fewer = {ArticlePart.articles: ArticlePart.articles + change}
        db.session.execute(update(ArticlePart).where(ArticlePart.gram.in_(ordered)).values(fewer))
        return
    of = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    added = of(ArticlePart)
    counted = added.on_conflict_do_update(
        index_elements=[ArticlePart.gram], set_={"articles": ArticlePart.articles + change}
    )
    db.session.execute(counted, [{"gram": gram, "articles": change} for gram in ordered])
