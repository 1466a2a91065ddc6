"""More time for the result: asked by one, decided by another, told to the customer (G-03)."""

from datetime import datetime

from sqlalchemy import update

from models.cases.actions import due_times
from models.cases.actions.audience import head_of, owner_or_head, tell_staff, with_role
from models.cases.actions.letters import send_letter, show_on_tracking_page
from models.cases.actions.progress import spoken_to
from models.cases.queries.due import running
from models.cases.queries.scope import standing
from models.cases.rules.steps import Step, require
from models.cases.tables import Case, Contact, Extension
from models.cases.words import DueKind, Ending, ExtensionState
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.roles import Role
from models.people.tables import Staff
from models.rulebook.queries import rules_of
from models.rulebook.words import Audience


def ask_extension(
    case: Case, days: int, *, reason: str, words: str, by: Staff, now: datetime, seen: int | None
) -> Extension:
    """Asks for so many working days more before the result is due.

    A clock of the rulebook's runs for the decision, with its reminders to whoever decides.
    `reason` is for whoever decides, `words` for the customer. Where the head is the one who asks or
    owns the case, the leading group decides. Tells those who decide. Records case.extension_asked.
    Raises NotAllowed, WrongState, Stale, and Invalid: "required" for an empty text, "too_many_days" for
    more days than the rulebook gives, "too_late" once the result is overdue.
    """
    stands = standing(case, by)
    require(Step.EXTENSION, case, stands)
    case.expect(seen)
    for field, text in (("reason", reason), ("words", words)):
        if not text.strip():
            raise Invalid(field, "required")
    if not 1 <= days <= stands.more_time.days:
        raise Invalid("days", "too_many_days" if days > 0 else "required")
    due = next(iter(running(case, DueKind.RESULT)), None)
    if due is None or due.late(now):
        raise Invalid("days", "too_late")
    barred = {by.id, case.owner_id, case.second_id}
    approver = stands.more_time.approver if set(head_of(case)) - barred else Audience.LEADING_GROUP
    extension = Extension(
        case_id=case.id,
        round=case.round,
        days=days,
        reason=reason.strip(),
        words=words.strip(),
        approver=approver,
        by_id=by.id,
        at=now,
        old_due_at=due.due_at,
    )
    db.session.add(extension)
    case.touch()
    db.session.flush()
    record("case.extension_asked", case, by=by, now=now, extension=extension.id, days=days)
    rules = rules_of(case.timing_id)
    allowed = rules.grade(case.grade).extension
    if allowed is not None:
        due_times.start(case, DueKind.EXTENSION, rules.promise(allowed.decided, now), since=now)
    deciding = deciding_on(case, extension, now=now)
    tell_staff(deciding, "extension_asked", case, by=by, now=now, days=days)
    return extension


def deciding_on(case: Case, extension: Extension, *, now: datetime) -> list[int]:
    """Who decides on a request: the head, or the leading group; never who asked or handles the case."""
    barred = {extension.by_id, case.owner_id, case.second_id}
    heads = head_of(case) if extension.approver is Audience.HEAD else []
    people = [person for person in heads if person not in barred] or with_role(Role.LEADING_GROUP, now=now)
    return [person for person in people if person not in barred]


def decide_extension(
    case: Case, *, approved: bool, reason: str, by: Staff, now: datetime, seen: int | None
) -> Extension:
    """Grants or refuses the request that waits.

    Granted: the result is due later, and the customer is told why and until when; one who can be written to
    neither by mail nor by SMS is called by who asked or by the owner. Refused: who asked is told why. Records
    case.extended or case.extension_refused. Raises NotAllowed, WrongState, Stale, and Invalid: ("reason",
    "required") for a refusal without one, ("verdict", "date_passed") where the request waited so long that
    the new date has passed as well: nobody is promised yesterday.
    """
    stands = standing(case, by)
    require(Step.EXTENSION_REVIEW, case, stands)
    case.expect(seen)
    extension = stands.asked
    assert extension is not None, "the step is open only while a request waits"
    if not approved and not reason.strip():
        raise Invalid("reason", "required")
    if approved:
        try:
            extension.old_due_at, extension.new_due_at = due_times.extend(
                case, DueKind.RESULT, extension.days, now=now
            )
        except Invalid as passed:
            raise Invalid("verdict", passed.why) from None
    extension.state = ExtensionState.APPROVED if approved else ExtensionState.REFUSED
    extension.decided_by_id, extension.decided_at, extension.decision = by.id, now, reason.strip()
    due_times.meet(case, DueKind.EXTENSION, now=now)
    told = None
    if approved:
        told = _tell_the_customer(case, extension, by=by, now=now)
    else:
        record("case.extension_refused", case, by=by, now=now, extension=extension.id, days=extension.days)
    case.touch()
    db.session.flush()
    people = {extension.by_id, *owner_or_head(case, now=now)}
    news = "extension_granted" if approved else "extension_refused"
    if told is not None and told.message_id is None and case.contact_phone:
        news = "extension_to_tell"
    tell_staff(people, news, case, by=by, now=now)
    return extension


def drop_extension(case: Case, *, now: datetime) -> None:
    """Lets go of a request that nobody decided before the case went on, and of its clock."""
    asked = Extension.state == ExtensionState.ASKED
    db.session.execute(
        update(Extension)
        .where(Extension.case_id == case.id, asked)
        .values(state=ExtensionState.DROPPED)
        .execution_options(synchronize_session="fetch")
    )
    due_times.end(case, DueKind.EXTENSION, ending=Ending.DROPPED, now=now)


def _tell_the_customer(case: Case, extension: Extension, *, by: Staff, now: datetime) -> Contact:
    assert extension.new_due_at is not None, "it was granted"
    old_due_at, new_due_at = extension.old_due_at.isoformat(), extension.new_due_at.isoformat()
    contact = send_letter(
        "extension",
        case,
        by=by,
        now=now,
        text=extension.words,
        old_due_at=old_due_at,
        new_due_at=new_due_at,
    ) or show_on_tracking_page("extension", case, extension.words, by=by, now=now)
    spoken_to(case, now=now)
    record(
        "case.extended",
        case,
        by=by,
        now=now,
        extension=extension.id,
        contact=contact.id,
        days=extension.days,
        due_at=[old_due_at, new_due_at],
    )
    return contact
