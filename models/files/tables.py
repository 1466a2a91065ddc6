"""One row for each stored file; the bytes lie in the store under `key`."""

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Base, reference


class StoredFile(Base):
    """A file as it was received: its own name, its type by content, its SHA-256."""

    __tablename__ = "stored_file"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    by_id: Mapped[int | None] = reference("staff")

    __table_args__ = (CheckConstraint("size >= 0", name="size"),)

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this file: by its row, never by its name (X-02)."""
        return f"file:{self.id}"
