"""A matter: one accountability proceeding about one person (A-03)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.orm.attributes import flag_modified

from models.accountability.tables.evidence import MatterEvidence, MatterFile
from models.accountability.tables.papers import Appeal, Decision, Delivery, Finding, Statement
from models.accountability.tables.proposal import Proposal
from models.accountability.tables.step import MatterStep
from models.accountability.words import ENDED, MatterKind, MatterState
from models.cases.tables import Case
from models.db import Base, JSONDocument, one_of, reference, word_of
from models.errors import Stale
from models.people.tables import Department, Staff

INVESTIGATED = (MatterState.INVESTIGATED, MatterState.FOUND, MatterState.PROPOSED, MatterState.DECIDED)


class Matter(Base):
    """One proceeding. `department_id` is where the person belonged on `conduct_on`; `line` are the ids of
    their nearest head and of everybody under them on that day, kept from any part in it (A-04).

    `rulebook_id` is the rulebook in force when it was opened. `version` counts changes (H-07).
    """

    __tablename__ = "matter"

    number: Mapped[str] = mapped_column(String(20), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[MatterState] = mapped_column(word_of(MatterState, "state"), default=MatterState.OPENED)
    kind: Mapped[MatterKind] = mapped_column(word_of(MatterKind, "kind"))
    person_id: Mapped[int] = reference("staff")
    department_id: Mapped[int] = reference("department")
    candidate_id: Mapped[int] = reference("matter_candidate", index=False)
    case_id: Mapped[int | None] = reference("case")
    conduct_on: Mapped[date]
    facts: Mapped[str]
    line: Mapped[list[int]] = mapped_column(JSONDocument)
    reporter_id: Mapped[int | None] = reference("staff")
    rulebook_id: Mapped[int] = reference("rulebook", index=False)

    opened_by_id: Mapped[int] = reference("staff")
    opened_at: Mapped[datetime]
    notified_by_id: Mapped[int | None] = reference("staff")
    notified_at: Mapped[datetime | None]
    investigator_id: Mapped[int | None] = reference("staff")
    investigators: Mapped[list[int]] = mapped_column(JSONDocument, default=list)
    """Everybody who was ever named to investigate, by ids: who was replaced read it all the same (A-04)."""
    investigation: Mapped[str] = mapped_column(default="")
    """What the investigation came to, in the investigator's words."""
    ended_by_id: Mapped[int | None] = reference("staff")
    ended_at: Mapped[datetime | None]
    ended_because: Mapped[str] = mapped_column(default="")

    person: Mapped[Staff] = relationship(foreign_keys=[person_id], lazy="raise_on_sql")
    department: Mapped[Department] = relationship(lazy="raise_on_sql")
    case: Mapped[Case | None] = relationship(lazy="raise_on_sql")
    opened_by: Mapped[Staff] = relationship(foreign_keys=[opened_by_id], lazy="raise_on_sql")
    investigator: Mapped[Staff | None] = relationship(foreign_keys=[investigator_id], lazy="raise_on_sql")
    steps: Mapped[list[MatterStep]] = relationship(lazy="select", order_by=MatterStep.id)
    evidence: Mapped[list[MatterEvidence]] = relationship(lazy="raise_on_sql", order_by=MatterEvidence.id)
    files: Mapped[list[MatterFile]] = relationship(lazy="raise_on_sql", order_by=MatterFile.id)
    statement: Mapped[Statement | None] = relationship(lazy="raise_on_sql")
    finding: Mapped[Finding | None] = relationship(lazy="raise_on_sql")
    proposals: Mapped[list[Proposal]] = relationship(lazy="raise_on_sql", order_by=Proposal.id)
    decision: Mapped[Decision | None] = relationship(lazy="raise_on_sql")
    delivery: Mapped[Delivery | None] = relationship(lazy="raise_on_sql")
    appeal: Mapped[Appeal | None] = relationship(lazy="raise_on_sql")

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("opened_by_id <> person_id", name="opened_by_another"),
        CheckConstraint("investigator_id <> person_id", name="investigated_by_another"),
        CheckConstraint("investigator_id <> reporter_id", name="reporter_does_not_investigate"),
        CheckConstraint(
            "(notified_at IS NULL) = (notified_by_id IS NULL)"
            " AND (state IN ('opened', 'withdrawn', 'lapsed') OR notified_at IS NOT NULL)",
            name="notified",
        ),
        CheckConstraint(
            f"NOT {one_of('state', *INVESTIGATED)} OR (investigator_id IS NOT NULL AND investigation <> '')",
            name="investigated",
        ),
        CheckConstraint(f"{one_of('state', *ENDED)} = (ended_at IS NOT NULL)", name="ended_has_moment"),
        CheckConstraint("state <> 'withdrawn' OR ended_because <> ''", name="withdrawn_says_why"),
        CheckConstraint("facts <> ''", name="says_what"),
        Index("ix_matter_state", "state", "opened_at"),
    )

    @property
    def audit_name(self) -> str:
        return f"matter:{self.number}"

    @property
    def open(self) -> bool:
        return self.state not in ENDED

    @property
    def proposal(self) -> Proposal | None:
        """The proposal that holds: the last one."""
        return self.proposals[-1] if self.proposals else None

    def time_over(self, now: datetime) -> bool:
        """Whether the time that runs has passed by a moment, whether or not the clock has noted it yet."""
        return any(each.running and each.due_at <= now for each in self.steps)

    def expect(self, version: int | None) -> None:
        """Raises Stale when somebody changed it since `version` was read (H-07)."""
        if version is not None and version != self.version:
            raise Stale(version, self.version)

    def touch(self) -> None:
        """Counts a change of what hangs on it as one of its own (H-07)."""
        flag_modified(self, "state")
