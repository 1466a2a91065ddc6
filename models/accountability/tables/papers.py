"""What is said and decided in a matter: statement, finding, decision, delivery, appeal (A-03)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.accountability.words import AppealOutcome, DeliveryKind, Outcome, Severity
from models.db import Base, reference, word_of


class Statement(Base):
    """What the person concerned says, once and in their own words."""

    __tablename__ = "matter_statement"

    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"), unique=True)
    text: Mapped[str]
    at: Mapped[datetime]

    __table_args__ = (CheckConstraint("text <> ''", name="says_something"),)


class Finding(Base):
    """What was found, how severe it was, for the `times`-th time, what mitigates it, and the load of the
    day: open cases beside the median of so many colleagues (A-05)."""

    __tablename__ = "matter_finding"

    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"), unique=True)
    by_id: Mapped[int] = reference("staff")
    at: Mapped[datetime]
    outcome: Mapped[Outcome] = mapped_column(word_of(Outcome, "outcome"))
    severity: Mapped[Severity | None] = mapped_column(word_of(Severity, "severity"))
    text: Mapped[str]
    rule: Mapped[str]
    times: Mapped[int]
    mitigations: Mapped[list[str]] = mapped_column(default=list)
    open_cases: Mapped[int]
    median_cases: Mapped[float]
    colleagues: Mapped[int]

    __table_args__ = (
        CheckConstraint("(outcome = 'not_upheld') = (severity IS NULL)", name="upheld_is_weighed"),
        CheckConstraint("text <> '' AND rule <> ''", name="says_why"),
        CheckConstraint("times >= 1 AND open_cases >= 0 AND colleagues >= 0", name="counts"),
    )

    @property
    def upheld(self) -> bool:
        """Whether anything of it was."""
        return self.outcome is not Outcome.NOT_UPHELD


class Decision(Base):
    """The decision on the proposal that holds, by another than the investigator."""

    __tablename__ = "matter_decision"

    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"), unique=True)
    proposal_id: Mapped[int] = reference("matter_proposal", index=False)
    by_id: Mapped[int] = reference("staff")
    at: Mapped[datetime]
    text: Mapped[str]

    __table_args__ = (CheckConstraint("text <> ''", name="says_why"),)


class Delivery(Base):
    """The decision reached the person: acknowledged by them, or refused before a witness."""

    __tablename__ = "matter_delivery"

    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"), unique=True)
    kind: Mapped[DeliveryKind] = mapped_column(word_of(DeliveryKind, "kind"))
    by_id: Mapped[int] = reference("staff")
    witness_id: Mapped[int | None] = reference("staff")
    at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint(
            "(kind = 'refused') = (witness_id IS NOT NULL) AND witness_id <> by_id",
            name="refused_is_witnessed",
        ),
    )


class Appeal(Base):
    """The person's appeal, and what somebody new made of it; never heavier than before."""

    __tablename__ = "matter_appeal"

    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"), unique=True)
    text: Mapped[str]
    at: Mapped[datetime]
    heard_by_id: Mapped[int | None] = reference("staff")
    heard_at: Mapped[datetime | None]
    outcome: Mapped[AppealOutcome | None] = mapped_column(word_of(AppealOutcome, "outcome"))
    reason: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint("text <> ''", name="says_something"),
        CheckConstraint(
            "(heard_at IS NULL) = (heard_by_id IS NULL) AND (heard_at IS NULL) = (outcome IS NULL)"
            " AND (heard_at IS NULL) = (reason = '')",
            name="heard_is_whole",
        ),
    )
