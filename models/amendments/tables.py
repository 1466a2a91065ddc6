"""Amendments: drafts of the next edition of the rules, and who edited them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.amendments.words import AmendmentState, Edit, ReplayState, Section
from models.db import Base, one_of, reference, word_of
from models.errors import Stale
from models.people.tables import Staff
from models.rulebook.tables import Rulebook

OPEN = (AmendmentState.EDITING, AmendmentState.SUBMITTED)


class Amendment(Base):
    """One draft of the next edition (RB-02); there is at most one open at a time.

    `document` may be unfinished while it is edited. `version` counts changes: who approves names the
    one that was read (H-07). With `apply_to_open`, cases received before go by the new periods and
    hours too; `reckoned_at` is when all open cases were gone through after its day.
    """

    __tablename__ = "amendment"

    base_id: Mapped[int] = reference("rulebook", nullable=False)
    state: Mapped[AmendmentState] = mapped_column(
        word_of(AmendmentState, "state"), default=AmendmentState.EDITING
    )
    live: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    effective_from: Mapped[datetime]
    note: Mapped[str] = mapped_column(default="")
    document: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    started_by_id: Mapped[int] = reference("staff", nullable=False)
    submitted_by_id: Mapped[int | None] = reference("staff")
    submitted_at: Mapped[datetime | None]
    returned_by_id: Mapped[int | None] = reference("staff")
    returned_at: Mapped[datetime | None]
    returned_because: Mapped[str] = mapped_column(default="")
    ended_by_id: Mapped[int | None] = reference("staff")
    ended_at: Mapped[datetime | None]
    ended_because: Mapped[str] = mapped_column(default="")
    apply_to_open: Mapped[bool] = mapped_column(default=False)
    rulebook_id: Mapped[int | None] = reference("rulebook")
    reckoned_at: Mapped[datetime | None]

    base: Mapped[Rulebook] = relationship(foreign_keys=[base_id], lazy="raise_on_sql")
    rulebook: Mapped[Rulebook | None] = relationship(foreign_keys=[rulebook_id], lazy="raise_on_sql")
    started_by: Mapped[Staff] = relationship(foreign_keys=[started_by_id], lazy="raise_on_sql")
    submitted_by: Mapped[Staff | None] = relationship(foreign_keys=[submitted_by_id], lazy="raise_on_sql")
    returned_by: Mapped[Staff | None] = relationship(foreign_keys=[returned_by_id], lazy="raise_on_sql")
    ended_by: Mapped[Staff | None] = relationship(foreign_keys=[ended_by_id], lazy="raise_on_sql")
    edits: Mapped[list["AmendmentEdit"]] = relationship(
        back_populates="amendment", lazy="raise_on_sql", order_by="AmendmentEdit.id"
    )

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint(f"live = ({one_of('state', *OPEN)})", name="live_by_state"),
        CheckConstraint("live = (ended_at IS NULL) AND live = (ended_by_id IS NULL)", name="ended"),
        CheckConstraint("(state = 'approved') = (rulebook_id IS NOT NULL)", name="approved_is_an_edition"),
        CheckConstraint(
            "(submitted_at IS NULL) = (submitted_by_id IS NULL)"
            " AND (state NOT IN ('submitted', 'approved') OR submitted_at IS NOT NULL)",
            name="submitted",
        ),
        CheckConstraint("state <> 'approved' OR ended_by_id <> submitted_by_id", name="second_person"),
        CheckConstraint("state <> 'discarded' OR ended_because <> ''", name="discarded_says_why"),
        CheckConstraint(
            "(returned_at IS NULL) = (returned_by_id IS NULL)"
            " AND (returned_at IS NULL) = (returned_because = '')",
            name="returned",
        ),
        Index(
            "uq_amendment_live",
            "live",
            unique=True,
            sqlite_where=live.is_(True),
            postgresql_where=live.is_(True),
        ),
    )

    @property
    def audit_name(self) -> str:
        """How the audit trail calls it (X-02)."""
        return f"amendment:{self.id}"

    def expect(self, version: int | None) -> None:
        """Raises Stale when somebody changed it since `version` was read (H-07)."""
        if version is not None and version != self.version:
            raise Stale(version, self.version)


class AmendmentEdit(Base):
    """One change of a part of the draft: who, when, which. Everyone in here is an author (RB-02)."""

    __tablename__ = "amendment_edit"

    amendment_id: Mapped[int] = reference("amendment", nullable=False)
    by_id: Mapped[int] = reference("staff", nullable=False)
    at: Mapped[datetime]
    section: Mapped[Section] = mapped_column(word_of(Section, "section"))
    code: Mapped[str] = mapped_column(String(80))
    edit: Mapped[Edit] = mapped_column(word_of(Edit, "edit"))

    amendment: Mapped[Amendment] = relationship(back_populates="edits", lazy="raise_on_sql")
    by: Mapped[Staff] = relationship(lazy="raise_on_sql")


class AmendmentReplay(Base):
    """One replay of a draft on the cases of a period, carried out by the clock part by part (RB-02).

    `digest` names the document as it was then. `after_id` is the last due time that was counted, `progress`
    how many of `rows`, `found` what they came to so far. While a process works on it, `claim` says which,
    until when; `attempts` counts those that did not come further.
    """

    __tablename__ = "amendment_replay"

    amendment_id: Mapped[int] = reference("amendment", nullable=False)
    digest: Mapped[str] = mapped_column(String(64))
    since: Mapped[date]
    until: Mapped[date]
    by_id: Mapped[int] = reference("staff", nullable=False)
    asked_at: Mapped[datetime]
    state: Mapped[ReplayState] = mapped_column(word_of(ReplayState, "state"), default=ReplayState.BUSY)
    rows: Mapped[int | None]
    progress: Mapped[int] = mapped_column(default=0)
    after_id: Mapped[int] = mapped_column(default=0)
    found: Mapped[dict[str, Any]] = mapped_column(default=dict)
    attempts: Mapped[int] = mapped_column(default=0)
    claim: Mapped[str | None] = mapped_column(String(40))
    claimed_until: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    by: Mapped[Staff] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("(state = 'busy') = (ended_at IS NULL)", name="ended_has_moment"),
        CheckConstraint("(claim IS NULL) = (claimed_until IS NULL)", name="claim_ends"),
        CheckConstraint("claim IS NULL OR state = 'busy'", name="claimed_while_busy"),
        CheckConstraint("since <= until", name="period"),
        Index("ix_amendment_replay_state", "state", "claimed_until"),
    )

    @property
    def busy(self) -> bool:
        """Whether it is the clock's turn."""
        return self.state is ReplayState.BUSY

    def end(self, state: ReplayState, *, now: datetime) -> None:
        """It is over, however it went."""
        self.state, self.ended_at = state, now
        self.claim = self.claimed_until = None
