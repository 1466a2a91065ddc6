"""Reading articles: lists, search by words of two characters, one with its versions (K-01, X-06)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload, lazyload
from sqlalchemy.orm.interfaces import ORMOption

from models.cases.rules.grams import asked, chinese_words
from models.db import db
from models.knowledge.rules.steps import may_write
from models.knowledge.tables import Article, ArticleVersion, ArticleVote, article_gram
from models.knowledge.words import ArticleState, Reader
from models.people.tables import Staff

SEARCHED = (
    ArticleVersion.title,
    ArticleVersion.body,
    ArticleVersion.title_en,
    ArticleVersion.body_en,
    ArticleVersion.words,
    ArticleVersion.reply,
)


@dataclass(frozen=True)
class ArticleFilter:
    """What a list of articles is narrowed to; `customers` leaves those that customers may read."""

    text: str = ""
    category: str = ""
    customers: bool = False


def find(staff: Staff, number: str) -> Article | None:
    """An article for whom it may be seen by: published ones for everybody, others for those who write."""
    found = select(Article).where(Article.number == number.upper())
    if not may_write(staff):
        found = found.where(Article.state == ArticleState.PUBLISHED)
    return db.session.scalars(found.options(*_whole())).first()


def open_to_customers(number: str) -> Article | None:
    """An article that customers may read."""
    found = _published(ArticleFilter(customers=True)).where(Article.number == number.upper())
    return db.session.scalars(found.options(*_whole())).first()


def held(article: Article) -> Article:
    """The row as it is now, kept from all other writers until this transaction ends (H-07)."""
    rows = select(Article).where(Article.id == article.id).options(*_whole())
    kept = rows.with_for_update(of=Article).execution_options(populate_existing=True)
    return db.session.scalars(kept).one()


def listing(wanted: ArticleFilter, *, offset: int = 0, limit: int | None = 20) -> Sequence[Article]:
    """Published articles: with words those that have all of them, the best first; else the newest first."""
    found = _published(wanted).options(*_whole())
    parts = asked(wanted.text)
    if parts:
        rank = (
            select(func.sum(article_gram.c.weight))
            .where(article_gram.c.article_id == Article.id, article_gram.c.gram.in_(parts))
            .scalar_subquery()
        )
        found = found.order_by(rank.desc(), Article.helped.desc(), Article.id.desc())
    else:
        found = found.order_by(Article.published_at.desc(), Article.id.desc())
    return db.session.scalars(found.offset(offset).limit(limit)).all()


def count(wanted: ArticleFilter) -> int:
    """How many `listing` has."""
    return db.session.scalar(select(func.count()).select_from(_published(wanted).subquery())) or 0


def categories(*, customers: bool = False) -> Sequence[str]:
    """The categories of published articles."""
    found = _published(ArticleFilter(customers=customers)).with_only_columns(Article.category)
    codes = db.session.scalars(found.where(Article.category.is_not(None)).distinct())
    return sorted(each for each in codes if each)


def draft_of(article: Article) -> ArticleVersion | None:
    """The version in the making, if there is one."""
    found = select(ArticleVersion).where(
        ArticleVersion.article_id == article.id, ArticleVersion.published_at.is_(None)
    )
    return db.session.scalars(found.options(*_writers()).order_by(ArticleVersion.id.desc())).first()


def versions_of(article: Article) -> Sequence[ArticleVersion]:
    """All versions, the newest first."""
    found = select(ArticleVersion).where(ArticleVersion.article_id == article.id)
    return db.session.scalars(found.options(*_writers()).order_by(ArticleVersion.number.desc())).all()


def voted(article: Article, staff: Staff) -> bool | None:
    """Whether the current version helped this person; None before they said."""
    mine = select(ArticleVote.helped).where(
        ArticleVote.article_version_id == _current(article), ArticleVote.by_id == staff.id
    )
    return db.session.scalar(mine)


def votes_of(article: Article, limit: int = 20) -> Sequence[ArticleVote]:
    """What readers said is missing in the current version, the latest first."""
    found = select(ArticleVote).where(
        ArticleVote.article_version_id == _current(article), ArticleVote.words != ""
    )
    return db.session.scalars(found.order_by(ArticleVote.id.desc()).limit(limit)).all()


def _current(article: Article) -> int | None:
    return article.current.id if article.current is not None else None


def _published(wanted: ArticleFilter) -> Select[Article]:
    found = (
        select(Article)
        .join(ArticleVersion, and_(ArticleVersion.article_id == Article.id, ArticleVersion.current))
        .where(Article.state == ArticleState.PUBLISHED)
    )
    if wanted.customers:
        found = found.where(Article.reader == Reader.EVERYBODY)
    if wanted.category:
        found = found.where(Article.category == wanted.category)
    if wanted.text.strip():
        found = found.where(_matching(wanted.text.strip()))
    return found


def _matching(text: str) -> ColumnElement[bool]:
    """Has all words of a search; a single sign is looked for in titles."""
    number = Article.number == text.upper()
    parts = asked(text)
    if not parts:
        return number | ArticleVersion.title.contains(text, autoescape=True)
    has = [
        exists().where(article_gram.c.gram == part, article_gram.c.article_id == Article.id) for part in parts
    ]
    stand = [
        or_(*(column.contains(word, autoescape=True) for column in SEARCHED)) for word in chinese_words(text)
    ]
    return number | and_(*has, *stand)


def _whole() -> list[ORMOption]:
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    return [joinedload(Article.owner).options(*quiet), joinedload(Article.current)]


def _writers() -> list[ORMOption]:
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    people = (ArticleVersion.written_by, ArticleVersion.published_by)
    return [joinedload(each).options(*quiet) for each in people]
