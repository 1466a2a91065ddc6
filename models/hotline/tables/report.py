"""A report as a copy of the database shows it: a state, days, and sealed bytes (W-02, W-03, W-05)."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Base, word_of
from models.hotline.tables.coarse import Coarse
from models.hotline.words import Conclusion, ReportState


class HotlineReport(Coarse, Base):
    """One report. `locator` finds it by its receipt code, `reporter_sealed` opens by the rest of the code.

    `involved_sealed` says whom it is about and `watch_sealed` whom to watch over, both to the readers;
    `identity_sealed` who reported it, to a pair of its own. Anonymous reports have them too, empty, so that
    no copy tells which is which.
    """

    __tablename__ = "hotline_report"

    number: Mapped[str] = mapped_column(String(12), unique=True)
    locator: Mapped[str | None] = mapped_column(String(64), unique=True)
    code_salt: Mapped[bytes | None] = mapped_column(LargeBinary)
    code_memory_kib: Mapped[int]
    code_passes: Mapped[int]
    reporter_public: Mapped[bytes] = mapped_column(LargeBinary)
    reporter_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    epoch: Mapped[int] = mapped_column(default=1)
    sealed_epoch: Mapped[int] = mapped_column(default=1)
    """The version to which the next two are sealed."""
    entries: Mapped[int] = mapped_column(default=0)
    involved_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    watch_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    identity_public: Mapped[bytes] = mapped_column(LargeBinary)
    identity_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    identity_key_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The identity's private key to the reporter, who deals new halves when readers change."""

    state: Mapped[ReportState] = mapped_column(word_of(ReportState, "state"), default=ReportState.RECEIVED)
    conclusion: Mapped[Conclusion | None] = mapped_column(word_of(Conclusion, "conclusion"))
    received_on: Mapped[date]
    acknowledged_on: Mapped[date | None]
    assessed_on: Mapped[date | None]
    investigated_on: Mapped[date | None]
    concluded_on: Mapped[date | None]
    told_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    erase_on: Mapped[date | None]
    acknowledge_target: Mapped[date]
    acknowledge_limit: Mapped[date]
    tell_target: Mapped[date]
    tell_limit: Mapped[date]
    extended: Mapped[bool] = mapped_column(default=False)
    waits: Mapped[bool] = mapped_column(default=True)
    """Whether the reporter wrote and no reader has answered or read it since."""
    needs_reader: Mapped[bool] = mapped_column(default=False)
    """Whether the next reader who unlocks grants a share to one more."""
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint(
            "(state = 'erased') = (locator IS NULL) AND (state = 'erased') = (code_salt IS NULL)"
            " AND (state = 'erased') = (reporter_sealed IS NULL)"
            " AND (state = 'erased') = (involved_sealed IS NULL)"
            " AND (state = 'erased') = (watch_sealed IS NULL)"
            " AND (state = 'erased') = (identity_sealed IS NULL)"
            " AND (state = 'erased') = (identity_key_sealed IS NULL)",
            name="erased_has_no_key",
        ),
        CheckConstraint("(state = 'received') = (acknowledged_on IS NULL)", name="acknowledged_has_day"),
        CheckConstraint(
            "state NOT IN ('assessed', 'investigating', 'concluded', 'told', 'closed')"
            " OR assessed_on IS NOT NULL",
            name="assessed_has_day",
        ),
        CheckConstraint(
            "state <> 'investigating' OR investigated_on IS NOT NULL", name="investigated_has_day"
        ),
        CheckConstraint(
            "(state IN ('concluded', 'told', 'closed', 'erased')) = (conclusion IS NOT NULL)"
            " AND (conclusion IS NULL) = (concluded_on IS NULL)",
            name="concluded_says_what",
        ),
        CheckConstraint(
            "(state IN ('told', 'closed', 'erased')) = (told_on IS NOT NULL)", name="told_has_day"
        ),
        CheckConstraint(
            "(state IN ('closed', 'erased')) = (closed_on IS NOT NULL)"
            " AND (closed_on IS NULL) = (erase_on IS NULL)",
            name="closed_has_days",
        ),
        CheckConstraint("epoch >= sealed_epoch AND sealed_epoch > 0 AND entries >= 0", name="counts"),
        Index("ix_hotline_report_state_erase", "state", "erase_on"),
    )
