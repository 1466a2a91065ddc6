"""Which rules and texts hold at a moment (RB-01, H-05)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, lazyload

from models.db import db
from models.errors import SetupError
from models.memory import remembered
from models.people.tables import Language, Staff
from models.rulebook.document import Rules, parse
from models.rulebook.tables import MessageTemplate, Rulebook
from models.rulebook.words import MessageKind, RulebookState

_KEPT = 32
_parsed: dict[str, Rules] = {}
"""Rules by the fingerprint of their document: the same content is the same rules in any database."""


def rulebook_at(moment: datetime) -> Rulebook:
    """The version that governs what is received at a moment.

    Raises SetupError when none is in force by then.
    """
    found = next((book for book in _in_force() if book.effective_from <= moment), None)
    if found is None:
        raise SetupError("no rulebook is in force: install the first one")
    return found


def rules_at(moment: datetime) -> Rules:
    """The rules that govern what is received at a moment. Raises SetupError as `rulebook_at`."""
    return rules_of(rulebook_at(moment).id)


class Governing(NamedTuple):
    """The version that governs a moment, by its id, and its rules."""

    rulebook_id: int
    rules: Rules


def governing() -> Callable[[datetime], Governing]:
    """As `rulebook_at` for many moments: asks the database once, and answers from memory from then on.

    What it returns raises SetupError for a moment before all versions.
    """
    books = [(book.effective_from, Governing(book.id, rules_of(book.id))) for book in _in_force()]

    def at(moment: datetime) -> Governing:
        found = next((each for since, each in books if since <= moment), None)
        if found is None:
            raise SetupError("no rulebook was in force then")
        return found

    return at


def rules_of(rulebook_id: int) -> Rules:
    """The rules of a version, drafts and retired ones too; parsed once for each process.

    Asks the database once a transaction, whichever version is meant. Raises LookupError for an
    unknown one.
    """
    known = (book for book in _in_force() if book.id == rulebook_id)
    book = next(known, None) or db.session.get(Rulebook, rulebook_id)
    if book is None:
        raise LookupError(f"no rulebook {rulebook_id}")
    rules = _parsed.get(book.fingerprint)
    if rules is None:
        if len(_parsed) >= _KEPT:
            _parsed.clear()
        rules = _parsed[book.fingerprint] = parse(book.document)
    return rules


def _in_force() -> Sequence[Rulebook]:
    """All versions in force, the latest first, without the documents."""
    books = (
        select(Rulebook)
        .where(Rulebook.state == RulebookState.IN_FORCE)
        .order_by(Rulebook.effective_from.desc())
    )
    return remembered("rulebooks", lambda: db.session.scalars(books).all())


def versions() -> Sequence[Rulebook]:
    """Every version with who wrote it and who put it in force, newest first, without the documents."""
    found = select(Rulebook).options(
        joinedload(Rulebook.author).options(lazyload(Staff.grants), lazyload(Staff.department)),
        joinedload(Rulebook.put_in_force_by).options(lazyload(Staff.grants), lazyload(Staff.department)),
    )
    return db.session.scalars(found.order_by(Rulebook.version_number.desc())).all()


def template(kind: MessageKind, language: Language, at: datetime) -> MessageTemplate:
    """The text in use at a moment. Raises SetupError when there is none yet."""
    found = db.session.scalars(
        select(MessageTemplate)
        .where(
            MessageTemplate.kind == kind,
            MessageTemplate.language == language,
            MessageTemplate.effective_from <= at,
        )
        .order_by(MessageTemplate.effective_from.desc(), MessageTemplate.version.desc())
        .limit(1)
    ).first()
    if found is None:
        raise SetupError(f"no text for {kind.value} in {language.value}: install the first ones")
    return found


def template_versions(kind: MessageKind, language: Language) -> Sequence[MessageTemplate]:
    """The history of a text with who saved each version, newest first (H-05)."""
    return db.session.scalars(_versions_of(kind, language).order_by(MessageTemplate.version.desc())).all()


def template_version(kind: MessageKind, language: Language, version: int) -> MessageTemplate | None:
    """One version of a text with who saved it; None where there is none of that number (H-05)."""
    return db.session.scalars(
        _versions_of(kind, language).where(MessageTemplate.version == version)
    ).one_or_none()


def _versions_of(kind: MessageKind, language: Language) -> Select[MessageTemplate]:
    saved_by = joinedload(MessageTemplate.saved_by)
    return (
        select(MessageTemplate)
        .where(MessageTemplate.kind == kind, MessageTemplate.language == language)
        .options(saved_by.lazyload(Staff.grants), saved_by.lazyload(Staff.department))
    )
