"""From an upheld report to accountability: a new text, read by a second reader, and no way back (W-06)."""

from datetime import date, datetime

from models.accountability.actions import note_candidate
from models.accountability.queries.triggers import Found
from models.accountability.words import MatterKind, TriggerKind
from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.hotline.actions.texts import add_entry, lock, written
from models.hotline.queries.reading import read
from models.hotline.rules.access import Access
from models.hotline.rules.content import Content
from models.hotline.rules.doors import HELD
from models.hotline.rules.second import unread_summaries
from models.hotline.words import EntryKind, Side
from models.ids import random_code
from models.people.tables import Staff

MOST_SUMMARY = 3000


def write_summary(
    access: Access, person: Staff, kind: MatterKind, month: date, text: str, *, now: datetime
) -> None:
    """Proposes what accountability is to learn: whom it concerns, what kind, in which month, in new words.

    It stays sealed until a second reader has read it. Raises WrongState unless the report is upheld, at
    least partly; Invalid("text", "too_like") for a text that repeats a sentence of the report's own.
    """
    report = lock(access)
    if report.conclusion not in HELD:
        raise WrongState("summary", report.state.value)
    text = written(text, most=MOST_SUMMARY)
    thread = read(access)
    if repeats(text, [entry.content.text for entry in thread.entries if entry.side is Side.TALK]):
        raise Invalid("text", "too_like")
    if not person.works_on(_day_of(person, month)):
        raise Invalid("person", "not_here_then")
    data = {"person": person.id, "kind": kind.value, "month": month.replace(day=1).isoformat()}
    add_entry(access, report, EntryKind.SUMMARY, Side.WORK, text, now=now, data=data)


def check_summary(access: Access, position: int, *, passes: bool, remark: str, now: datetime) -> bool:
    """The second reader's word on whether a summary could give the reporter away.

    Where it passes, accountability gets a candidate with the summary and the month alone: no name, key or
    number leads from it to the report. Returns whether it went on. Raises NotAllowed("own_work"),
    WrongState for a summary that is checked, Invalid.
    """
    report = lock(access)
    summary = unread_summaries(read(access).texts).get(position)
    if summary is None:
        raise WrongState("summary", "checked")
    if summary.staff_id == access.staff_id:
        raise NotAllowed("own_work")
    remark = remark.strip() if passes else written(remark, "remark", most=1000)
    data = {"summary": position, "passes": passes}
    add_entry(access, report, EntryKind.SUMMARY_CHECK, Side.WORK, remark, now=now, data=data)
    if passes:
        _hand_on(summary, now=now)
    return passes


def repeats(text: str, others: list[str], *, least: int = 12) -> bool:
    """Whether a text has so many signs in a row in common with one of the others."""
    plain = "".join(text.split())
    pieces = {plain[place : place + least] for place in range(len(plain) - least + 1)}
    joined = ["".join(other.split()) for other in others]
    return any(piece in other for piece in pieces for other in joined)


def _hand_on(summary: Content, *, now: datetime) -> None:
    data = summary.data
    person, month = db.session.get_one(Staff, data["person"]), date.fromisoformat(data["month"])
    note_candidate(
        Found(
            source=TriggerKind.HOTLINE,
            kind=MatterKind(data["kind"]),
            about=person.audit_name,
            conduct_on=min(_day_of(person, month), local_day(now)),
            evidence=(),
            dedupe=f"hotline:{random_code(16)}",
            person_id=person.id,
            text=summary.text,
        ),
        now=now,
    )


def _day_of(person: Staff, month: date) -> date:
    """The first day of a month, or the person's first day in it."""
    return max(month.replace(day=1), person.joined_on)
