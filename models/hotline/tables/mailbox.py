"""The supervision mailbox as it is emptied: nothing here tells whether a mail ever came (W-01)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Base
from models.hotline.tables.coarse import Coarse


class HotlineMailbox(Coarse, Base):
    """A folder on a mail server. `name` is user, host and folder, without the password.

    Whoever empties it has it until `claimed_until`. `sealed` stands for the mail that was sealed last and
    may lie on the server still; it is forgotten as soon as that is deleted there.
    """

    __tablename__ = "hotline_mailbox"
    __table_args__ = (CheckConstraint("sealed IS NULL OR length(sealed) = 32", name="sealed_is_a_mark"),)

    name: Mapped[str] = mapped_column(String(320), unique=True)
    claimed_until: Mapped[datetime | None]
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
