"""The lease of the clock, and the runs of its jobs."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.db import Base


class Lease(Base):
    """The right to do something that one process does for all, until a moment (R-03)."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(40), unique=True)
    holder: Mapped[str] = mapped_column(String(200))
    until: Mapped[datetime]


class JobRun(Base):
    """One run of a job: what it did, how many rows it failed on, and why the last of these failed.

    Runs that found nothing to do are kept only now and then, to show that the clock goes.
    """

    __tablename__ = "job_run"

    job: Mapped[str] = mapped_column(String(60))
    holder: Mapped[str] = mapped_column(String(200))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime]
    done: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint("ended_at >= started_at", name="order"),
        CheckConstraint("done >= 0 AND failed >= 0", name="counts"),
        CheckConstraint("failed = 0 OR error <> ''", name="failure_says_why"),
        Index("ix_job_run_job_ended_at", "job", "ended_at"),
        Index("ix_job_run_ended_at", "ended_at"),
    )
