"""The steps of a matter as the late scenes play them: who takes part, and what the papers say (A-03)."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from demo.departments import COMPANY_ZH
from demo.lately.stage import Stage
from models.accountability import actions
from models.accountability.queries.triggers import Found
from models.accountability.rules.measures import MeasureDraft
from models.accountability.tables import Matter, MatterCandidate
from models.accountability.words import EvidenceKind, MatterKind, Outcome, Severity, TriggerKind
from models.cases.tables import Case
from models.clock import local_day
from models.conduct.actions import carry_out
from models.conduct.queries.payroll import wage_on
from models.db import db
from models.events.tables import Event
from models.papers.document import NoticeFacts, Row
from models.people.tables import Staff

HR, HEAD_OF_HR = "YF-0164", "YF-0031"
INSPECTOR, SECOND_INSPECTOR = "YF-0131", "YF-0307"
LEADER = "YF-0003"
RULE = "规则手册第一版“责任追究”：处理措施"
APPEAL = "如不服本决定，可自签收之日起五个工作日内在系统中提出申诉；申诉不会加重处理。"
RIGHTS = "请在三个工作日内查阅全部证据并提交陈述申辩，可附材料；作出决定之前，任何事实均未认定。"


@dataclass(frozen=True)
class Told:
    """What a matter is about, in the words of its papers."""

    person: str
    kind: MatterKind
    title: str
    """As the notice names it, such as 工单办理拖延."""
    facts: str
    statement: str = ""
    investigation: str = ""
    finding: str = ""
    decision: str = ""
    severity: Severity = Severity.MINOR
    measures: tuple[MeasureDraft, ...] = ()
    words: str = ""
    """The measures in words."""
    investigator: str = INSPECTOR


def by_clock(stage: Stage, told: Told, trigger: TriggerKind, now: datetime) -> MatterCandidate:
    """The system finds a candidate in the last case that this person held or worked on before that moment."""
    person = stage.staff(told.person)
    case = db.session.scalars(
        select(Case).where(Case.owner_id == person.id, Case.received_at < now).order_by(Case.id.desc())
    ).first()
    if case is None:
        touched = select(Event.subject).where(
            Event.staff_id == person.id, Event.subject.startswith("case:"), Event.at < now
        )
        name = db.session.scalars(touched.order_by(Event.id.desc())).first() or ""
        case = db.session.scalars(select(Case).where(Case.number == name.partition(":")[2])).one_or_none()
    about = person if case is None else case
    found = Found(
        trigger,
        told.kind,
        about.audit_name,
        local_day(now),
        (about.audit_name,),
        f"demo:{trigger.value}:{told.person}",
        person_id=person.id,
        case_id=case.id if case else None,
    )
    candidate = actions.note_candidate(found, now=now)
    assert candidate is not None, "each is found once"
    return candidate


def by_hand(stage: Stage, told: Told, reporter: str, text: str, now: datetime) -> MatterCandidate:
    """Somebody reports what they saw."""
    report = actions.Report(stage.staff(told.person), told.kind, local_day(now), text)
    return actions.report_conduct(report, by=stage.staff(reporter), now=now)


def opened(stage: Stage, told: Told, candidate: MatterCandidate, now: datetime) -> Matter:
    """Opened with evidence of conduct, an investigator named, and notice given on paper."""
    hr = stage.staff(HR)
    evidence = "系统操作记录与当天排班表。"
    draft = actions.MatterDraft(stage.staff(told.person), told.kind, told.facts, evidence)
    matter = actions.open_matter(candidate, draft, by=hr, now=now)
    matter = actions.name_investigator(matter, stage.staff(told.investigator), by=hr, now=now, seen=None)
    said = notice(
        matter.person,
        f"关于{told.title}的立案通知书",
        (f"现就下列事项对你立案核查（{matter.number}）。", told.facts),
        closing=(RIGHTS,),
    )
    return actions.notify_person(matter, notice=said, by=hr, now=now, seen=None)


def stated(matter: Matter, told: Told, now: datetime) -> Matter:
    """The person says their word."""
    return actions.make_statement(matter, told.statement, by=matter.person, now=now, seen=None)


def investigated(stage: Stage, matter: Matter, told: Told, now: datetime) -> Matter:
    """An interview, and what the investigation came to."""
    by = stage.staff(told.investigator)
    talk = actions.EvidenceDraft(EvidenceKind.INTERVIEW, "与当事人及其班长分别面谈，形成笔录。")
    matter = actions.add_evidence(matter, talk, by=by, now=now, seen=None)
    return actions.close_investigation(matter, told.investigation, by=by, now=now, seen=None)


def proposed(stage: Stage, matter: Matter, told: Told, now: datetime) -> Matter:
    """The finding, and measures within the scale and the law."""
    by = stage.staff(told.investigator)
    finding = actions.FindingDraft(Outcome.UPHELD, told.severity, told.finding, RULE)
    matter = actions.find(matter, finding, by=by, now=now, seen=None)
    wage = wage_on(matter.person_id, local_day(now))
    draft = actions.ProposalDraft(
        told.measures, wage_fen=wage.fen if wage else None, region=wage.region if wage else ""
    )
    return actions.propose(matter, draft, by=by, now=now, seen=None)


def decided(stage: Stage, matter: Matter, told: Told, now: datetime) -> Matter:
    """The head of HR decides, on paper."""
    by = stage.staff(HEAD_OF_HR)
    paper = notice(
        matter.person,
        f"关于{told.title}的处理决定",
        (told.finding, "你提交的陈述申辩已予充分考虑。", told.decision),
        rows=(
            Row(name="认定", text="属实"),
            Row(name="依据", text=RULE),
            Row(name="决定", text=told.words),
        ),
        closing=(APPEAL,),
    )
    return actions.decide(matter, told.decision, paper=paper, by=by, now=now, seen=None)


def delivered(matter: Matter, now: datetime) -> Matter:
    """The person acknowledges the decision, which is in force from then on."""
    matter = actions.acknowledge(matter, by=matter.person, now=now, seen=None)
    carry_out(matter, by=matter.person, now=now)
    return matter


def notice(
    person: Staff,
    title: str,
    opening: tuple[str, ...],
    *,
    rows: tuple[Row, ...] = (),
    closing: tuple[str, ...] = (),
) -> NoticeFacts:
    """A paper of human resources."""
    return NoticeFacts(
        company=COMPANY_ZH,
        title=title,
        to=person.name,
        to_number=person.number,
        opening=opening,
        rows=rows,
        closing=closing,
        signed="人力资源部",
    )


def until_proposed(
    stage: Stage, told: Told, trigger: TriggerKind, first: int, reporter: str = ""
) -> Generator[datetime, None, Matter]:
    """From the candidate `first` working days ago, found or reported, to the proposal nine of them later."""
    yield (now := stage.back(first, 9, 15))
    if trigger is TriggerKind.BY_HAND:
        candidate = by_hand(stage, told, reporter, told.facts, now)
    else:
        candidate = by_clock(stage, told, trigger, now)
    yield (now := stage.back(first - 1, 10, 0))
    matter = opened(stage, told, candidate, now)
    yield (now := stage.back(first - 3, 16, 20))
    matter = stated(matter, told, now)
    yield (now := stage.back(first - 7, 14, 0))
    matter = investigated(stage, matter, told, now)
    yield (now := stage.back(first - 9, 11, 0))
    return proposed(stage, matter, told, now)
