"""Evidence of conduct, and the files of a matter (A-02, A-03)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accountability.words import EvidenceKind, FilePart
from models.db import Base, reference, word_of
from models.files.tables import StoredFile


class MatterEvidence(Base):
    """One piece of evidence: a row of the house by its audit name, or words; never taken away again."""

    __tablename__ = "matter_evidence"

    matter_id: Mapped[int] = reference("matter")
    kind: Mapped[EvidenceKind] = mapped_column(word_of(EvidenceKind, "kind"))
    name: Mapped[str] = mapped_column(String(80), default="")
    text: Mapped[str] = mapped_column(default="")
    by_id: Mapped[int] = reference("staff")
    at: Mapped[datetime]

    __table_args__ = (CheckConstraint("name <> '' OR text <> ''", name="says_something"),)


class MatterFile(Base):
    """A file that belongs to the evidence, the statement, or the appeal."""

    __tablename__ = "matter_file"

    matter_id: Mapped[int] = reference("matter", index=False)
    part: Mapped[FilePart] = mapped_column(word_of(FilePart, "part"))
    file_id: Mapped[int] = reference("stored_file")

    file: Mapped[StoredFile] = relationship(lazy="raise_on_sql")

    __table_args__ = (UniqueConstraint("matter_id", "file_id"),)
