"""What is learned from decisions: how each suggestion fared, and the index of like texts (T-05)."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from models.cases.words import Confidence
from models.db import Base, word_of

PENDING = "learned_at IS NULL"
EVERY_TEXT = 0
"""The sign that every text has: how many were learned."""


class Lesson(Base):
    """The suggestion for a case that a person has decided; what was decided is the case's own.

    `month` is that of the first decision, in Shanghai, as 2026-11. `learned_at` is when the case's text was
    taken into the index of like texts; empty while a job has not come to it.
    """

    __tablename__ = "case_lesson"

    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"), unique=True)
    month: Mapped[str] = mapped_column(String(7))
    category: Mapped[str | None] = mapped_column(String(60))
    grade: Mapped[int | None]
    urgent: Mapped[bool]
    department: Mapped[str | None] = mapped_column(String(32))
    confidence: Mapped[Confidence] = mapped_column(word_of(Confidence, "confidence"))
    learned_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_case_lesson_month", "month", "case_id"),
        Index(
            "ix_case_lesson_pending",
            "id",
            sqlite_where=sql(PENDING),
            postgresql_where=sql(PENDING),
        ),
    )


like_sign = Table(
    "like_sign",
    Base.metadata,
    Column("sign", BigInteger, primary_key=True, autoincrement=False),
    Column("case_id", Integer, ForeignKey("case.id"), primary_key=True),
    sqlite_with_rowid=False,
)
"""The telling signs of decided cases, as numbers: pairs of Chinese signs, words in Latin letters. Millions of
rows with nothing but a key, hence no mapped class: looking a sign up reads one stretch of the key."""

like_count = Table(
    "like_count",
    Base.metadata,
    Column("sign", BigInteger, primary_key=True, autoincrement=False),
    Column("cases", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""In how many of the learned texts a sign is."""
