"""Rewards from nomination to announcement, and what the system suggests for one (C-01, C-02, C-04)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.cases.tables import Case
from models.conduct.words import OF_DEPARTMENTS, RewardGround, RewardState, SuggestionState
from models.db import Base, one_of, reference, word_of
from models.people.tables import Department, Staff
from models.rulebook.words import Approver, RewardKind

REACHED = (RewardState.CHECKED, RewardState.APPROVED, RewardState.ANNOUNCED)
ENDED = (RewardState.REFUSED, RewardState.WITHDRAWN, RewardState.REVOKED)


class Reward(Base):
    """One reward of one person or department.

    `department_id` is the rewarded department, or the one that the person belonged to when nominated.
    `approver` is who approves this amount, said by the rules when HR checked it. `citation` is what is
    announced. Money is in fen. Ended ones keep who ended them and why: refused, withdrawn, revoked.
    """

    __tablename__ = "reward"

    number: Mapped[str] = mapped_column(String(16), unique=True)
    kind: Mapped[RewardKind] = mapped_column(word_of(RewardKind, "kind"))
    ground: Mapped[RewardGround] = mapped_column(word_of(RewardGround, "ground"))
    state: Mapped[RewardState] = mapped_column(word_of(RewardState, "state"), default=RewardState.NOMINATED)
    staff_id: Mapped[int | None] = reference("staff")
    department_id: Mapped[int] = reference("department")
    case_id: Mapped[int | None] = reference("case")
    reason: Mapped[str]
    citation: Mapped[str] = mapped_column(default="")
    amount_fen: Mapped[int] = mapped_column(default=0)
    points: Mapped[int] = mapped_column(default=0)

    due_at: Mapped[datetime]
    """By when the next step is due, by the rules of when it began; kept when it is over."""
    nominated_by_id: Mapped[int] = reference("staff", nullable=False)
    nominated_at: Mapped[datetime]
    approver: Mapped[Approver | None] = mapped_column(word_of(Approver, "approver"))
    checked_by_id: Mapped[int | None] = reference("staff")
    checked_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = reference("staff")
    approved_at: Mapped[datetime | None]
    announced_by_id: Mapped[int | None] = reference("staff")
    announced_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = reference("staff")
    ended_at: Mapped[datetime | None]
    ended_because: Mapped[str] = mapped_column(default="")

    staff: Mapped[Staff | None] = relationship(foreign_keys=[staff_id], lazy="raise_on_sql")
    department: Mapped[Department] = relationship(lazy="raise_on_sql")
    case: Mapped[Case | None] = relationship(lazy="raise_on_sql")
    nominated_by: Mapped[Staff] = relationship(foreign_keys=[nominated_by_id], lazy="raise_on_sql")
    checked_by: Mapped[Staff | None] = relationship(foreign_keys=[checked_by_id], lazy="raise_on_sql")
    approved_by: Mapped[Staff | None] = relationship(foreign_keys=[approved_by_id], lazy="raise_on_sql")
    announced_by: Mapped[Staff | None] = relationship(foreign_keys=[announced_by_id], lazy="raise_on_sql")
    ended_by: Mapped[Staff | None] = relationship(foreign_keys=[ended_by_id], lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint(f"({one_of('kind', *OF_DEPARTMENTS)}) = (staff_id IS NULL)", name="whose"),
        CheckConstraint("reason <> ''", name="says_why"),
        CheckConstraint("amount_fen >= 0", name="amount"),
        CheckConstraint("points >= 0", name="points"),
        CheckConstraint("staff_id <> nominated_by_id", name="nominated_by_another"),
        CheckConstraint(
            "staff_id <> checked_by_id AND nominated_by_id <> checked_by_id", name="checked_by_another"
        ),
        CheckConstraint(
            "staff_id <> approved_by_id AND nominated_by_id <> approved_by_id"
            " AND checked_by_id <> approved_by_id",
            name="approved_by_another",
        ),
        CheckConstraint(
            "(checked_at IS NULL) = (checked_by_id IS NULL) AND (checked_at IS NULL) = (approver IS NULL)"
            f" AND (checked_at IS NOT NULL OR NOT ({one_of('state', *REACHED)}))",
            name="checked",
        ),
        CheckConstraint(
            "(approved_at IS NULL) = (approved_by_id IS NULL)"
            f" AND (approved_at IS NOT NULL OR NOT ({one_of('state', *REACHED[1:], RewardState.REVOKED)}))",
            name="approved",
        ),
        CheckConstraint(
            "(announced_at IS NULL) = (announced_by_id IS NULL)"
            " AND (announced_at IS NOT NULL OR state <> 'announced')",
            name="announced",
        ),
        CheckConstraint(
            f"({one_of('state', *ENDED)}) = (ended_at IS NOT NULL)"
            " AND (ended_at IS NULL) = (ended_by_id IS NULL)"
            " AND (state NOT IN ('refused', 'revoked') OR ended_because <> '')",
            name="ended",
        ),
        Index("ix_reward_state_announced", "state", "announced_at"),
    )

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this reward (X-02)."""
        return f"reward:{self.number}"

    @property
    def holder(self) -> Staff | Department:
        """Who is rewarded."""
        return self.department if self.staff is None else self.staff


class RewardSuggestion(Base):
    """Something that the system found worth a reward: taken up by a nomination, or dismissed with a reason.

    `staff_id` is whom it seems to be about; a person decides.
    """

    __tablename__ = "reward_suggestion"

    ground: Mapped[RewardGround] = mapped_column(word_of(RewardGround, "ground"))
    case_id: Mapped[int | None] = reference("case")
    about: Mapped[str | None] = mapped_column(String(80), unique=True)
    """The audit name of what speaks for it where no case does, as the flag of a key figure (Q-04)."""
    department_id: Mapped[int] = reference("department")
    staff_id: Mapped[int | None] = reference("staff")
    found_at: Mapped[datetime]
    cases: Mapped[int] = mapped_column(default=1)
    """So many cases speak for it, `case_id` being the latest; or so many months of figures."""
    state: Mapped[SuggestionState] = mapped_column(
        word_of(SuggestionState, "state"), default=SuggestionState.OPEN
    )
    reward_id: Mapped[int | None] = reference("reward")
    ended_by_id: Mapped[int | None] = reference("staff")
    ended_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")

    case: Mapped[Case] = relationship(lazy="raise_on_sql")
    department: Mapped[Department] = relationship(lazy="raise_on_sql")
    staff: Mapped[Staff | None] = relationship(foreign_keys=[staff_id], lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("(case_id IS NULL) = (about IS NOT NULL)", name="speaks_for_it"),
        CheckConstraint("(state = 'open') = (ended_at IS NULL)", name="ended"),
        CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="ended_by"),
        CheckConstraint("(state = 'taken') = (reward_id IS NOT NULL)", name="taken"),
        CheckConstraint("(state = 'dismissed') = (reason <> '')", name="says_why"),
        Index("uq_reward_suggestion_ground", "ground", "case_id", unique=True),
    )

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this suggestion (X-02)."""
        return f"reward_suggestion:{self.id}"
