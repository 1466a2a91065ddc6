"""What one channel alone knows of a voice: the post, the store, the study, the chat (V-01, V-05 to V-07)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.cases.channel_words import (
    Platform,
    PostBy,
    PostKind,
    ResearchMethod,
    Speaker,
    StoreMeans,
)
from models.cases.words import ContactMeans
from models.db import Base, reference, word_of
from models.people.tables import Staff


class Post(Base):
    """The post by which a voice reached us (V-06). `reach` is how many people see it, as far as is known.

    `moved_at` says when the talk was moved to a better channel, `moved_to` which one that is.
    """

    __tablename__ = "case_post"

    case_id: Mapped[int] = reference("case", index=False)
    platform: Mapped[Platform] = mapped_column(word_of(Platform, "platform"))
    kind: Mapped[PostKind] = mapped_column(word_of(PostKind, "kind"))
    link: Mapped[str] = mapped_column(String(500), default="")
    author: Mapped[str] = mapped_column(String(80), default="")
    reach: Mapped[int | None]
    moved_at: Mapped[datetime | None]
    moved_to: Mapped[ContactMeans | None] = mapped_column(word_of(ContactMeans, "moved_to"))

    __table_args__ = (
        UniqueConstraint("case_id"),
        CheckConstraint("reach >= 0", name="reach"),
        CheckConstraint("(moved_at IS NULL) = (moved_to IS NULL)", name="moved_somewhere"),
    )


class FurtherPost(Base):
    """What was posted in public after the first voice: its words are a contact's (V-06)."""

    __tablename__ = "case_further_post"

    case_id: Mapped[int] = reference("case")
    contact_id: Mapped[int] = reference("case_contact", index=False)
    post_by: Mapped[PostBy] = mapped_column(word_of(PostBy, "post_by"))
    link: Mapped[str] = mapped_column(String(500), default="")
    author: Mapped[str] = mapped_column(String(80), default="")
    reach: Mapped[int | None]

    __table_args__ = (UniqueConstraint("contact_id"), CheckConstraint("reach >= 0", name="reach"))


class OpinionAlert(Base):
    """A public-opinion alert (V-06): why it was raised, and what ended it. One at a time on a case.

    `department_id` is the department for public relations of that day, whose people see the case with it.
    `by_id` is nobody where the rulebook raised it by reach.
    """

    __tablename__ = "case_opinion_alert"

    case_id: Mapped[int] = reference("case")
    department_id: Mapped[int | None] = reference("department", index=False)
    by_id: Mapped[int | None] = reference("staff")
    at: Mapped[datetime]
    reason: Mapped[str]
    ended_by_id: Mapped[int | None] = reference("staff")
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str] = mapped_column(default="")

    by: Mapped[Staff | None] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")
    ended_by: Mapped[Staff | None] = relationship(foreign_keys=[ended_by_id], lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("reason <> ''", name="says_why"),
        CheckConstraint(
            "(ended_at IS NULL) = (ended_by_id IS NULL) AND (ended_at IS NULL) = (outcome = '')",
            name="ended_by_somebody",
        ),
        Index(
            "uq_case_opinion_alert_open",
            "case_id",
            unique=True,
            sqlite_where=sql("ended_at IS NULL"),
            postgresql_where=sql("ended_at IS NULL"),
        ),
        Index("ix_case_opinion_alert_department_id_case_id", "department_id", "case_id"),
    )


class StoreVisit(Base):
    """How a voice reached a store, and on which day (V-07). The store is `Case.store_id`."""

    __tablename__ = "case_store_visit"

    case_id: Mapped[int] = reference("case", index=False)
    means: Mapped[StoreMeans] = mapped_column(word_of(StoreMeans, "means"))
    told_on: Mapped[date]

    __table_args__ = (UniqueConstraint("case_id"),)


class Study(Base):
    """The market research in which a voice was heard, with its background (V-01)."""

    __tablename__ = "case_study"

    case_id: Mapped[int] = reference("case", index=False)
    name: Mapped[str] = mapped_column(String(120))
    method: Mapped[ResearchMethod] = mapped_column(word_of(ResearchMethod, "method"))
    held_on: Mapped[date | None]
    background: Mapped[str]

    __table_args__ = (UniqueConstraint("case_id"),)


class Chat(Base):
    """A whole conversation of live chat, as it was received and line by line (V-05).

    `conversation` is what `tool` calls it, by which it is known again; a pasted one has none. `rating` is
    the customer's own in the chat tool, of five.
    """

    __tablename__ = "case_chat"

    case_id: Mapped[int] = reference("case")
    tool: Mapped[str] = mapped_column(String(40), default="")
    conversation: Mapped[str | None] = mapped_column(String(120))
    transcript: Mapped[str]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    rating: Mapped[int | None]

    lines: Mapped[list["ChatLine"]] = relationship(order_by="ChatLine.position", lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint("tool", "conversation"),
        CheckConstraint("rating BETWEEN 1 AND 5", name="rating"),
    )


class ChatLine(Base):
    """One line of a chat: who, when as far as it says so, and the words."""

    __tablename__ = "case_chat_line"

    chat_id: Mapped[int] = reference("case_chat", index=False)
    position: Mapped[int]
    speaker: Mapped[Speaker] = mapped_column(word_of(Speaker, "speaker"))
    name: Mapped[str] = mapped_column(String(60), default="")
    at: Mapped[datetime | None]
    text: Mapped[str]

    __table_args__ = (UniqueConstraint("chat_id", "position"),)
