"""The index that finds cases by their words: an entry for each part of a text, and no text."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from models.db import Base

case_gram = Table(
    "case_gram",
    Base.metadata,
    Column("gram", Integer, primary_key=True, autoincrement=False),
    Column("case_id", Integer, ForeignKey("case.id"), primary_key=True),
    Index("ix_case_gram_case", "case_id"),
    sqlite_with_rowid=False,
)
"""Parts as `rules/grams.py` makes them. Dozens of rows a case with nothing but a key, hence no mapped class:
looking a part up reads one stretch of the key, the newest cases first; what one case is found by is taken out
by the case (X-03)."""
