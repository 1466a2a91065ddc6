"""Where a case stood before it was ours: the other system, and its number there (V-09)."""

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Base, reference


class Origin(Base):
    """The number that a case has in another system. A number of a system is one case, so nothing that is
    brought in twice becomes two.
    """

    __tablename__ = "case_origin"

    case_id: Mapped[int] = reference("case", index=False)
    source: Mapped[str] = mapped_column(String(60))
    number: Mapped[str] = mapped_column(String(60))

    __table_args__ = (
        UniqueConstraint("case_id"),
        UniqueConstraint("source", "number"),
        Index("ix_case_origin_number", "number"),
    )
