"""What happens in the story of training (L-01 … L-04)."""

from datetime import datetime, timedelta
from io import BytesIO

from models.files.actions import keep
from models.files.storage import FolderStore
from models.rulebook.queries import rules_at
from models.training import actions as lessons
from models.training.actions import Noted, RequirementDraft
from models.training.words import Assessment, Attendance, Field, Means, Method
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
    uploads = rules_at(now).uploads
    sheet = keep(BytesIO(picture()), "讲义.png", store=store, uploads=uploads, by=cast.trainer, now=now)
    lessons.add_material(play, "讲义", [sheet], by=cast.trainer, now=now)
    lessons.renew_feed(by=cast.agent, now=now)
    wanted = RequirementDraft("投诉处理上岗培训", (), ("department_handler",), None, 30, 12, True)
    required = lessons.require_training(wanted, by=cast.hr, now=now - 9 * DAY)
    lessons.open_needs(required.id, now=now - 9 * DAY)
    lessons.write_question(
        Field.COMMUNICATION, "先处理心情，还是先处理事情？", ["心情", "事情"], 0, by=cast.hr, now=now
    )
    quizzed = training.planned(
        cast, now - 8 * DAY, assessment=Assessment.QUIZ, pass_mark=60, starts_at=now - 5 * DAY
    )
    lessons.let_meet(quizzed, [required], by=cast.trainer, now=now - 8 * DAY)
    lessons.enrol(quizzed, cast.handler, by=cast.handler, now=now - 8 * DAY)
    there = [Noted(cast.handler, Attendance.PRESENT)]
    lessons.note(quizzed, there, means=Means.TAP, by=cast.trainer, now=now - 5 * DAY)
    lessons.answer_quiz(quizzed, [0], by=cast.handler, now=now - 5 * DAY)
    lessons.close_log(quizzed, "结合三个案例讲解", by=cast.trainer, now=now - 5 * DAY + 2 * HOUR)
    quiz = training.planned(cast, now - DAY, assessment=Assessment.QUIZ, pass_mark=60, starts_at=now - HOUR)
    for person in (cast.agent, cast.plain):
        lessons.enrol(quiz, person, by=cast.trainer, now=now - HOUR)
