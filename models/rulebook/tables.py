"""Versions of the rulebook, and versions of the texts that customers are written to with."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, event, inspect
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from models.db import Base, reference, word_of
from models.errors import WrongState
from models.people.tables import Language, Staff
from models.rulebook.words import Means, MessageKind, RulebookState


class Rulebook(Base):
    """One version of all rules (RB-01). Its document never changes: other rules are another version.

    A version governs what is received from `effective_from` until that of the next one in force;
    cases keep the version they were received under. `author_id` is empty for the first rulebook,
    which comes with the product. `fingerprint` names the document's content.
    """

    __tablename__ = "rulebook"

    version_number: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(String(120))
    state: Mapped[RulebookState] = mapped_column(word_of(RulebookState, "state"))
    effective_from: Mapped[datetime]
    document: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(default="")
    author_id: Mapped[int | None] = reference("staff")
    put_in_force_by_id: Mapped[int | None] = reference("staff")
    put_in_force_at: Mapped[datetime | None]
    retired_by_id: Mapped[int | None] = reference("staff")
    retired_at: Mapped[datetime | None]

    author: Mapped[Staff | None] = relationship(foreign_keys=[author_id], lazy="raise_on_sql")
    put_in_force_by: Mapped[Staff | None] = relationship(
        foreign_keys=[put_in_force_by_id], lazy="raise_on_sql"
    )
    retired_by: Mapped[Staff | None] = relationship(foreign_keys=[retired_by_id], lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("version_number >= 1", name="version_number"),
        CheckConstraint("(state = 'draft') = (put_in_force_at IS NULL)", name="draft_is_not_in_force"),
        CheckConstraint("(state = 'retired') = (retired_at IS NOT NULL)", name="retired_has_moment"),
        CheckConstraint("(retired_at IS NULL) = (retired_by_id IS NULL)", name="retired_by_somebody"),
        CheckConstraint(
            "put_in_force_by_id IS NULL OR put_in_force_at IS NOT NULL", name="put_in_force_has_moment"
        ),
        CheckConstraint(
            "put_in_force_at IS NULL OR author_id IS NULL"
            " OR (put_in_force_by_id IS NOT NULL AND put_in_force_by_id <> author_id)",
            name="second_person",
        ),
        CheckConstraint("retired_at IS NULL OR retired_at < effective_from", name="retired_before_its_day"),
        Index(
            "uq_rulebook_effective_from",
            "effective_from",
            unique=True,
            sqlite_where=state == RulebookState.IN_FORCE,
            postgresql_where=state == RulebookState.IN_FORCE,
        ),
    )

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this version (X-02)."""
        return f"rulebook:{self.version_number}"


class MessageTemplate(Base):
    """One version of the text for an occasion, by mail or SMS, in one language (H-05, R-02).

    Rows are only ever added. An SMS has no subject.
    """

    __tablename__ = "message_template"

    kind: Mapped[MessageKind] = mapped_column(word_of(MessageKind, "kind"))
    means: Mapped[Means] = mapped_column(word_of(Means, "means"), default=Means.EMAIL)
    language: Mapped[Language] = mapped_column(word_of(Language, "language"))
    version: Mapped[int]
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str]
    effective_from: Mapped[datetime]
    saved_by_id: Mapped[int | None] = reference("staff")

    saved_by: Mapped[Staff | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint("kind", "means", "language", "version"),
        CheckConstraint("version >= 1", name="version"),
        Index("ix_message_template_in_use", "kind", "means", "language", "effective_from"),
    )

    @property
    def audit_name(self) -> str:
        """How the audit trail calls this version of a text (X-02)."""
        occasion = f"{self.kind.value}.sms" if self.means is Means.SMS else self.kind.value
        return f"template:{occasion}/{self.language.value}/{self.version}"


@event.listens_for(Rulebook, "before_update")
def _document_never_changes(_mapper: Mapper[Any], _connection: Any, rulebook: Rulebook) -> None:
    history = inspect(rulebook).attrs
    if history.document.history.has_changes() or history.fingerprint.history.has_changes():
        raise WrongState("changing the document", rulebook.state.value)


@event.listens_for(Rulebook, "before_delete")
def _versions_stay(_mapper: Mapper[Any], _connection: Any, rulebook: Rulebook) -> None:
    raise WrongState("deletion", rulebook.state.value)


@event.listens_for(MessageTemplate, "before_update")
@event.listens_for(MessageTemplate, "before_delete")
def _texts_are_only_added(_mapper: Mapper[Any], _connection: Any, template: MessageTemplate) -> None:
    raise WrongState("change", f"version {template.version}")
