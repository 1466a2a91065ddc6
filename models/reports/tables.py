"""Published reports, their corrections, and who wrote them; a published row never changes (S-07)."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import DDL, CheckConstraint, Index, String, Table, event
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.campaigns.tables import Campaign
from models.db import Base, one_of, reference, word_of
from models.errors import Stale
from models.people.tables import Staff
from models.reports.document import Figures
from models.reports.words import OPEN, CorrectionPart, Passage, ReportSource, ReportState
from models.surveys.document import Text

SUBMITTED_SAYS = (
    "(submitted_at IS NULL) = (submitted_by_id IS NULL)"
    " AND (state NOT IN ('submitted', 'published') OR submitted_at IS NOT NULL)"
)
ENDED_SAYS = (
    "(ended_at IS NULL) = (ended_by_id IS NULL)"
    " AND (state IN ('published', 'discarded')) = (ended_at IS NOT NULL)"
)
SECOND_SAYS = "state <> 'published' OR ended_by_id <> submitted_by_id"
RETURNED_SAYS = (
    "(returned_at IS NULL) = (returned_by_id IS NULL) AND (returned_at IS NULL) = (returned_because = '')"
)


class _Written(Base):
    """What reports and corrections share: their state, their words, and who gave them to whom.

    `version` counts changes: who approves names the one that was read (H-07).
    """

    __abstract__ = True

    if TYPE_CHECKING:
        version: Mapped[int]

    state: Mapped[ReportState] = mapped_column(word_of(ReportState, "state"), default=ReportState.DRAFT)
    texts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    started_by_id: Mapped[int] = reference("staff", nullable=False)
    submitted_by_id: Mapped[int | None] = reference("staff")
    submitted_at: Mapped[datetime | None]
    returned_by_id: Mapped[int | None] = reference("staff")
    returned_at: Mapped[datetime | None]
    returned_because: Mapped[str] = mapped_column(default="")
    ended_by_id: Mapped[int | None] = reference("staff")
    ended_at: Mapped[datetime | None]
    ended_because: Mapped[str] = mapped_column(default="")

    @property
    def open(self) -> bool:
        """Whether it is still on its way."""
        return self.state in OPEN

    def expect(self, version: int | None) -> None:
        """Raises Stale when somebody changed it since `version` was read (H-07)."""
        if version is not None and version != self.version:
            raise Stale(version, self.version)

    def written(self, part: str, language: str) -> str:
        """What stands under a name in one language; empty where nothing does."""
        return str(self.texts.get(part, {}).get(language, ""))


class SatisfactionReport(_Written):
    """One report over a period or a campaign; `period` is the address under which it is published.

    `figures` is counted when it is drafted and stays as it is however answers change; `title` is what the
    period is called in both languages.
    """

    __tablename__ = "satisfaction_report"

    version: Mapped[int] = mapped_column(default=1)
    period: Mapped[str] = mapped_column(String(20))
    source: Mapped[ReportSource] = mapped_column(word_of(ReportSource, "source"))
    campaign_id: Mapped[int | None] = reference("campaign")
    first_day: Mapped[date]
    last_day: Mapped[date]
    title_zh: Mapped[str] = mapped_column(String(160))
    title_en: Mapped[str] = mapped_column(String(160))
    figures: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    counted_at: Mapped[datetime]

    campaign: Mapped[Campaign | None] = relationship(lazy="raise_on_sql")
    started_by: Mapped[Staff] = relationship(
        foreign_keys="SatisfactionReport.started_by_id", lazy="raise_on_sql"
    )
    submitted_by: Mapped[Staff | None] = relationship(
        foreign_keys="SatisfactionReport.submitted_by_id", lazy="raise_on_sql"
    )
    returned_by: Mapped[Staff | None] = relationship(
        foreign_keys="SatisfactionReport.returned_by_id", lazy="raise_on_sql"
    )
    ended_by: Mapped[Staff | None] = relationship(
        foreign_keys="SatisfactionReport.ended_by_id", lazy="raise_on_sql"
    )
    edits: Mapped[list["ReportEdit"]] = relationship(
        back_populates="report", lazy="raise_on_sql", order_by="ReportEdit.id"
    )
    corrections: Mapped[list["ReportCorrection"]] = relationship(
        back_populates="report", lazy="raise_on_sql", order_by="ReportCorrection.id"
    )

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("(source = 'campaign') = (campaign_id IS NOT NULL)", name="campaign"),
        CheckConstraint("first_day <= last_day", name="period"),
        CheckConstraint(SUBMITTED_SAYS, name="submitted"),
        CheckConstraint(ENDED_SAYS, name="ended"),
        CheckConstraint(SECOND_SAYS, name="second_person"),
        CheckConstraint(RETURNED_SAYS, name="returned"),
        CheckConstraint("state <> 'discarded' OR ended_because <> ''", name="discarded_says_why"),
        Index(
            "uq_satisfaction_report_period",
            "period",
            unique=True,
            sqlite_where=sql("state <> 'discarded'"),
            postgresql_where=sql("state <> 'discarded'"),
        ),
        Index("ix_satisfaction_report_state", "state", "last_day"),
    )

    @property
    def audit_name(self) -> str:
        """How the audit trail calls it (X-02)."""
        return f"report:{self.id}"

    @property
    def title(self) -> Text:
        return Text(zh=self.title_zh, en=self.title_en)

    @property
    def content(self) -> Figures:
        """The frozen figures, read anew on each call: keep them while you use them."""
        return Figures.read(self.figures)

    def passage(self, passage: Passage, language: str) -> str:
        """What was written for a passage in one language."""
        return self.written(passage, language)


class ReportCorrection(_Written):
    """What was wrong in a published report, and what is right. It stands above the report, with its day.

    `figures` are all figures counted anew, where the correction has some.
    """

    __tablename__ = "report_correction"

    version: Mapped[int] = mapped_column(default=1)
    report_id: Mapped[int] = reference("satisfaction_report", nullable=False)
    figures: Mapped[dict[str, Any] | None]
    counted_at: Mapped[datetime | None]

    report: Mapped[SatisfactionReport] = relationship(back_populates="corrections", lazy="raise_on_sql")
    started_by: Mapped[Staff] = relationship(
        foreign_keys="ReportCorrection.started_by_id", lazy="raise_on_sql"
    )
    submitted_by: Mapped[Staff | None] = relationship(
        foreign_keys="ReportCorrection.submitted_by_id", lazy="raise_on_sql"
    )
    returned_by: Mapped[Staff | None] = relationship(
        foreign_keys="ReportCorrection.returned_by_id", lazy="raise_on_sql"
    )
    ended_by: Mapped[Staff | None] = relationship(
        foreign_keys="ReportCorrection.ended_by_id", lazy="raise_on_sql"
    )
    edits: Mapped[list["ReportEdit"]] = relationship(
        back_populates="correction", lazy="raise_on_sql", order_by="ReportEdit.id"
    )

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("(figures IS NULL) = (counted_at IS NULL)", name="figures_have_moment"),
        CheckConstraint(SUBMITTED_SAYS, name="submitted"),
        CheckConstraint(ENDED_SAYS, name="ended"),
        CheckConstraint(SECOND_SAYS, name="second_person"),
        CheckConstraint(RETURNED_SAYS, name="returned"),
        CheckConstraint("state <> 'discarded' OR ended_because <> ''", name="discarded_says_why"),
        Index(
            "uq_report_correction_open",
            "report_id",
            unique=True,
            sqlite_where=sql(one_of("state", *OPEN)),
            postgresql_where=sql(one_of("state", *OPEN)),
        ),
    )

    @property
    def audit_name(self) -> str:
        """How the audit trail calls it (X-02): by its report."""
        return f"report:{self.report_id}"

    @property
    def content(self) -> Figures | None:
        """The figures counted anew, if any."""
        return Figures.read(self.figures) if self.figures is not None else None

    def part(self, part: CorrectionPart, language: str) -> str:
        """What was written for a part in one language."""
        return self.written(part, language)


class ReportEdit(Base):
    """Somebody wrote or counted something. Everyone in here is an author, and approves none of it."""

    __tablename__ = "report_edit"

    report_id: Mapped[int] = reference("satisfaction_report", nullable=False)
    correction_id: Mapped[int | None] = reference("report_correction")
    by_id: Mapped[int] = reference("staff", nullable=False)
    at: Mapped[datetime]

    report: Mapped[SatisfactionReport] = relationship(back_populates="edits", lazy="raise_on_sql")
    correction: Mapped[ReportCorrection | None] = relationship(back_populates="edits", lazy="raise_on_sql")
    by: Mapped[Staff] = relationship(lazy="raise_on_sql")


GUARDED = ("satisfaction_report", "report_correction")
SQLITE_GUARD = """
CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
WHEN OLD.state = 'published'
BEGIN SELECT RAISE(ABORT, 'a published report never changes'); END
"""
POSTGRESQL_REFUSAL = """
CREATE OR REPLACE FUNCTION refuse_report_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a published report never changes'; END $$
"""
POSTGRESQL_GUARD = """
CREATE TRIGGER {table}_no_{verb} BEFORE {VERB} ON {table}
FOR EACH ROW WHEN (OLD.state = 'published') EXECUTE FUNCTION refuse_report_change()
"""


def kept_as_published(table: str, dialect: str) -> list[str]:
    """The statements that keep published rows as they are; for `create_all` and migrations."""
    guard = SQLITE_GUARD if dialect == "sqlite" else POSTGRESQL_GUARD
    statements = [
        guard.format(table=table, verb=verb, VERB=verb.upper()).strip() for verb in ("update", "delete")
    ]
    return statements if dialect == "sqlite" else [POSTGRESQL_REFUSAL.strip(), *statements]


def _guard(table: Table) -> None:
    for dialect in ("sqlite", "postgresql"):
        for statement in kept_as_published(table.name, dialect):
            ddl = DDL(statement).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", ddl)


_guard(SatisfactionReport.__table__)  # type: ignore[arg-type]
_guard(ReportCorrection.__table__)  # type: ignore[arg-type]
