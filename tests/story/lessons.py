"""What happens in the story of training (L-01 … L-04)."""

from datetime import datetime, timedelta
from io import BytesIO

from sqlalchemy import select

from models.db import db
from models.files.actions import keep
from models.files.storage import FolderStore
from models.library.queries import LessonFilter, published
from models.rulebook.queries import rules_at
from models.training import actions as lessons
from models.training.actions import Noted, QuestionDraft, RequirementDraft
from models.training.tables import TrainingSession
from models.training.words import Assessment, Attendance, Means, Method, QuestionKind, Rhythm, SessionState
from tests.cast import Cast
from tests.models.files.samples import picture
from tests.models.training import making as training

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def train_people(cast: Cast, store: FolderStore, now: datetime) -> None:
    """A plan is approved and another written; a role play is coming, with a material and a full list
    (L-01, L-02)."""
    [topic] = training.approved(cast, now - 20 * DAY).topics
    training.written(cast, now - DAY, 2027, 0)
    play = training.planned(
        cast,
        now - 2 * DAY,
        topic=topic,
        method=Method.ROLE_PLAY,
        script="客户来电，称断网三天无人处理。",
        parts="客户、客服、观察员",
        starts_at=now + DAY,
        ends_at=now + DAY + 2 * HOUR,
    )
    for person in (cast.agent, cast.handler, cast.plain):
        lessons.enrol(play, person, by=person, now=now - DAY)
    weekly = training.draft(cast, now - DAY, title="每周案例会", starts_at=now + 3 * DAY)
    lessons.plan_sessions(weekly, Rhythm.WEEKLY, 2, by=cast.trainer, now=now - DAY)
    uploads = rules_at(now).uploads
    sheet = keep(BytesIO(picture()), "讲义.png", store=store, uploads=uploads, by=cast.trainer, now=now)
    lessons.add_material(play, "讲义", [sheet], by=cast.trainer, now=now)
    lessons.renew_feed(by=cast.agent, now=now)
    wanted = RequirementDraft("投诉处理上岗培训", (), ("department_handler",), None, 30, 12, True)
    required = lessons.require_training(wanted, by=cast.hr, now=now - 9 * DAY)
    lessons.open_needs(required.id, now=now - 9 * DAY)
    training.banked(cast, now, "先处理心情，还是先处理事情？", options=("心情", "事情"))
    quizzed = training.planned(
        cast, now - 8 * DAY, assessment=Assessment.QUIZ, pass_mark=60, starts_at=now - 5 * DAY
    )
    lessons.let_meet(quizzed, [required], by=cast.trainer, now=now - 8 * DAY)
    for person in (cast.handler, cast.plain):
        lessons.enrol(quizzed, person, by=person, now=now - 8 * DAY)
    there = [Noted(cast.handler, Attendance.PRESENT), Noted(cast.plain, Attendance.ABSENT, "出差")]
    lessons.note(quizzed, there, means=Means.TAP, by=cast.trainer, now=now - 5 * DAY)
    lessons.draw_quiz(quizzed, by=cast.handler, now=now - 5 * DAY)
    lessons.answer_quiz(quizzed, [[0]], by=cast.handler, now=now - 5 * DAY)
    lessons.close_log(quizzed, "结合三个案例讲解", by=cast.trainer, now=now - 5 * DAY + 2 * HOUR)
    training.banked(
        cast,
        now,
        "回访前要准备什么？",
        0,
        2,
        options=("工单经过", "推销话术", "处理结果"),
        kind=QuestionKind.MULTIPLE,
    )
    stated = training.banked(cast, now, "客户不满意，也可归档。", 1, options=(), kind=QuestionKind.TRUE_FALSE)
    clearer = QuestionDraft(stated.field, "客户不满意，也可以归档。", (), (1,), stated.kind)
    lessons.change_question(stated, clearer, by=cast.trainer, now=now, seen=1)
    quiz = training.planned(cast, now - DAY, assessment=Assessment.QUIZ, pass_mark=60, starts_at=now - HOUR)
    for person in (cast.agent, cast.plain):
        lessons.enrol(quiz, person, by=cast.trainer, now=now - HOUR)
    lessons.draw_quiz(quiz, by=cast.agent, now=now)
    drawn = lessons.draw_quiz(quiz, by=cast.plain, now=now).questions
    lessons.answer_quiz(quiz, [[0] for _each in drawn], by=cast.plain, now=now)


def study_a_case(cast: Cast, now: datetime) -> None:
    """A case of the library is studied in a session that is coming, in which somebody makes up for another
    one (L-03, L-05)."""
    [lesson] = published(LessonFilter())
    study = training.planned(
        cast,
        now - HOUR,
        method=Method.CASE_STUDY,
        cases=f"{lesson.number} 先看同楼工单",
        starts_at=now + 2 * DAY,
    )
    missed = select(TrainingSession).where(TrainingSession.state == SessionState.LOGGED)
    lessons.make_up(db.session.scalars(missed).one(), cast.plain, study, by=cast.plain, now=now)
