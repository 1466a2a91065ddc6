"""Plans and sessions to test with."""

from datetime import datetime, timedelta
from typing import Any

from models.training import actions
from models.training.actions import QuestionDraft, SessionDraft, TopicDraft
from models.training.tables import QuizQuestion, TrainingPlan, TrainingSession
from models.training.words import Field, Method, QuestionKind, Rhythm
from tests.cast import Cast, department

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def topic(**changed: Any) -> TopicDraft:
    """Two sessions of an hour and a half on the process, for 800 yuan."""
    given: dict[str, Any] = {
        "title": "投诉分级与时限",
        "field": Field.PROCESS,
        "method": Method.INTERNAL,
        "departments": (),
        "roles": (),
        "sessions": 2,
        "minutes": 90,
        "budget_fen": 80_000,
    }
    return TopicDraft(**(given | changed))


def written(cast: Cast, now: datetime, year: int = 2026, quarter: int = 4) -> TrainingPlan:
    """A plan with one topic, for the handlers of technical operations, still being written."""
    plan = actions.begin_plan(year, quarter, copied=False, by=cast.hr, now=now)
    draft = topic(departments=(department("JS").id,), roles=("department_handler",))
    actions.write_topics(plan, [draft], by=cast.hr, now=now, seen=None)
    return plan


def approved(cast: Cast, now: datetime) -> TrainingPlan:
    """As `written`, handed in and approved."""
    plan = actions.submit_plan(written(cast, now), by=cast.hr, now=now, seen=None)
    return actions.approve_plan(plan, by=cast.leader, now=now, seen=None)


def draft(cast: Cast, now: datetime, **changed: Any) -> SessionDraft:
    """Tomorrow for two hours, in room 1, with two seats, held by the trainer."""
    given: dict[str, Any] = {
        "title": "投诉沟通技巧",
        "field": Field.COMMUNICATION,
        "method": Method.INTERNAL,
        "trainer": cast.trainer,
        "starts_at": now + DAY,
        "capacity": 2,
        "place": "培训室一",
    }
    given |= {"ends_at": changed.get("starts_at", given["starts_at"]) + 2 * HOUR}
    return SessionDraft(**(given | changed))


def planned(cast: Cast, now: datetime, **changed: Any) -> TrainingSession:
    """A session of `draft`."""
    wanted = draft(cast, now, **changed)
    return actions.plan_sessions(wanted, Rhythm.ONCE, 1, by=cast.trainer, now=now)[0]


def banked(
    cast: Cast,
    now: datetime,
    text: str,
    *right: int,
    options: tuple[str, ...] = ("对", "错"),
    kind: QuestionKind = QuestionKind.SINGLE,
    field: Field = Field.COMMUNICATION,
) -> QuizQuestion:
    """A question in the bank; of two words the first is right unless others are named."""
    draft = QuestionDraft(field, text, options, right or (0,), kind)
    return actions.write_question(draft, by=cast.trainer, now=now)
