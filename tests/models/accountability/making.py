"""Matters at each stage, made by the actions that make them in life."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.accountability import actions
from models.accountability.rules.measures import MeasureDraft
from models.accountability.tables import Matter, MatterCandidate
from models.accountability.words import (
    EvidenceKind,
    MatterKind,
    MatterState,
    MeasureKind,
    Outcome,
    Severity,
)
from models.people.actions.roles import grant
from models.people.roles import Role
from models.people.tables import Staff
from tests.cast import Cast
from tests.moments import MONDAY

CONDUCT_ON = date(2026, 11, 20)
HOUR = timedelta(hours=1)
WARNING = MeasureDraft(MeasureKind.WARNING)
POINTS = MeasureDraft(MeasureKind.POINTS, 2)
FINE = MeasureDraft(MeasureKind.FINE, 20000)


@dataclass(frozen=True)
class Bench:
    """Who does what in the matters of these tests: about the handler, reported by the head."""

    person: Staff
    reporter: Staff
    office: Staff
    investigator: Staff
    decider: Staff
    leader: Staff
    second_leader: Staff


def bench(cast: Cast) -> Bench:
    """A second person of human resources who decides, and a second one of the leading group who hears."""
    grant(cast.trainer, {Role.TRAINER, Role.HR})
    grant(cast.committee, {Role.COMMITTEE, Role.LEADING_GROUP})
    return Bench(
        cast.handler, cast.stranger, cast.hr, cast.inspector, cast.trainer, cast.leader, cast.committee
    )


def reported(by: Staff, person: Staff, now: datetime = MONDAY) -> MatterCandidate:
    """A candidate from a report by hand."""
    grant(by, {*by.roles - {Role.STAFF}, Role.QUALITY_INSPECTOR})
    text = "客户三次来电催办，他每次都说已转交，实际没有任何处理。"
    return actions.report_conduct(actions.Report(person, MatterKind.DELAY, CONDUCT_ON, text), by=by, now=now)


def opened(people: Bench, now: datetime = MONDAY) -> Matter:
    """A matter that waits for its notice."""
    candidate = reported(people.reporter, people.person, now)
    draft = actions.MatterDraft(people.person, MatterKind.DELAY, "接单后四个工作日未与客户联系。")
    matter = actions.open_matter(candidate, draft, by=people.office, now=now)
    return actions.name_investigator(
        matter, people.investigator, by=people.office, now=now, seen=matter.version
    )


def to(
    state: MatterState,
    people: Bench,
    *,
    severity: Severity = Severity.MINOR,
    outcome: Outcome = Outcome.UPHELD,
    measures: tuple[MeasureDraft, ...] = (WARNING, POINTS),
    now: datetime = MONDAY,
) -> Matter:
    """A matter in a state, by the ordinary way."""
    matter = opened(people, now)
    found = outcome is not Outcome.NOT_UPHELD
    finding = actions.FindingDraft(
        outcome, severity if found else None, "操作记录显示四个工作日内无联系。", "规则手册：处理措施"
    )
    proposal = actions.ProposalDraft(
        measures if found else (), reason="情节特殊", wage_fen=800_000, region="深圳"
    )
    decider = people.leader if severity is Severity.SERIOUS else people.decider
    ways = {
        MatterState.NOTIFIED: lambda m: actions.notify_person(m, by=people.office, now=now, seen=None),
        MatterState.HEARD: lambda m: actions.make_statement(
            m, "当周同时在办二十张工单。", by=people.person, now=now, seen=None
        ),
        MatterState.INVESTIGATED: lambda m: actions.close_investigation(
            m, "查明属实。", by=people.investigator, now=now, seen=None
        ),
        MatterState.FOUND: lambda m: actions.find(m, finding, by=people.investigator, now=now, seen=None),
        MatterState.PROPOSED: lambda m: actions.propose(
            m, proposal, by=people.investigator, now=now, seen=None
        ),
        MatterState.DECIDED: lambda m: actions.decide(
            m,
            "同意。",
            by=decider,
            now=now,
            seen=None,
        ),
        MatterState.DELIVERED: lambda m: actions.acknowledge(m, by=people.person, now=now, seen=None),
        MatterState.APPEALED: lambda m: actions.appeal(
            m, "请考虑当时的工作量。", by=people.person, now=now, seen=None
        ),
    }
    for reached, step in ways.items():
        if matter.state is state:
            break
        matter = step(matter)
        assert matter.state is reached
    return matter


def words(matter: Matter, by: Staff, kind: EvidenceKind = EvidenceKind.INTERVIEW) -> Matter:
    """Evidence added by somebody."""
    draft = actions.EvidenceDraft(kind, "与当事人及班长面谈。")
    return actions.add_evidence(matter, draft, by=by, now=MONDAY, seen=None)
