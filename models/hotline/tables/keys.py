"""The keys of a report: a new version whenever somebody is taken off it, and who has a share (W-03, W-04)."""

from datetime import date

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import UNNESTED, Base, reference
from models.hotline.tables.coarse import Coarse
from models.hotline.tables.keeper import HotlineKeeper


class HotlineKey(Coarse, Base):
    """One version of a report's two pairs, as their public halves: for what the reporter and the readers say
    to each other, and for what the readers keep to themselves. The reporter has the first one's private half.
    """

    __tablename__ = "hotline_key"
    __table_args__ = (UniqueConstraint("report_id", "epoch"),)

    report_id: Mapped[int] = reference("hotline_report", index=False)
    epoch: Mapped[int]
    talk_public: Mapped[bytes] = mapped_column(LargeBinary)
    work_public: Mapped[bytes] = mapped_column(LargeBinary)
    reporter_sealed: Mapped[bytes] = mapped_column(LargeBinary)


class HotlineShare(Coarse, Base):
    """Both private halves of one version, sealed to one reader.

    `line` is who and what stood around the reader in the house when this was granted: where somebody new
    stands there, the share is taken back until it has been checked anew.
    """

    __tablename__ = "hotline_share"
    __table_args__ = (UniqueConstraint("report_id", "epoch", "keeper_id"),)

    report_id: Mapped[int] = reference("hotline_report", index=False)
    epoch: Mapped[int]
    keeper_id: Mapped[int] = reference("hotline_keeper")
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    line: Mapped[list[str]]
    granted_on: Mapped[date]

    keeper: Mapped[HotlineKeeper] = relationship(lazy="joined", innerjoin=UNNESTED)
