"""One session of training: what it needs by its method, when and where, and its materials (L-02)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import Base, JSONDocument, reference, word_of
from models.errors import Stale
from models.files.tables import StoredFile
from models.people.tables import Staff
from models.training.tables.plan import TrainingTopic
from models.training.words import Assessment, Field, Method, SessionState


class TrainingSession(Base):
    """A session. `trainer_id` is who holds it and keeps its log, also where a guest speaks.

    By method it needs: an expert's name with the contract and its cost, the cases that are studied (words in
    which numbers of the case library are links, see SessionLesson), or the script and the parts of a role
    play. `sequence` counts how often it was moved, as calendars want it;
    sessions of one `series` were planned together. `cost_fen` is what it cost. Of those enrolled by
    rule, `departments` and `roles` say who. Assessed, `pass_mark` of 100 marks are needed.
    """

    __tablename__ = "training_session"

    number: Mapped[str] = mapped_column(String(20), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[SessionState] = mapped_column(word_of(SessionState, "state"), default=SessionState.PLANNED)
    topic_id: Mapped[int | None] = reference("training_topic")
    title: Mapped[str] = mapped_column(String(120))
    field: Mapped[Field] = mapped_column(word_of(Field, "field"))
    method: Mapped[Method] = mapped_column(word_of(Method, "method"))
    trainer_id: Mapped[int] = reference("staff")
    guest: Mapped[str] = mapped_column(String(120), default="")
    contract: Mapped[str] = mapped_column(String(60), default="")
    cost_fen: Mapped[int] = mapped_column(default=0)
    cases: Mapped[str] = mapped_column(default="")
    script: Mapped[str] = mapped_column(default="")
    parts: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(String(120), default="")
    link: Mapped[str] = mapped_column(String(300), default="")
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    capacity: Mapped[int]
    departments: Mapped[list[int]] = mapped_column(JSONDocument, default=list)
    roles: Mapped[list[str]] = mapped_column(default=list)
    assessment: Mapped[Assessment] = mapped_column(word_of(Assessment, "assessment"))
    pass_mark: Mapped[int | None]
    series: Mapped[str] = mapped_column(String(12), default="", index=True)
    sequence: Mapped[int] = mapped_column(default=0)
    reminded_at: Mapped[datetime | None]
    planned_by_id: Mapped[int] = reference("staff", nullable=False)
    ended_by_id: Mapped[int | None] = reference("staff")
    ended_at: Mapped[datetime | None]
    ended_because: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    """The minutes of the session, in the trainer's words."""

    trainer: Mapped[Staff] = relationship(foreign_keys=[trainer_id], lazy="raise_on_sql")
    topic: Mapped[TrainingTopic | None] = relationship(lazy="raise_on_sql")
    materials: Mapped[list["TrainingMaterial"]] = relationship(
        lazy="raise_on_sql", order_by="TrainingMaterial.name, TrainingMaterial.version.desc()"
    )

    __mapper_args__ = {"version_id_col": version}
    __table_args__ = (
        CheckConstraint("title <> ''", name="says_what"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("capacity > 0 AND cost_fen >= 0", name="amounts"),
        CheckConstraint("place <> '' OR link <> ''", name="is_somewhere"),
        CheckConstraint("method <> 'expert' OR (guest <> '' AND contract <> '')", name="expert_has_contract"),
        CheckConstraint("method <> 'case_study' OR cases <> ''", name="study_has_cases"),
        CheckConstraint("method <> 'role_play' OR (script <> '' AND parts <> '')", name="play_has_script"),
        CheckConstraint(
            "(assessment = 'none') = (pass_mark IS NULL) AND pass_mark BETWEEN 1 AND 100", name="pass_mark"
        ),
        CheckConstraint(
            "(state = 'planned') = (ended_at IS NULL) AND (ended_at IS NULL) = (ended_by_id IS NULL)",
            name="ended",
        ),
        CheckConstraint("state <> 'cancelled' OR ended_because <> ''", name="cancelled_says_why"),
        Index("ix_training_session_state_starts", "state", "starts_at"),
    )

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this session (X-02)."""
        return f"training:{self.number}"

    @property
    def open(self) -> bool:
        return self.state is SessionState.PLANNED

    @property
    def minutes(self) -> int:
        """How long it is planned to last."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    def expect(self, version: int | None) -> None:
        """Raises Stale when somebody changed it since `version` was read (H-07)."""
        if version is not None and version != self.version:
            raise Stale(version, self.version)


class SessionLesson(Base):
    """A typical case of the library that is studied in a session; it stays when the case is withdrawn."""

    __tablename__ = "training_session_lesson"

    session_id: Mapped[int] = reference("training_session", index=False)
    lesson_id: Mapped[int] = reference("typical_case")

    __table_args__ = (UniqueConstraint("session_id", "lesson_id"),)


class TrainingMaterial(Base):
    """One version of a file for a session; the same name again is the next version of it."""

    __tablename__ = "training_material"

    session_id: Mapped[int] = reference("training_session", index=False)
    name: Mapped[str] = mapped_column(String(120))
    version: Mapped[int]
    file_id: Mapped[int] = reference("stored_file")
    by_id: Mapped[int] = reference("staff", nullable=False)
    at: Mapped[datetime]

    file: Mapped[StoredFile] = relationship(lazy="raise_on_sql")
    by: Mapped[Staff] = relationship(lazy="raise_on_sql")

    __table_args__ = (UniqueConstraint("session_id", "name", "version"),)
