"""Inspections at the demo company: of closed cases by checklist, and of departments by the supervision group
(Q-01, Q-03)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from io import BytesIO

from sqlalchemy import select

from demo.lately.stage import LEADER, Scene, Stage
from models.clock import local_day
from models.db import db
from models.files.actions import keep_as_it_is
from models.files.storage import Store
from models.files.tables import StoredFile
from models.inspection import actions as inspections
from models.inspection import queries as inspected
from models.inspection.actions import ItemDraft, MarkDraft, SheetDraft
from models.inspection.queries.inspections import whole
from models.inspection.tables import Checklist, Inspection, Sheet
from models.inspection.words import Mark, SheetPart, Subject
from models.people.tables import Staff
from models.supervision import actions
from models.supervision.actions import FindingDraft, PlanDraft
from models.supervision.tables import DepartmentInspection
from web.sheets import WORKBOOK, Cell, workbook

INSPECTOR, KEEPER, OFFICE = "YF-0131", "YF-0026", "YF-0008"
"""Inspects cases; keeps the supervision group; sits in it."""
SCORED = 18
"""So many of the drawn cases are scored; the others wait for their inspectors."""
FAULTY, GRAVELY = 4, 9
"""Each fourth has a fault; each ninth fails on the killer item."""
OF_CASES = (
    ItemDraft("首次响应及时，态度得体", "First response in time and courteous", 20),
    ItemDraft("原因查明并有依据", "The cause was found and is backed", 25),
    ItemDraft("处理措施针对原因", "What was done answers the cause", 20),
    ItemDraft("答复完整、用词得体", "The reply is complete and well put", 20),
    ItemDraft("未泄露客户个人信息", "No personal data was given away", 15, killer=True),
)
OF_DEPARTMENTS = (
    ItemDraft("投诉台账齐全，交接有签字", "The register is complete, handovers are signed", 20),
    ItemDraft("二级以上投诉有处理方案", "Complaints of grade 2 and 3 have a plan", 25),
    ItemDraft("逾期工单有原因说明", "Overdue cases say why", 20),
    ItemDraft("整改按期完成并有佐证", "Corrections are made in time, with proof", 20),
    ItemDraft("客户资料按规定保管", "Customers' papers are kept as the rules say", 15, killer=True),
)
SCOPE = "九月至十一月投诉处理：台账与交接、二级以上投诉的处理方案、逾期说明、整改落实和客户资料保管。"
FOUND: Mapping[int, tuple[Mark, str, str, str]] = {
    3: (
        Mark.NOT_MET,
        "抽查逾期工单 12 件，5 件没有原因说明。",
        "系统工单列表，十月",
        "逾期工单当日说明原因，由负责人每周核对。",
    ),
    4: (Mark.PARTLY, "上月两项整改有一项缺佐证照片。", "整改记录", "补传佐证，并由检查组复查。"),
}
SAMPLED = ("台账序号", "到期日", "逾期说明", "经办班组")
LACKING: tuple[tuple[Cell, ...], ...] = (
    ("JS-10-017", "10-12", "无", "夜班"),
    ("JS-10-021", "10-14", "无", "夜班"),
    ("JS-10-033", "10-19", "无", "白班"),
    ("JS-10-040", "10-23", "无", "夜班"),
    ("JS-10-052", "10-29", "无", "夜班"),
)
MENDED: tuple[tuple[Cell, ...], ...] = (
    ("JS-09-008", "09-25", "更换光猫前后对比照片已补传", "白班"),
    ("JS-09-011", "09-28", "线路改造验收单已补传", "夜班"),
)
MOST = 1024 * 1024
ANSWER = "逾期说明一项属实，主要是夜班交接遗漏，已写入交接单。整改佐证已于检查次日补齐，请核对。"
CONCLUSION = "处理方案和台账管理规范，逾期说明不完整，限期整改。佐证照片核对属实，该项撤回。"


def checklists(stage: Stage) -> Scene:
    """Two checklists, each written by an inspector and published by the leading group."""
    yield (now := stage.back(50, 9, 30))
    by, second = stage.staff(INSPECTOR), stage.staff(LEADER)
    for code, subject, zh, en, items in (
        ("case", Subject.CASE, "结案工单质检表", "Closed cases", OF_CASES),
        (
            "department",
            Subject.DEPARTMENT,
            "部门投诉处理检查表",
            "Handling of complaints in departments",
            OF_DEPARTMENTS,
        ),
    ):
        made = inspections.begin_checklist(code, subject, zh, en, by=by, now=now)
        inspections.change_items(made, items, by=by, now=now)
        inspections.publish_checklist(made, by=second, now=now)


def cases(stage: Stage) -> Scene:
    """Last month's closed cases were drawn; most are scored, some failed, one correction was made."""
    yield (now := stage.back(9, 9, 0))
    month = (local_day(now).replace(day=1) - timedelta(days=1)).replace(day=1)
    inspections.draw_month(month, by=stage.staff(INSPECTOR), now=now, seed="YUNFAN")
    yield (now := stage.back(5, 11, 0))
    first = select(Inspection.id).join(Sheet).where(Sheet.part == SheetPart.FIRST, Sheet.done_at.is_(None))
    for place, key in enumerate(db.session.scalars(first.order_by(Inspection.id).limit(SCORED)).all()):
        found = whole(key)
        if found is not None and found.inspector is not None:
            inspections.score(found, _sheet(found.checklist, place), by=found.inspector, now=now)
    yield (now := stage.back(2, 15, 0))
    for ordered in inspected.corrections(stage.staff(INSPECTOR), limit=1):
        head = next(
            (
                each
                for each in (stage.staff(number) for number in _heads(stage))
                if inspected.makes(ordered, each)
            ),
            None,
        )
        if head is not None:
            inspections.report_correction(
                ordered, "已重新核对原因并补充答复，客户当日确认。", by=head, now=now
            )


