"""What is learned in the story: typical cases at every step of their way into the library (L-05)."""

from datetime import datetime

from models.cases.tables import Case
from models.library import actions as library
from models.library.actions import Confirmed, LessonText
from models.library.tables import TypicalCase
from tests.cast import Cast

WRITTEN = LessonText(
    title="楼栋分光器老化导致多户断网",
    happened="同一栋楼三户先后报修，前两次只重启了光猫，第三次才检查楼栋设备。",
    went_well="更换分光器后当天逐户回访。",
    went_badly="前两次没有核对同楼的其他工单。",
    to_learn="同一栋楼两天内有第二户报修时，先检查楼栋设备，再上门。",
)


def fill_library(cast: Cast, cases: list[Case], now: datetime) -> None:
    """One typical case is published and commented, one waits for review, one is being written, one was just
    nominated."""
    published, review, writing, nominated = cases
    done = submitted(cast, published, now)
    library.publish(done, by=cast.inspector, now=now, seen=None)
    library.like(done, by=cast.plain)
    library.comment(done, "我们班组也遇到过，先看同楼工单最省时间。", by=cast.plain, now=now)
    submitted(cast, review, now)
    cleaned(cast, writing, now)
    library.nominate_case(nominated, "多部门配合的一次抢修", by=cast.agent, now=now)


def cleaned(cast: Cast, case: Case, now: datetime) -> TypicalCase:
    """Nominated by customer service, and freed of personal data."""
    lesson = library.nominate_case(case, "重复报修的典型", by=cast.agent, now=now)
    return library.clean(lesson, case, Confirmed(case.version), by=cast.agent, now=now)


def submitted(cast: Cast, case: Case, now: datetime) -> TypicalCase:
    """Written up, and waiting for review."""
    lesson = cleaned(cast, case, now)
    return library.write_lesson(lesson, WRITTEN, submit=True, by=cast.agent, now=now, seen=None)
