"""Versions of the rules: installed, drafted, put in force, taken back (RB-01, RB-02)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select

from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import SYSTEM, Actor, record
from models.people.tables import Department, Language, Staff
from models.permissions import Permission
from models.rulebook.actions.guards import require
from models.rulebook.document import InvalidDocument, fault, fingerprint, parse, written
from models.rulebook.installed import first_document, first_sms, first_texts
from models.rulebook.queries import next_version_number
from models.rulebook.rules import check, check_sms
from models.rulebook.tables import MessageTemplate, Rulebook
from models.rulebook.words import Means, MessageKind, RulebookState

BEGINNING = datetime(2001, 1, 1, tzinfo=UTC)
"""From when the first rulebook and the first texts hold: before any case that may be imported."""


def install_defaults(*, now: datetime, by: Actor = SYSTEM) -> list[Rulebook | MessageTemplate]:
    """Puts the rulebook and the texts that come with the product in place where there are none.

    Adds the first version of the rulebook, in force since BEGINNING, unless there is any version;
    adds each text that has no version; records `rulebook.installed` and `template.installed`.
    Needs no second person: it is no change of rules. Returns what was added, nothing when run
    again, so it may run at every start.
    """
    installer = by.id if isinstance(by, Staff) else None
    added: list[Rulebook | MessageTemplate] = []
    if db.session.scalar(select(func.count(Rulebook.id))) == 0:
        rules = parse(first_document())
        document = written(rules)
        added.append(
            Rulebook(
                version_number=1,
                name=rules.name_zh,
                state=RulebookState.IN_FORCE,
                effective_from=BEGINNING,
                document=document,
                fingerprint=fingerprint(document),
                put_in_force_by_id=installer,
                put_in_force_at=now,
            )
        )
    added += _missing_texts(installer)
    db.session.add_all(added)
    db.session.flush()
    for row in added:
        record(f"{row.audit_name.partition(':')[0]}.installed", row, by=by, now=now)
    return added


def _missing_texts(installer: int | None) -> list[MessageTemplate]:
    """The texts that come with the product, of those that have no version yet."""
    there = set(
        db.session.execute(select(MessageTemplate.kind, MessageTemplate.means, MessageTemplate.language))
    )
    texts: dict[tuple[MessageKind, Means, str], tuple[str, str]] = {}
    for (kind, language), (subject, body) in first_texts().items():
        check(kind, subject, body)
        texts[kind, Means.EMAIL, language] = (subject, body)
    for (kind, language), body in first_sms().items():
        check_sms(kind, Language(language), body)
        texts[kind, Means.SMS, language] = ("", body)
    return [
        MessageTemplate(
            kind=kind,
            means=means,
            language=Language(language),
            version=1,
            subject=subject,
            body=body,
            effective_from=BEGINNING,
            saved_by_id=installer,
        )
        for (kind, means, language), (subject, body) in texts.items()
        if (kind, means, language) not in there
    ]


def draft(
    document: Mapping[str, Any],
    *,
    name: str,
    effective_from: datetime,
    note: str,
    by: Staff,
    now: datetime,
) -> Rulebook:
    """Adds a draft of the next version and records `rulebook.drafted` (RB-02).

    A change to a draft is another draft: who puts a version in force has read what it holds.

    Raises NotAllowed without the permission to edit rules, Invalid for a day that is past or an
    empty name, InvalidDocument for a document that is no rulebook.
    """
    require(by, Permission.RULEBOOK_EDIT)
    added = add_draft(document, name=name, effective_from=effective_from, note=note, author=by, now=now)
    record("rulebook.drafted", added, by=by, now=now, reason=added.note, fingerprint=added.fingerprint)
    return added


def add_draft(
    document: Mapping[str, Any],
    *,
    name: str,
    effective_from: datetime,
    note: str,
    author: Staff,
    now: datetime,
) -> Rulebook:
    """Adds a draft that an author is known to have written; whoever calls this says so in the trail.

    Raises Invalid for a day that is past or an empty name, InvalidDocument for what is no rulebook.
    """
    if not name.strip():
        raise Invalid("name", "required")
    if effective_from <= now:
        raise Invalid("effective_from", "past")
    stored = written(parse(document))
    stored_as = fingerprint(stored)
    added = Rulebook(
        version_number=next_version_number(),
        name=name.strip(),
        state=RulebookState.DRAFT,
        effective_from=effective_from,
        document=stored,
        fingerprint=stored_as,
        note=note.strip(),
        author_id=author.id,
    )
    db.session.add(added)
    db.session.flush()
    return added


def put_in_force(rulebook: Rulebook, *, by: Staff, now: datetime) -> Rulebook:
    """Puts a draft in force from its effective date on: a second person's part (RB-02).

    Sets who and when, and records `rulebook.put_in_force`.

    Raises NotAllowed for the author or without the permission, WrongState unless it is a draft,
    Invalid when its date is past or another version takes effect at that moment, InvalidDocument
    when it sends work to departments that the company does not have.
    """
    require(by, Permission.RULEBOOK_APPROVE)
    if rulebook.state is not RulebookState.DRAFT:
        raise WrongState("putting in force", rulebook.state.value)
    if rulebook.author_id == by.id:
        raise NotAllowed("second_person")
    if rulebook.effective_from <= now:
        raise Invalid("effective_from", "past")
    if db.session.scalar(
        select(Rulebook.id).where(
            Rulebook.state == RulebookState.IN_FORCE, Rulebook.effective_from == rulebook.effective_from
        )
    ):
        raise Invalid("effective_from", "taken")
    missing = missing_departments(rulebook.document)
    if missing:
        faults = tuple(fault("no_department", "routes", code=code) for code in missing)
        raise InvalidDocument(tuple(str(each) for each in faults), faults)
    rulebook.state = RulebookState.IN_FORCE
    rulebook.put_in_force_by_id = by.id
    rulebook.put_in_force_at = now
    db.session.flush()
    record(
        "rulebook.put_in_force",
        rulebook,
        by=by,
        now=now,
        effective_from=rulebook.effective_from.isoformat(),
        fingerprint=rulebook.fingerprint,
    )
    return rulebook


def missing_departments(document: Mapping[str, Any]) -> list[str]:
    """The codes of departments that rules send work to and the company does not have (any more)."""
    open_ones = set(db.session.scalars(select(Department.code).where(Department.closed_on.is_(None))))
    return sorted(parse(document).departments() - open_ones)


def retire(rulebook: Rulebook, *, by: Staff, now: datetime, reason: str) -> Rulebook:
    """Takes a version back that was put in force but whose day has not come: it governs nothing.

    Sets who and when, and records `rulebook.retired` with the reason. Raises Invalid without a
    reason, NotAllowed without the permission, WrongState for a draft, for a version taken back
    before, and for one that governs already: that one is replaced by putting a newer one in force.
    """
    require(by, Permission.RULEBOOK_APPROVE)
    if not reason.strip():
        raise Invalid("reason", "required")
    if rulebook.state is not RulebookState.IN_FORCE or rulebook.effective_from <= now:
        raise WrongState("taking back", rulebook.state.value)
    rulebook.state = RulebookState.RETIRED
    rulebook.retired_by_id = by.id
    rulebook.retired_at = now
    db.session.flush()
    record("rulebook.retired", rulebook, by=by, now=now, reason=reason.strip())
    return rulebook
