"""Files that show what an inspection of a department found, and what the department answers (Q-03)."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Base, reference, word_of
from models.files.tables import StoredFile
from models.supervision.words import FilePart


class InspectionFile(Base):
    """A photograph, a register, a paper: of the findings until they are sent, or of the answer to them."""

    __tablename__ = "supervision_file"

    inspection_id: Mapped[int] = reference("supervision_inspection", index=False)
    part: Mapped[FilePart] = mapped_column(word_of(FilePart, "part"))
    file_id: Mapped[int] = reference("stored_file")

    file: Mapped[StoredFile] = relationship(lazy="raise_on_sql")

    __table_args__ = (UniqueConstraint("inspection_id", "file_id"),)
