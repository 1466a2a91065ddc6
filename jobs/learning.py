"""Learning the texts of decided cases, for suggestions on like ones (T-05)."""

from datetime import datetime

from jobs.job import Tally, claim, each
from models.cases import actions
from models.cases.queries import to_learn
from models.cases.tables import Lesson

BATCH = 500


def learn(now: datetime) -> Tally:
    """The text of each case that was decided since."""

    def one(lesson_id: int) -> bool:
        lesson = claim(Lesson, lesson_id, Lesson.learned_at.is_(None))
        if lesson is None:
            return False
        actions.learn(lesson, now=now)
        return True

    return each(to_learn(BATCH), one, name="learn")
