"""A training plan of a year or a quarter, and its topics (L-01)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Base, JSONDocument, reference, word_of
from models.errors import Stale
from models.people.tables import Staff
from models.training.words import Field, Method, PlanState


class TrainingPlan(Base):
    """The plan of a `quarter`; quarter 0 is the whole year. Who submitted it does not approve it.

    An approved plan is opened again only with a reason, and is approved anew. `version` counts changes of
    the plan and its topics (H-07).
    """

    __tablename__ = "training_plan"

    year: Mapped[int]
    quarter: Mapped[int]
    state: Mapped[PlanState] = mapped_column(word_of(PlanState, "state"), default=PlanState.DRAFT)
    version: Mapped[int] = mapped_column(default=1)
    begun_by_id: Mapped[int] = reference("staff", nullable=False)
    submitted_by_id: Mapped[int | None] = reference("staff")
    submitted_at: Mapped[datetime | None]
    approved_by_id: Mapped[int | None] = reference("staff")
    approved_at: Mapped[datetime | None]
    returned_because: Mapped[str] = mapped_column(default="")

    submitted_by: Mapped[Staff | None] = relationship(foreign_keys=[submitted_by_id], lazy="raise_on_sql")
    approved_by: Mapped[Staff | None] = relationship(foreign_keys=[approved_by_id], lazy="raise_on_sql")
    topics: Mapped[list["TrainingTopic"]] = relationship(
        back_populates="plan", lazy="selectin", order_by="TrainingTopic.id", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        UniqueConstraint("year", "quarter"),
        CheckConstraint("quarter BETWEEN 0 AND 4", name="quarter"),
        CheckConstraint("year BETWEEN 2001 AND 2099", name="year"),
        CheckConstraint(
            "(state <> 'draft') = (submitted_at IS NOT NULL)"
            " AND (submitted_at IS NULL) = (submitted_by_id IS NULL)",
            name="submitted",
        ),
        CheckConstraint(
            "(state = 'approved') = (approved_at IS NOT NULL)"
            " AND (approved_at IS NULL) = (approved_by_id IS NULL)",
            name="approved",
        ),
        CheckConstraint("approved_by_id <> submitted_by_id", name="approved_by_another"),
    )

    @property
    def name(self) -> str:
        """As it is written in an address: 2026, or 2026Q4."""
        return f"{self.year}Q{self.quarter}" if self.quarter else str(self.year)

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this plan (X-02)."""
        return f"training_plan:{self.name}"

    @property
    def editable(self) -> bool:
        return self.state is PlanState.DRAFT

    def expect(self, version: int | None) -> None:
        """Raises Stale when somebody changed it since `version` was read (H-07)."""
        if version is not None and version != self.version:
            raise Stale(version, self.version)


class TrainingTopic(Base):
    """What is to be trained: for whom (departments by id with those below, and roles; none of either is
    everybody), in how many sessions of so many `minutes`, for at most `budget_fen` together."""

    __tablename__ = "training_topic"

    plan_id: Mapped[int] = reference("training_plan")
    title: Mapped[str] = mapped_column(String(120))
    field: Mapped[Field] = mapped_column(word_of(Field, "field"))
    method: Mapped[Method] = mapped_column(word_of(Method, "method"))
    departments: Mapped[list[int]] = mapped_column(JSONDocument, default=list)
    roles: Mapped[list[str]] = mapped_column(default=list)
    sessions: Mapped[int]
    minutes: Mapped[int]
    budget_fen: Mapped[int]

    plan: Mapped[TrainingPlan] = relationship(back_populates="topics", lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("title <> ''", name="says_what"),
        CheckConstraint("sessions > 0 AND minutes > 0 AND budget_fen >= 0", name="amounts"),
    )

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this topic (X-02)."""
        return f"training_topic:{self.id}"
