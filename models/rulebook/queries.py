"""Which rules and texts hold at a moment (RB-01, H-05)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, lazyload

from models.clock import now
from models.db import db
from models.errors import SetupError
from models.memory import remembered
from models.people.tables import Language, Staff
from models.rulebook.document import (
    ConductRules,
    HotlineRules,
    InvalidDocument,
    KpiRules,
    RetentionRules,
    Rules,
    parse,
    with_days_of,
)
from models.rulebook.installed import first_conduct, first_hotline, first_kpi, first_retention
from models.rulebook.tables import MessageTemplate, Rulebook
from models.rulebook.words import Means, MessageKind, RulebookState

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


def conduct_at(moment: datetime) -> ConductRules:
    """What holds for accountability, rewards and penalties at a moment: of a rulebook from before these
    were kept there, what came with the product (A, C). Raises SetupError as `rulebook_at`."""
    return rules_at(moment).conduct or _first_conduct()


def conduct_of(rulebook_id: int) -> ConductRules:
    """As `conduct_at`, of one version. Raises LookupError for an unknown one."""
    return rules_of(rulebook_id).conduct or _first_conduct()


def kpi_at(moment: datetime) -> KpiRules:
    """What holds for key figures at a moment: of a rulebook from before these were kept there, what came
    with the product (Q-02). Raises SetupError as `rulebook_at`."""
    return rules_at(moment).kpi or _first_kpi()


def kpi_of(rulebook_id: int) -> KpiRules:
    """As `kpi_at`, of one version. Raises LookupError for an unknown one."""
    return rules_of(rulebook_id).kpi or _first_kpi()


@cache
def _first_kpi() -> KpiRules:
    return KpiRules.model_validate(first_kpi())


def hotline_at(moment: datetime) -> HotlineRules:
    """What holds for the supervision hotline at a moment: of a rulebook from before this was kept there,
    what came with the product (W). Raises SetupError as `rulebook_at`."""
    return rules_at(moment).hotline or _first_hotline()


@cache
def _first_hotline() -> HotlineRules:
    return HotlineRules.model_validate(first_hotline())


def retention_at(moment: datetime) -> RetentionRules:
    """How long personal data of closed cases are kept at a moment: of a rulebook from before this was kept
    there, what came with the product (X-03). Raises SetupError as `rulebook_at`."""
    return rules_at(moment).retention or _first_retention()


def retentions_between(since: datetime, until: datetime) -> Iterator[RetentionRules]:
    """How long personal data were kept by each version that was in force at any time between two moments, the
    latest first."""
    for book in _in_force():
        if book.effective_from <= until:
            yield rules_as_written(book).retention or _first_retention()
            if book.effective_from <= since:
                return


@cache
def _first_retention() -> RetentionRules:
    return RetentionRules.model_validate(first_retention())


@cache
def _first_conduct() -> ConductRules:
    return ConductRules.model_validate(first_conduct())


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


def edition(version_number: int) -> Rulebook | None:
    """The version of this number with who wrote it and who put it in force; None where there is none."""
    found = _versions().where(Rulebook.version_number == version_number)
    return db.session.scalars(found).one_or_none()


def rules_of(rulebook_id: int) -> Rules:
    """The rules of a version, drafts and retired ones too, with the single days that are known today.

    Holidays and other days that a later version in force announces hold for every version before it: a
    day off is a fact, whatever a case was promised (docs/decisions/0011-amendments.md). Parsed once for
    each process; asks the database once a transaction, whichever version is meant. Raises LookupError
    for an unknown one.
    """
    book = _book(rulebook_id)
    today = now()
    current = next((each for each in _in_force() if each.effective_from <= today), None)
    if current is None or current.effective_from <= book.effective_from:
        return rules_as_written(book)
    return rules_with_days(book, current)


def rules_as_written(book: Rulebook) -> Rules:
    """The rules of a version as its document says, whatever was announced since; parsed once a process."""
    return _kept(book.fingerprint, lambda: book.document)


def rules_with_days(book: Rulebook, announced: Rulebook) -> Rules:
    """The rules of a version with the single days that another one knows; parsed once a process.

    As written where the two do not fit together, such as a working day on a desk that had no hours for it.
    """
    if book.fingerprint == announced.fingerprint:
        return rules_as_written(book)
    name = f"{book.fingerprint}+{announced.fingerprint}"
    try:
        return _kept(name, lambda: with_days_of(book.document, announced.document))
    except InvalidDocument:
        return rules_as_written(book)


def _kept(name: str, document: Callable[[], Mapping[str, Any]]) -> Rules:
    rules = _parsed.get(name)
    if rules is None:
        if len(_parsed) >= _KEPT:
            _parsed.clear()
        rules = _parsed[name] = parse(document())
    return rules


def _book(rulebook_id: int) -> Rulebook:
    known = (book for book in _in_force() if book.id == rulebook_id)
    book = next(known, None) or db.session.get(Rulebook, rulebook_id)
    if book is None:
        raise LookupError(f"no rulebook {rulebook_id}")
    return book


def _in_force() -> Sequence[Rulebook]:
    """All versions in force, the latest first, without the documents."""
    return remembered("rulebooks", lambda: db.session.scalars(_IN_FORCE).all())


_IN_FORCE = (
    select(Rulebook).where(Rulebook.state == RulebookState.IN_FORCE).order_by(Rulebook.effective_from.desc())
)


def versions() -> Sequence[Rulebook]:
    """Every version with who wrote it, put it in force or took it back, newest first, without documents."""
    return db.session.scalars(_versions().order_by(Rulebook.version_number.desc())).all()


def _versions() -> Select[Rulebook]:
    people = (Rulebook.author, Rulebook.put_in_force_by, Rulebook.retired_by)
    return select(Rulebook).options(
        *(joinedload(person).options(lazyload(Staff.grants), lazyload(Staff.department)) for person in people)
    )


def template(
    kind: MessageKind, language: Language, at: datetime, *, means: Means = Means.EMAIL
) -> MessageTemplate:
    """The text in use at a moment. Raises SetupError when there is none yet."""
    found = db.session.scalars(
        select(MessageTemplate)
        .where(
            MessageTemplate.kind == kind,
            MessageTemplate.means == means,
            MessageTemplate.language == language,
            MessageTemplate.effective_from <= at,
        )
        .order_by(MessageTemplate.effective_from.desc(), MessageTemplate.version.desc())
        .limit(1)
    ).first()
    if found is None:
        raise SetupError(
            f"no text for {kind.value} by {means.value} in {language.value}: install the first ones"
        )
    return found


def next_version_number() -> int:
    """The number that the next edition gets."""
    return (db.session.scalar(select(func.max(Rulebook.version_number))) or 0) + 1


def template_versions(
    kind: MessageKind, language: Language, *, means: Means = Means.EMAIL
) -> Sequence[MessageTemplate]:
    """The history of a text with who saved each version, newest first (H-05)."""
    versions = _versions_of(kind, language, means)
    return db.session.scalars(versions.order_by(MessageTemplate.version.desc())).all()


def template_version(
    kind: MessageKind, language: Language, version: int, *, means: Means = Means.EMAIL
) -> MessageTemplate | None:
    """One version of a text with who saved it; None where there is none of that number (H-05)."""
    versions = _versions_of(kind, language, means)
    return db.session.scalars(versions.where(MessageTemplate.version == version)).one_or_none()


def _versions_of(kind: MessageKind, language: Language, means: Means) -> Select[MessageTemplate]:
    saved_by = joinedload(MessageTemplate.saved_by)
    return (
        select(MessageTemplate)
        .where(
            MessageTemplate.kind == kind,
            MessageTemplate.means == means,
            MessageTemplate.language == language,
        )
        .options(saved_by.lazyload(Staff.grants), saved_by.lazyload(Staff.department))
    )
