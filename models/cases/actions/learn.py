"""Learning from decisions: a lesson with the first, and its text for the index of like texts (T-05)."""

from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from models.cases.queries.like_texts import sign_counts
from models.cases.rules.likeness import kept, signs, told
from models.cases.tables import EVERY_TEXT, Case, Lesson, like_count, like_sign
from models.cases.words import Confidence
from models.clock import local_day
from models.db import db


def note_lesson(case: Case, *, now: datetime) -> None:
    """Keeps what had been suggested for a case that was just decided. Its text is learned by a job."""
    db.session.add(Lesson(case_id=case.id, learned_at=None, **lesson_values(case.suggestion, now)))


def lesson_values(suggestion: dict[str, object], now: datetime) -> dict[str, object]:
    """The columns of a lesson about a suggestion, as it was kept, for a case decided at a moment."""
    return {
        "month": f"{local_day(now):%Y-%m}",
        "category": suggestion.get("category"),
        "grade": suggestion.get("grade"),
        "urgent": bool(suggestion.get("urgent")),
        "department": suggestion.get("department"),
        "confidence": Confidence(str(suggestion.get("confidence", Confidence.NONE.value))),
    }


def learn(lesson: Lesson, *, now: datetime) -> None:
    """Takes the text of a lesson's case into the index, from which later suggestions are made.

    Adds the rows of its telling signs, and counts all of its signs, in one order, so that two who learn
    at once wait for each other and never deadlock.
    """
    case = db.session.get_one(Case, lesson.case_id)
    found = signs(told(case.title, case.problem, case.expected))
    counts = sign_counts(found)
    telling = kept(found, counts, counts.get(EVERY_TEXT, 0))
    if telling:
        rows = [{"sign": sign, "case_id": case.id} for sign in sorted(telling)]
        db.session.execute(insert(like_sign), rows)
    _count(sorted({*found, EVERY_TEXT}))
    lesson.learned_at = now
    db.session.flush()


def unlearn(case: Case) -> None:
    """Takes the text of a case out of the index of like texts and of its counts (X-03).

    To be called before the text is changed. The job learns what is left of it anew.
    """
    lesson = db.session.scalars(select(Lesson).where(Lesson.case_id == case.id)).one_or_none()
    if lesson is None or lesson.learned_at is None:
        return
    found = sorted({*signs(told(case.title, case.problem, case.expected)), EVERY_TEXT})
    db.session.execute(delete(like_sign).where(like_sign.c.case_id == case.id))
    fewer = update(like_count).where(like_count.c.sign.in_(found), like_count.c.cases > 0)
    db.session.execute(fewer.values(cases=like_count.c.cases - 1))
    lesson.learned_at = None
    db.session.flush()


def _count(found: list[int]) -> None:
    upsert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    statement = upsert(like_count)
    statement = statement.on_conflict_do_update(
        index_elements=["sign"], set_={"cases": like_count.c.cases + 1}
    )
    db.session.execute(statement, [{"sign": sign, "cases": 1} for sign in found])
