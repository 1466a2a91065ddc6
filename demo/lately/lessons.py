"""The case library of the demo company: typical cases made of real ones of its year (L-05)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from demo.lately.stage import AGENT, Scene, Stage
from models.cases.tables import Case
from models.cases.words import Kind, State
from models.db import db
from models.library import actions
from models.library.actions import Confirmed, LessonText
from models.library.queries import of_case
from models.library.tables import TypicalCase
from models.outbox.actions import mark_read

INSPECTOR = "YF-0131"


@dataclass(frozen=True)
class Told:
    """What was learned from the latest closed case of a category, how many working days ago."""

    category: str
    day: int
    reason: str
    text: LessonText
    comments: tuple[tuple[str, str], ...] = ()
    liked_by: tuple[str, ...] = ()


TOLD = (
    Told(
        "network_fault",
        38,
        "同一栋楼多户先后报修，前几次都只做了单户处理",
        LessonText(
            "同楼多户断网，先查楼栋设备",
            "两天内同一栋楼三户先后报修断网。前两张工单分别派给不同的师傅，都只更换了光猫，"
            "客户当晚再次断网。第三张工单受理时坐席发现同楼还有两张未结工单，合并后由技术运维部检查楼栋分光器，当天修复。",
            "第三张工单受理时主动查看同楼工单；修复后当天逐户回访。",
            "前两次上门没有核对同楼其他工单，客户重复等待了两天。",
            "同一栋楼两天内有第二户报修时，先合并工单、检查楼栋设备，再安排单户上门。",
        ),
        (("YF-0125", "雨季这种情况最多，建议受理时就按楼栋查一遍。"),),
        ("YF-0125", "YF-0188", "YF-0217", "YF-0226"),
    ),
    Told(
        "fees_charge",
        26,
        "资费争议的解释口径值得统一",
        LessonText(
            "套餐升级后多扣费：先退费，再解释",
            "客户电话升级套餐后，当月账单同时出现新旧两个套餐的费用。首次答复只解释了“按天折算”的规则，"
            "客户认为受理时没有告知，再次投诉。第二次处理先退还重复收取的部分，并把折算明细逐项列给客户，客户确认满意。",
            "第二次答复附上了逐项明细，金额和日期都可核对。",
            "首次答复只讲规则，没有承认受理时漏告知。",
            "资费争议先核对受理录音：没有告知的，先退费道歉，再用客户看得懂的明细解释。",
        ),
        (
            ("YF-0239", "我们把折算明细做成了模板，直接套用即可。"),
            ("YF-0186", "客户最在意的是当时有没有告诉他。"),
        ),
        ("YF-0186", "YF-0239", "YF-0118"),
    ),
    Told(
        "service_attitude",
        15,
        "一句道歉挽回了客户",
        LessonText(
            "上门迟到两次，如何挽回信任",
            "师傅两次约定上门都迟到，且没有提前电话说明，客户投诉服务态度。处理人当天致电道歉，"
            "说明改派原因，并把第三次上门约在客户下班后，由班长陪同。客户在回访中给出五分。",
            "当天致电；承诺具体到分钟；班长陪同上门。",
            "前两次改派时没有通知客户。",
            "改派和迟到都要在约定时间之前告诉客户；说不准的时间不要承诺。",
        ),
        (),
        ("YF-0188", "YF-0233"),
    ),
)


def library(stage: Stage) -> Scene:
    """Three typical cases are in the library."""
    for told in TOLD:
        yield (now := stage.back(told.day, 9, 30))
        lesson = _nominated(stage, told.category, told.reason, now)
        if lesson is None:
            continue
        yield (now := stage.back(told.day, 15, 0))
        _written(stage, lesson, told.text, now)
        yield (now := stage.back(told.day - 2, 10, 20))
        actions.publish(lesson, by=stage.staff(INSPECTOR), now=now, seen=None)
        for number in told.liked_by:
            actions.like(lesson, by=stage.staff(number))
        for number, text in told.comments:
            yield (now := stage.back(told.day - 4, 16, 10))
            actions.comment(lesson, text, by=stage.staff(number), now=now)
        for each in stage.working(stage.today):
            mark_read(each.id, now=now + timedelta(hours=1), about=lesson.audit_name)


def to_review(stage: Stage) -> Scene:
    """One waits for review, one was nominated yesterday."""
    yield (now := stage.back(5, 9, 50))
    lesson = _nominated(stage, "service_visit", "预约改期的处理过程完整，可供新员工学习", now)
    if lesson is not None:
        yield (now := stage.back(2, 14, 40))
        text = LessonText(
            "装机改期三次，怎样留住客户",
            "客户新装宽带，因楼道施工三次改期。第三次改期前，处理人联系物业确认了施工结束时间，"
            "先给客户临时上网设备，再约装机。客户撤回了退订申请。",
            "主动提供临时上网设备；改期前先确认施工时间。",
            "前两次改期都由客户来电才得知。",
            "改期前先弄清障碍何时消除；等待超过三天的，主动提供替代办法。",
        )
        _written(stage, lesson, text, now)
    yield (now := stage.back(1, 11, 15))
    _nominated(stage, "network_speed", "测速与实际体验不一致的排查思路", now)


def _nominated(stage: Stage, category: str, reason: str, now: datetime) -> TypicalCase | None:
    """The latest case of a category that was closed before, if there is one."""
    found = select(Case).where(
        Case.kind == Kind.COMPLAINT,
        Case.category == category,
        Case.state == State.CLOSED,
        Case.merged_into_id.is_(None),
        Case.owner_id.is_not(None),
        Case.closed_at < now - timedelta(days=2),
    )
    for case in db.session.scalars(found.order_by(Case.id.desc()).limit(5)):
        if of_case(case) is None:
            db.session.refresh(case, ["customer"])
            return actions.nominate_case(case, reason, by=stage.staff(AGENT), now=now)
    return None


def _written(stage: Stage, lesson: TypicalCase, text: LessonText, now: datetime) -> None:
    by = stage.staff(AGENT)
    case = db.session.get_one(Case, lesson.case_id)
    lesson = actions.clean(lesson, case, Confirmed(case.version), by=by, now=now)
    actions.write_lesson(lesson, text, submit=True, by=by, now=now + timedelta(minutes=40), seen=None)


SCENES = [library, to_review]
