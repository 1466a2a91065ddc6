"""Questionnaires, invitations to answer one, and the answers, a row a question (S-01, S-04)."""

from datetime import datetime
from typing import Any

from sqlalchemy import DDL, CheckConstraint, ForeignKey, Index, String, Table, UniqueConstraint, event, false
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.db import UNNESTED, Base, BigNumber, JSONDocument, reference, word_of
from models.errors import Stale
from models.people.tables import Staff
from models.surveys.document import Document
from models.surveys.draft import Draft
from models.surveys.words import InvitationState, Reach


class QuestionnaireVersion(Base):
    """One version of a questionnaire. Published, it never changes: a trigger refuses it (S-01).

    Until then it is the draft, whose document may be unfinished: `draft` reads it, `content` would refuse
    it. `edits` counts its changes, so that of two editors at once the second is told (H-07); `previous`
    is the document as it was before the last change, to take that back.
    """

    __tablename__ = "questionnaire_version"
    __table_args__ = (
        UniqueConstraint("questionnaire", "number"),
        CheckConstraint("number >= 1", name="number"),
        Index(
            "uq_questionnaire_version_draft",
            "questionnaire",
            unique=True,
            sqlite_where=sql("published_at IS NULL"),
            postgresql_where=sql("published_at IS NULL"),
        ),
    )

    questionnaire: Mapped[str] = mapped_column(String(40))
    number: Mapped[int]
    document: Mapped[dict[str, Any]]
    published_at: Mapped[datetime | None]
    edits: Mapped[int] = mapped_column(default=1, server_default="1")
    previous: Mapped[dict[str, Any] | None] = mapped_column(JSONDocument, deferred=True)

    __mapper_args__ = {"version_id_col": edits}

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this version (X-02)."""
        return f"questionnaire:{self.questionnaire}.{self.number}"

    @property
    def content(self) -> Document:
        """The document, read anew on each call: keep it while you use it."""
        return Document.model_validate(self.document)

    @property
    def draft(self) -> Draft:
        """The document as far as it is written, finished or not; read anew on each call."""
        return Draft.model_validate(self.document)

    def expect(self, edits: int | None) -> None:
        """Raises Stale when somebody changed the draft since it was read (H-07)."""
        if edits is not None and edits != self.edits:
            raise Stale(edits, self.edits)


class Invitation(Base):
    """One customer's way to one questionnaire. The secret of its link is not stored (S-04)."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(BigNumber, primary_key=True)
    locator: Mapped[str] = mapped_column(String(12), unique=True)
    version_id: Mapped[int] = reference("questionnaire_version")
    language: Mapped[str] = mapped_column(String(10))
    reach: Mapped[Reach] = mapped_column(word_of(Reach, "reach"))
    closes_at: Mapped[datetime]
    state: Mapped[InvitationState] = mapped_column(
        word_of(InvitationState, "state"), default=InvitationState.OPEN
    )

    campaign_id: Mapped[int | None] = reference("campaign")
    """The campaign it belongs to (S-03); a revisit's and a chat's have none."""
    blurred_to: Mapped[datetime | None]
    """Of an anonymous one: what stands for every moment of its answer, whose keys are random (S-04)."""

    version: Mapped[QuestionnaireVersion] = relationship(lazy="joined", innerjoin=UNNESTED)
    response: Mapped["Response | None"] = relationship(back_populates="invitation")

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this invitation: by its row, not by what is in its link (X-02)."""
        return f"invitation:{self.id}"

    def over(self, now: datetime) -> bool:
        """Whether its window has closed."""
        return now >= self.closes_at


class Response(Base):
    """What one invitation was answered with. `completed_at` is when it was last brought to its end.

    `reach` says how the last answer came in; on the telephone `entered_by` wrote it down (R-02).
    """

    __tablename__ = "response"
    __table_args__ = (
        CheckConstraint("(reach = 'phone') = (entered_by_id IS NOT NULL)", name="caller_is_named"),
    )

    id: Mapped[int] = mapped_column(BigNumber, primary_key=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"), unique=True)
    reach: Mapped[Reach] = mapped_column(word_of(Reach, "reach"))
    entered_by_id: Mapped[int | None] = reference("staff")
    started_at: Mapped[datetime] = mapped_column(index=True)
    completed_at: Mapped[datetime | None]

    invitation: Mapped[Invitation] = relationship(back_populates="response", lazy="raise_on_sql")
    entered_by: Mapped[Staff | None] = relationship(lazy="raise_on_sql")


class ResponseItem(Base):
    """One answered question, or one part of it: a row of a matrix, a chosen option of several.

    Passed over, a question has one row with neither choice nor words. `part` is empty unless the
    question has parts; a chosen option is named there and has choice 1. `off_way`: an earlier answer was
    changed, so that the question is not asked any more. Such a row counts nowhere, and comes back with the
    way to it (S-05, S-06).
    """

    __tablename__ = "response_item"
    __table_args__ = (
        UniqueConstraint("response_id", "question", "part"),
        CheckConstraint("choice IS NULL OR words IS NULL", name="choice_or_words"),
        CheckConstraint("part = '' OR choice IS NOT NULL", name="part_has_choice"),
    )

    id: Mapped[int] = mapped_column(BigNumber, primary_key=True)
    response_id: Mapped[int] = reference("response", index=False)
    question: Mapped[str] = mapped_column(String(40))
    part: Mapped[str] = mapped_column(String(40), default="")
    choice: Mapped[int | None]
    words: Mapped[str | None]
    off_way: Mapped[bool] = mapped_column(default=False, server_default=false())


SQLITE_GUARD = """
CREATE TRIGGER questionnaire_version_no_{verb} BEFORE {VERB} ON questionnaire_version
WHEN OLD.published_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a published questionnaire never changes'); END
"""
POSTGRESQL_REFUSAL = """
CREATE OR REPLACE FUNCTION refuse_published_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'a published questionnaire never changes'; END $$
"""
POSTGRESQL_GUARD = """
CREATE TRIGGER questionnaire_version_no_{verb} BEFORE {VERB} ON questionnaire_version
FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION refuse_published_change()
"""


def kept_as_published(dialect: str) -> list[str]:
    """The statements that keep published questionnaires as they are; for `create_all` and migrations."""
    guard = SQLITE_GUARD if dialect == "sqlite" else POSTGRESQL_GUARD
    statements = [guard.format(verb=verb, VERB=verb.upper()).strip() for verb in ("update", "delete")]
    return statements if dialect == "sqlite" else [POSTGRESQL_REFUSAL.strip(), *statements]


def _guard(table: Table, **_: Any) -> None:
    for dialect in ("sqlite", "postgresql"):
        for statement in kept_as_published(dialect):
            ddl = DDL(statement).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", ddl)


_guard(QuestionnaireVersion.__table__)  # type: ignore[arg-type]
