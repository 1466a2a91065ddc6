"""Articles, their versions, the index that finds them, votes, and what was sought in vain (K-01)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Base, reference, word_of
from models.errors import Stale
from models.knowledge.words import ArticleState, Reader, Site
from models.people.tables import Staff

EVERY_ARTICLE = 0
"""The part that stands for every published article in `article_part`."""


class Article(Base):
    """One piece of knowledge. What is read is its current version; a newer one may be in the making.

    `owner_id` keeps it true until `review_on`; `noticed_on` is the review day that the owner was told of.
    `version` counts changes (H-07). The votes are those on the current version.
    """

    __tablename__ = "article"

    number: Mapped[str] = mapped_column(String(16), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[ArticleState] = mapped_column(word_of(ArticleState, "state"), default=ArticleState.DRAFT)
    category: Mapped[str | None] = mapped_column(String(60), index=True)
    owner_id: Mapped[int] = reference("staff", nullable=False)
    review_on: Mapped[date]
    noticed_on: Mapped[date | None]
    reader: Mapped[Reader] = mapped_column(word_of(Reader, "reader"), default=Reader.STAFF)
    published_at: Mapped[datetime | None]
    retired_at: Mapped[datetime | None]
    helped: Mapped[int] = mapped_column(default=0)
    not_helped: Mapped[int] = mapped_column(default=0)

    owner: Mapped[Staff] = relationship(lazy="raise_on_sql")
    current: Mapped["ArticleVersion | None"] = relationship(
        primaryjoin="and_(ArticleVersion.article_id == Article.id, ArticleVersion.current)",
        foreign_keys="ArticleVersion.article_id",
        viewonly=True,
        uselist=False,
        lazy="raise_on_sql",
    )

    __table_args__ = (
        CheckConstraint("state = 'draft' OR published_at IS NOT NULL", name="published_has_moment"),
        CheckConstraint("(state = 'retired') = (retired_at IS NOT NULL)", name="retired_has_moment"),
        CheckConstraint("helped >= 0 AND not_helped >= 0", name="votes"),
        Index("ix_article_state_review", "state", "review_on"),
    )

    @property
    def audit_name(self) -> str:
        return f"article:{self.number}"

    def expect(self, version: int | None) -> None:
        """Raises Stale when somebody changed the article since `version` was read (H-07)."""
        if version is not None and version != self.version:
            raise Stale(version, self.version)


class ArticleVersion(Base):
    """What an article says, or said; once published it is never changed.

    `words` are further words by which it is found, such as customers use. `reply` is what goes into a reply
    to a customer. The English texts are empty where there are none.
    """

    __tablename__ = "article_version"

    article_id: Mapped[int] = reference("article", index=False)
    number: Mapped[int]
    current: Mapped[bool] = mapped_column(default=False)
    reader: Mapped[Reader] = mapped_column(word_of(Reader, "reader"))
    title: Mapped[str] = mapped_column(String(120))
    body: Mapped[str]
    title_en: Mapped[str] = mapped_column(String(200), default="")
    body_en: Mapped[str] = mapped_column(default="")
    reply: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(String(500), default="")
    change: Mapped[str] = mapped_column(String(300), default="")
    """What is different from the version before, for whoever keeps it."""
    written_by_id: Mapped[int] = reference("staff", nullable=False)
    written_at: Mapped[datetime]
    published_by_id: Mapped[int | None] = reference("staff")
    published_at: Mapped[datetime | None]

    written_by: Mapped[Staff] = relationship(foreign_keys=[written_by_id], lazy="raise_on_sql")
    published_by: Mapped[Staff | None] = relationship(foreign_keys=[published_by_id], lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint("article_id", "number"),
        CheckConstraint("NOT current OR published_at IS NOT NULL", name="current_is_published"),
        Index(
            "uq_article_version_current",
            "article_id",
            unique=True,
            sqlite_where=sql("current"),
            postgresql_where=sql("current"),
        ),
        CheckConstraint("title <> '' AND body <> ''", name="says_something"),
        CheckConstraint("(title_en = '') = (body_en = '')", name="english_is_whole"),
        CheckConstraint("(published_by_id IS NULL) = (published_at IS NULL)", name="published_by_somebody"),
        CheckConstraint(
            "reader = 'staff' OR published_by_id <> written_by_id", name="customers_read_what_two_saw"
        ),
    )


article_gram = Table(
    "article_gram",
    Base.metadata,
    Column("gram", Integer, primary_key=True, autoincrement=False),
    Column("article_id", Integer, ForeignKey("article.id"), primary_key=True, index=True),
    Column("weight", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Parts of published articles, as `models/cases/rules/grams.py` makes them; those of a title weigh more."""


class ArticlePart(Base):
    """In how many published articles a part is; under EVERY_ARTICLE, how many there are."""

    __tablename__ = "article_part"

    gram: Mapped[int] = mapped_column(unique=True)
    articles: Mapped[int]

    __table_args__ = (CheckConstraint("articles >= 0", name="articles"),)


class ArticleVote(Base):
    """Whether a version helped. `by_id` is who works here, once a version; none for customers."""

    __tablename__ = "article_vote"

    article_version_id: Mapped[int] = reference("article_version", index=False)
    by_id: Mapped[int | None] = reference("staff")
    helped: Mapped[bool]
    words: Mapped[str] = mapped_column(String(500), default="")
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("article_version_id", "by_id"),)


class KnowledgeGap(Base):
    """What was sought and not found, how often; ended when somebody wrote about it or dismissed it."""

    __tablename__ = "knowledge_gap"

    text: Mapped[str] = mapped_column(String(60))
    site: Mapped[Site] = mapped_column(word_of(Site, "site"))
    times: Mapped[int] = mapped_column(default=1)
    last_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = reference("staff")

    __table_args__ = (
        UniqueConstraint("text", "site"),
        CheckConstraint("times >= 1", name="times"),
        CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="ended_by_somebody"),
        Index("ix_knowledge_gap_open", "ended_at", "times"),
    )

    @property
    def audit_name(self) -> str:
        return f"knowledge_gap:{self.id}"
