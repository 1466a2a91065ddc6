"""Months of key figures, their cells and days, and whom they are about by the names of then (Q-02)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Base, BigNumber, reference, word_of
from models.kpi.tables.guards import kept_when_closed, month_kept
from models.kpi.words import Facet, Figure, MonthState
from models.people.tables import Department, Staff
from models.rulebook.tables import Rulebook


class KpiMonth(Base):
    """One month: reckoned anew by the clock while it is open, frozen when it is closed.

    `seen_event` is the last row of the trail that its figures know of. `rulebook_id` is the version whose
    targets hold for it, that of its last moment; `method` the version of how figures are counted
    (`models/kpi/rules/figures.py`). Both are said when it is closed. Closed by the clock, it names nobody.
    `by_day` says whether its days are kept too, which those closed before there were any lack.
    """

    __tablename__ = "kpi_month"

    month: Mapped[date] = mapped_column(unique=True)
    state: Mapped[MonthState] = mapped_column(word_of(MonthState, "state"), default=MonthState.OPEN)
    reckoned_at: Mapped[datetime | None]
    seen_event: Mapped[int] = mapped_column(default=0)
    method: Mapped[int] = mapped_column(default=0)
    by_day: Mapped[bool] = mapped_column(default=False, server_default=false())
    rulebook_id: Mapped[int | None] = reference("rulebook", index=False)
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = reference("staff")

    rulebook: Mapped[Rulebook | None] = relationship(lazy="raise_on_sql")
    closed_by: Mapped[Staff | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL) AND (state = 'closed') = (rulebook_id IS NOT NULL)"
            " AND (state = 'open' OR reckoned_at IS NOT NULL) AND (state = 'closed' OR closed_by_id IS NULL)",
            name="closed",
        ),
    )

    @property
    def closed(self) -> bool:
        """Whether it is frozen."""
        return self.state is MonthState.CLOSED

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this month (X-02)."""
        return f"kpi:{self.month:%Y-%m}"


class KpiCell(Base):
    """One figure of one subject in one month, as `models.kpi.queries.measure.Cell` has it.

    `subject` is company, department:<id> or person:<id>, the same as the two columns say.
    """

    __tablename__ = "kpi_cell"

    month_id: Mapped[int] = reference("kpi_month", index=False)
    subject: Mapped[str] = mapped_column(String(24))
    department_id: Mapped[int | None] = reference("department", index=False)
    staff_id: Mapped[int | None] = reference("staff", index=False)
    facet: Mapped[Facet] = mapped_column(word_of(Facet, "facet"))
    value: Mapped[str] = mapped_column(String(60), default="")
    figure: Mapped[Figure] = mapped_column(word_of(Figure, "figure"))
    n: Mapped[int]
    hits: Mapped[int | None]
    expected: Mapped[int | None] = mapped_column(BigNumber)
    median: Mapped[int | None]
    p90: Mapped[int | None]

    __table_args__ = (
        CheckConstraint("n > 0 AND (hits IS NULL OR hits BETWEEN 0 AND n)", name="counts"),
        CheckConstraint("(hits IS NULL) = (median IS NOT NULL)", name="share_or_time"),
        CheckConstraint("(facet = 'all') = (value = '')", name="facet_has_value"),
        CheckConstraint("department_id IS NULL OR staff_id IS NULL", name="one_subject"),
        UniqueConstraint("month_id", "subject", "facet", "value", "figure"),
        Index("ix_kpi_cell_course", "subject", "facet", "value", "figure", "month_id"),
    )


class KpiDay(Base):
    """What my day sums up of one local day and one department; without a department, of cases that nobody
    leads (M-02).

    `answered` are the cases whose latest answer was given on that day, `again` those of them that are in a
    later round; `rated` are first revisits answered on it, `satisfied` those with 4 or 5 of five points. An
    answer is of the department that leads the case when the month is reckoned, a revisit of the one that led
    it then, as the figure of satisfaction has it.
    """

    __tablename__ = "kpi_day"

    month_id: Mapped[int] = reference("kpi_month", index=False)
    day: Mapped[date]
    department_id: Mapped[int | None] = reference("department", index=False)
    answered: Mapped[int] = mapped_column(default=0)
    again: Mapped[int] = mapped_column(default=0)
    rated: Mapped[int] = mapped_column(default=0)
    satisfied: Mapped[int] = mapped_column(default=0)

    __table_args__ = (
        CheckConstraint("again BETWEEN 0 AND answered AND satisfied BETWEEN 0 AND rated", name="counts"),
        CheckConstraint("answered + rated > 0", name="says_something"),
        Index("ix_kpi_day_month", "month_id", "day"),
    )


class KpiName(Base):
    """What a department or person of a month was called then; for a person also where they belonged."""

    __tablename__ = "kpi_name"

    month_id: Mapped[int] = reference("kpi_month", index=False)
    subject: Mapped[str] = mapped_column(String(24))
    department_id: Mapped[int] = reference("department", index=False)
    staff_id: Mapped[int | None] = reference("staff", index=False)
    name_zh: Mapped[str] = mapped_column(String(60))
    name_en: Mapped[str] = mapped_column(String(120))

    department: Mapped[Department] = relationship(lazy="raise_on_sql")

    __table_args__ = (UniqueConstraint("month_id", "subject"),)


class KpiCorrection(Base):
    """A figure of a closed month set right afterwards: the frozen one stays, this stands beside it, dated.

    The latest of a cell counts: `hits` of `n` for a share, `median` and `p90` in tenths of a minute for a
    time.
    """

    __tablename__ = "kpi_correction"

    month_id: Mapped[int] = reference("kpi_month", index=False)
    subject: Mapped[str] = mapped_column(String(24))
    figure: Mapped[Figure] = mapped_column(word_of(Figure, "figure"))
    n: Mapped[int]
    hits: Mapped[int | None]
    median: Mapped[int | None]
    p90: Mapped[int | None]
    reason: Mapped[str]
    by_id: Mapped[int] = reference("staff", nullable=False)
    at: Mapped[datetime]

    by: Mapped[Staff] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("n > 0 AND (hits IS NULL OR hits BETWEEN 0 AND n)", name="counts"),
        CheckConstraint("(hits IS NULL) = (median IS NOT NULL)", name="share_or_time"),
        CheckConstraint("reason <> ''", name="says_why"),
        Index("ix_kpi_correction_cell", "month_id", "subject", "figure", "id"),
    )


for _table in (KpiCell, KpiDay, KpiName):
    kept_when_closed(_table.__table__)
month_kept(KpiMonth.__table__)
