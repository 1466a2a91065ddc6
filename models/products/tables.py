"""Products: a list that the company keeps, beside the rulebook (decision 0047)."""

from datetime import date

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Base


class Product(Base):
    """Something that the company sells and customers speak of (V-02, M-03).

    Never deleted: a retired one stays on its cases and in filters, and is chosen for no other case. `aliases`
    are the words by which customers call it; neither they nor the names are those of another product.
    `position` is its place in the list.
    """

    __tablename__ = "product"
    __table_args__ = (CheckConstraint("code <> '' AND name_zh <> ''", name="is_named"),)

    code: Mapped[str] = mapped_column(String(32), unique=True)
    name_zh: Mapped[str] = mapped_column(String(60))
    name_en: Mapped[str] = mapped_column(String(120), default="")
    aliases: Mapped[list[str]] = mapped_column(default=list)
    position: Mapped[int] = mapped_column(default=0)
    retired_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this product (X-02)."""
        return f"product:{self.code}"

    @property
    def offered(self) -> bool:
        """Whether it can be chosen for a case."""
        return self.retired_on is None

    @property
    def words(self) -> tuple[str, ...]:
        """All that it is called."""
        return tuple(filter(None, (self.name_zh, self.name_en, *self.aliases)))