def departments(store: Store, stage: Stage) -> Scene:
    """Technical operations was inspected, answered and corrects; marketing is to be inspected next week."""
    yield (now := stage.back(14, 10, 0))
    leader, office = stage.staff(KEEPER), stage.staff(OFFICE)
    today = local_day(now)
    plan = PlanDraft(
        stage.department("JS"),
        SCOPE,
        today - timedelta(days=75),
        today - timedelta(days=1),
        today,
        leader,
        (office,),
    )
    made = actions.plan_inspection(plan, by=leader, now=now)
    yield (now := stage.back(13, 16, 0))
    shown = _listed("逾期工单抽查.xlsx", LACKING, store, office, now)
    made = actions.record_findings(made, _findings(made), [shown], by=office, now=now, seen=None)
    made = actions.send_findings(made, by=leader, now=now, seen=None)
    yield (now := stage.back(11, 10, 30))
    head = stage.head("JS")
    proof = _listed("整改佐证清单.xlsx", MENDED, store, head, now)
    made = actions.answer_findings(made, ANSWER, [proof], by=head, now=now, seen=None)
    yield (now := stage.back(10, 14, 0))
    partly = next(each.id for each in made.findings if each.mark is Mark.PARTLY)
    actions.conclude(made, CONCLUSION, {partly: "次日补齐的佐证经核对属实。"}, by=leader, now=now, seen=None)
    yield (now := stage.back(1, 9, 30))
    today = local_day(now)
    plan = PlanDraft(
        stage.department("YY"),
        SCOPE,
        today - timedelta(days=60),
        today,
        today + timedelta(days=7),
        leader,
        (office,),
    )
    actions.plan_inspection(plan, by=leader, now=now)


def _sheet(checklist: Checklist, place: int) -> SheetDraft:
    marks = {item.id: MarkDraft(Mark.MET) for item in checklist.items}
    items = {item.position: item.id for item in checklist.items}
    if place % FAULTY == 1:
        marks[items[4]] = MarkDraft(Mark.PARTLY, "答复未说明后续如何避免", "工单答复")
    if place % GRAVELY == 4:
        marks[items[5]] = MarkDraft(Mark.NOT_MET, "答复中写出了客户的完整手机号", "工单答复第二段")
    return SheetDraft(marks, "", "重新核对答复用词，补发更正并说明原因。")


def _findings(made: DepartmentInspection) -> dict[int, FindingDraft]:
    fine = (Mark.MET, "", "", "")
    return {item.id: FindingDraft(*FOUND.get(item.position, fine)) for item in made.checklist.items}


def _listed(
    name: str, rows: tuple[tuple[Cell, ...], ...], store: Store, by: Staff, now: datetime
) -> StoredFile:
    """A list as a workbook, as people attach it."""
    content = BytesIO(workbook("清单", SAMPLED, (16, 10, 32, 12), rows))
    return keep_as_it_is(content, name, WORKBOOK, store=store, most=MOST, by=by, now=now)


def _heads(stage: Stage) -> list[str]:
    return [stage.head(row.code).number for row in stage.departments if row.head_id is not None]


def scenes(store: Store) -> Sequence[Callable[[Stage], Scene]]:
    """All of it, with its files in a store."""
    return (checklists, cases, partial(departments, store))
