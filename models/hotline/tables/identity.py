"""Who reported, apart from the report: halves of its key, and who asked to open it (W-07)."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import UNNESTED, Base, reference
from models.hotline.tables.coarse import Coarse
from models.hotline.tables.keeper import HotlineKeeper


class IdentityHalf(Coarse, Base):
    """One of the two halves of an identity's key that each two readers share: alone it tells nothing."""

    __tablename__ = "hotline_identity_half"
    __table_args__ = (UniqueConstraint("report_id", "pair", "keeper_id"),)

    report_id: Mapped[int] = reference("hotline_report", index=False)
    pair: Mapped[int]
    keeper_id: Mapped[int] = reference("hotline_keeper")
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class IdentityRequest(Coarse, Base):
    """A reader's half, sealed to one whom it shares the key with: that one agrees, or it comes to nothing.

    The reason lies sealed among the readers' texts. `opened_sealed` are what both may read once both agreed:
    the key, sealed to whoever asked and to whoever agreed.
    """

    __tablename__ = "hotline_identity_request"

    report_id: Mapped[int] = reference("hotline_report")
    asked_by_id: Mapped[int] = reference("hotline_keeper")
    asked_of_id: Mapped[int] = reference("hotline_keeper")
    pair: Mapped[int]
    half_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    asked_on: Mapped[date]
    opened_on: Mapped[date | None]
    for_asker: Mapped[bytes | None] = mapped_column(LargeBinary)
    for_agreer: Mapped[bytes | None] = mapped_column(LargeBinary)

    asked_by: Mapped[HotlineKeeper] = relationship(
        foreign_keys=[asked_by_id], lazy="joined", innerjoin=UNNESTED
    )
    asked_of: Mapped[HotlineKeeper] = relationship(
        foreign_keys=[asked_of_id], lazy="joined", innerjoin=UNNESTED
    )

    __table_args__ = (
        CheckConstraint("asked_by_id <> asked_of_id", name="two_people"),
        CheckConstraint(
            "(opened_on IS NULL) = (half_sealed IS NOT NULL) AND (opened_on IS NULL) = (for_asker IS NULL)"
            " AND (for_asker IS NULL) = (for_agreer IS NULL)",
            name="opened_by_both",
        ),
        Index(
            "uq_hotline_identity_request_open",
            "report_id",
            "asked_of_id",
            unique=True,
            sqlite_where=sql("opened_on IS NULL"),
            postgresql_where=sql("opened_on IS NULL"),
        ),
    )
