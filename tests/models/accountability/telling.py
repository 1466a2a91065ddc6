"""Two matters in the story that many tests share: one with a statement, a file and a paper, one appealed
(A-03)."""

from datetime import datetime
from io import BytesIO

from models.accountability import actions
from models.accountability.queries.triggers import Found
from models.accountability.rules.measures import MeasureDraft
from models.accountability.tables import Matter
from models.accountability.words import MatterKind, MeasureKind, Outcome, Severity, TriggerKind
from models.cases.tables import Case
from models.clock import local_day
from models.files.actions import keep
from models.files.storage import FolderStore
from models.papers.actions import printed
from models.papers.document import NoticeFacts
from models.papers.queries import papers_about
from models.rulebook.queries import rules_at
from tests.cast import Cast
from tests.models.files.samples import picture


def hold_to_account(cast: Cast, case: Case, store: FolderStore, now: datetime) -> None:
    """Two candidates; one becomes a matter about the handler, who had notice and said their word."""
    day = local_day(now)
    late = Found(
        TriggerKind.OVERDUE,
        MatterKind.DELAY,
        case.audit_name,
        day,
        (case.audit_name,),
        "story:late",
        person_id=cast.handler.id,
        case_id=case.id,
    )
    back = Found(
        TriggerKind.REOPENED,
        MatterKind.PERFUNCTORY,
        case.audit_name,
        day,
        (case.audit_name,),
        "story:back",
        department_id=cast.handler.department_id,
        case_id=case.id,
    )
    candidate = actions.note_candidate(late, now=now)
    assert candidate is not None
    assert actions.note_candidate(back, now=now) is not None
    draft = actions.MatterDraft(cast.handler, MatterKind.DELAY, "接单后两天没有与客户联系。")
    matter = actions.open_matter(candidate, draft, by=cast.hr, now=now)
    matter = actions.name_investigator(matter, cast.inspector, by=cast.hr, now=now, seen=None)
    notice = NoticeFacts(
        company="云帆网络",
        title="关于拖延问题立案的告知书",
        to=cast.handler.name,
        to_number=cast.handler.number,
        opening=(matter.facts,),
        signed="人力资源部",
    )
    matter = actions.notify_person(matter, notice=notice, by=cast.hr, now=now, seen=None)
    uploads = rules_at(now).uploads
    (paper,) = papers_about(matter.audit_name)
    sheet = keep(BytesIO(picture()), "告知书.png", store=store, uploads=uploads, by=cast.hr, now=now)
    printed(paper, sheet, now=now)
    shown = keep(BytesIO(picture()), "排班表.png", store=store, uploads=uploads, by=cast.handler, now=now)
    actions.make_statement(matter, "当天在外场抢修。", [shown], by=cast.handler, now=now, seen=None)


def decide_and_appeal(cast: Cast, now: datetime) -> Matter:
    """A matter about somebody of the store: found, decided with a warning and points, delivered, appealed."""
    person = cast.store
    report = actions.Report(person, MatterKind.OTHER, local_day(now), "营业时间离岗，客户等候半小时。")
    candidate = actions.report_conduct(report, by=cast.head, now=now)
    draft = actions.MatterDraft(person, MatterKind.OTHER, "营业时间离岗半小时，三位客户等候。")
    matter = actions.open_matter(candidate, draft, by=cast.hr, now=now)
    matter = actions.name_investigator(matter, cast.inspector, by=cast.hr, now=now, seen=None)
    matter = actions.notify_person(matter, by=cast.hr, now=now, seen=None)
    matter = actions.make_statement(matter, "当天身体不适。", by=person, now=now, seen=None)
    matter = actions.close_investigation(matter, "监控与排班相符。", by=cast.inspector, now=now, seen=None)
    finding = actions.FindingDraft(Outcome.UPHELD, Severity.MINOR, "离岗属实。", "规则手册：处理措施")
    matter = actions.find(matter, finding, by=cast.inspector, now=now, seen=None)
    measures = (MeasureDraft(MeasureKind.WARNING), MeasureDraft(MeasureKind.POINTS, 2))
    matter = actions.propose(matter, actions.ProposalDraft(measures), by=cast.inspector, now=now, seen=None)
    matter = actions.decide(matter, "同意。", by=cast.hr, now=now, seen=None)
    matter = actions.acknowledge(matter, by=person, now=now, seen=None)
    return actions.appeal(matter, "请考虑当天的实际情况。", by=person, now=now, seen=None)
