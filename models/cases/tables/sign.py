"""By which signs of its text a recent case is found again (T-06): an index, and no words."""

from sqlalchemy import BigInteger, Column, ForeignKey, Table

from models.db import Base

case_sign = Table(
    "case_sign",
    Base.metadata,
    Column("sign", BigInteger, primary_key=True, autoincrement=False),
    Column("case_id", ForeignKey("case.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""One row for each sign that is kept of a case (`rules/duplicates.py`). Only recent cases have any: the
job `sweep-signs` takes those away that are too old to be a duplicate."""
