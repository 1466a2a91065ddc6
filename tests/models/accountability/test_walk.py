"""A matter from its candidate to its end: rows, clocks, notices, and every other way (A-02, A-03)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models.accountability import actions, queries
from models.accountability.queries.triggers import Found
from models.accountability.rules.due_process import DOORS, WAITS_FOR, Verb, after, possible
from models.accountability.rules.measures import MeasureDraft, lighter
from models.accountability.tables import Matter, MatterStep
from models.accountability.words import (
    ENDED,
    AppealOutcome,
    CandidateState,
    Decider,
    MatterKind,
    MatterState,
    MeasureKind,
    Mitigation,
    Outcome,
    Severity,
    Step,
    StepEnding,
    TriggerKind,
)
from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.events.tables import Event
from models.outbox.tables import Notice
from tests.cast import Cast
from tests.models.accountability.making import FINE, WARNING, bench, opened, reported, to, words
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
DAY = timedelta(days=1)
THURSDAY_EVENING = MONDAY + 3 * DAY + timedelta(hours=8)


def told(kind: str) -> set[int]:
    return set(db.session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


def kinds_of(matter: Matter) -> list[str]:
    rows = select(Event.kind).where(Event.subject == matter.audit_name).order_by(Event.id)
    return list(db.session.scalars(rows))


def test_a03_every_step_has_its_clock_and_its_event(cast: Cast) -> None:
    """A-03: from the notice to an appeal that is heard, each with a due time, met in its turn."""
    people = bench(cast)
    matter = to(MatterState.APPEALED, people)
    matter = actions.hear(
        matter, AppealOutcome.STANDS, "维持原决定。", by=people.leader, now=MONDAY, seen=matter.version
    )
    assert matter.state is MatterState.FINAL
    steps = db.session.scalars(
        select(MatterStep).where(MatterStep.matter_id == matter.id).order_by(MatterStep.id)
    )
    assert [(each.step, each.ending) for each in steps] == [
        (step, StepEnding.MET) for step in Step if step is not Step.CANDIDATE
    ]
    assert kinds_of(matter) == [
        "matter.opened",
        "matter.investigator_named",
        "matter.notified",
        "matter.stated",
        "matter.investigated",
        "matter.found",
        "matter.proposed",
        "matter.decided",
        "matter.delivered",
        "matter.appealed",
        "matter.heard",
    ]
    assert matter.number == f"M2026-{matter.id:04}"
    assert all(each.holds for each in matter.proposals[-1].measures)


def test_a02_a_candidate_is_dismissed_with_a_reason_and_decided_once(cast: Cast) -> None:
    people = bench(cast)
    candidate = reported(people.reporter, people.person)
    assert told("candidate_found") == {cast.hr.id, cast.trainer.id}
    with pytest.raises(Invalid):
        actions.dismiss_candidate(candidate, " ", by=cast.hr, now=MONDAY)
    actions.dismiss_candidate(candidate, "系统故障所致。", by=cast.hr, now=MONDAY)
    assert (candidate.state, candidate.ended_by_id) == (CandidateState.DISMISSED, cast.hr.id)
    with pytest.raises(WrongState):
        actions.dismiss_candidate(candidate, "再来一次", by=cast.hr, now=MONDAY)


def test_a03_a_statement_that_nobody_makes_is_recorded_as_passed(cast: Cast) -> None:
    """A-03: three working days; then the investigation goes on without it."""
    people = bench(cast)
    matter = to(MatterState.NOTIFIED, people)
    (running,) = [each for each in matter.steps if each.running]
    assert (running.step, running.due_at) == (Step.STATEMENT, THURSDAY_EVENING)
    assert queries.passed(THURSDAY_EVENING - timedelta(minutes=1)) == []
    assert not actions.pass_time(matter.id, now=MONDAY)
    assert queries.passed(THURSDAY_EVENING) == [matter.id]
    assert actions.pass_time(matter.id, now=THURSDAY_EVENING)
    assert not actions.pass_time(matter.id, now=THURSDAY_EVENING)
    assert (matter.state, matter.statement) == (MatterState.HEARD, None)
    assert running.ending is StepEnding.LAPSED
    assert kinds_of(matter)[-1] == "matter.statement_passed"
    with pytest.raises(WrongState):
        actions.make_statement(matter, "我来晚了", by=people.person, now=MONDAY + 4 * DAY, seen=None)


def test_a03_who_is_concerned_is_asked_to_acknowledge_and_the_office_to_deliver(cast: Cast) -> None:
    """A-03: each is told what is theirs to do once it is decided."""
    people = bench(cast)
    to(MatterState.DECIDED, people)
    assert told("matter_to_receive") == {people.person.id}
    assert people.person.id not in told("matter_decided")
    assert people.office.id in told("matter_decided")


def test_a03_without_an_appeal_it_is_final(cast: Cast) -> None:
    """A-03: five working days from the delivery."""
    matter = to(MatterState.DELIVERED, bench(cast))
    assert not actions.pass_time(matter.id, now=MONDAY + 4 * DAY)
    assert actions.pass_time(matter.id, now=MONDAY + 8 * DAY)
    assert matter.state is MatterState.FINAL
    assert matter.person_id in told("matter_final")


def test_a03_a_refused_delivery_has_a_witness(cast: Cast) -> None:
    people = bench(cast)
    matter = to(MatterState.DECIDED, people)
    for witness, why in (
        (cast.hr, "same_person"),
        (cast.head, "matter_line"),
        (cast.handler, "matter_oneself"),
    ):
        with pytest.raises(Invalid, match=why), db.session.begin_nested():
            actions.deliver_refused(matter, witness, by=cast.hr, now=MONDAY, seen=None)
        db.session.expire_all()
    matter = actions.deliver_refused(matter, cast.agent, by=cast.hr, now=MONDAY, seen=None)
    assert matter.delivery is not None
    assert (matter.delivery.witness_id, matter.state) == (cast.agent.id, MatterState.DELIVERED)


def test_a03_nobody_decided_in_time_and_it_lapses(cast: Cast) -> None:
    matter = to(MatterState.FOUND, bench(cast))
    assert not actions.lapse(matter.id, now=MONDAY + 89 * DAY)
    assert queries.lapsed(MONDAY + 89 * DAY) == [matter.id]
    assert actions.lapse(matter.id, now=MONDAY + 90 * DAY)
    assert (matter.state, matter.ended_by_id) == (MatterState.LAPSED, None)


def test_a03_withdrawn_before_a_decision_only(cast: Cast) -> None:
    people = bench(cast)
    decided = to(MatterState.DECIDED, people)
    with pytest.raises(WrongState):
        actions.withdraw(decided, "不查了", by=cast.hr, now=MONDAY, seen=None)
    matter = actions.withdraw(to(MatterState.HEARD, people), "证据不足", by=cast.hr, now=MONDAY, seen=None)
    assert (matter.state, matter.ended_because) == (MatterState.WITHDRAWN, "证据不足")
    assert matter.person_id in told("matter_withdrawn")


def test_a03_a_returned_proposal_is_kept_and_made_again(cast: Cast) -> None:
    people = bench(cast)
    matter = to(MatterState.PROPOSED, people)
    matter = actions.return_proposal(matter, "请考虑从轻情节", by=people.decider, now=MONDAY, seen=None)
    assert matter.state is MatterState.FOUND
    matter = actions.propose(
        matter, actions.ProposalDraft((WARNING,)), by=people.investigator, now=MONDAY, seen=None
    )
    assert [each.returned_because for each in matter.proposals] == ["请考虑从轻情节", ""]


def test_a03_nothing_found_takes_no_measure(cast: Cast) -> None:
    people = bench(cast)
    matter = to(MatterState.DECIDED, people, outcome=Outcome.NOT_UPHELD)
    assert matter.proposals[0].measures == []
    assert matter.finding is not None
    assert matter.finding.severity is None


def test_h07_who_read_an_older_version_is_told(cast: Cast) -> None:
    people = bench(cast)
    matter = opened(people)
    seen = matter.version
    matter = words(matter, people.investigator)
    with pytest.raises(Stale):
        actions.notify_person(matter, by=people.office, now=MONDAY, seen=seen)


@pytest.mark.parametrize("state", MatterState)
@pytest.mark.parametrize("verb", Verb)
def test_a03_a_verb_has_one_door(verb: Verb, state: MatterState) -> None:
    """A-03: from a state that is not before its door no verb leads anywhere."""
    if state in DOORS[verb].before:
        assert after(verb, state) is DOORS[verb].to
        assert verb in possible(state)
    else:
        with pytest.raises(WrongState):
            after(verb, state)


def test_a03_each_state_waits_for_one_step_and_the_last_for_none() -> None:
    assert set(WAITS_FOR) == set(MatterState) - set(ENDED)
    assert sorted(WAITS_FOR.values()) == sorted(set(Step) - {Step.CANDIDATE})
    assert all(not possible(state) for state in ENDED)


def test_c03_outside_the_scale_needs_a_reason_and_the_leading_group(cast: Cast) -> None:
    people = bench(cast)
    matter = to(MatterState.FOUND, people)
    heavy = actions.ProposalDraft((MeasureDraft(MeasureKind.POINTS, 9),))
    with pytest.raises(Invalid, match="outside_scale"), db.session.begin_nested():
        actions.propose(matter, heavy, by=people.investigator, now=MONDAY, seen=None)
    db.session.expire_all()
    with_reason = actions.ProposalDraft(heavy.measures, reason="后果严重")
    matter = actions.propose(matter, with_reason, by=people.investigator, now=MONDAY, seen=None)
    assert (matter.proposals[-1].outside, matter.proposals[-1].decider) == (True, Decider.LEADING_GROUP)
    with pytest.raises(NotAllowed), db.session.begin_nested():
        actions.decide(matter, "同意", by=people.decider, now=MONDAY, seen=None)
    db.session.expire_all()
    assert (
        actions.decide(matter, "同意", by=people.leader, now=MONDAY, seen=None).state is MatterState.DECIDED
    )


@pytest.mark.parametrize(
    ("amount", "wage", "region", "why"),
    [
        (20_000, None, "深圳", "wage_needed"),
        (20_000, 800_000, "火星", "unknown"),
        (20_000, 260_000, "深圳", "over_legal_limit"),
        (170_000, 800_000, "深圳", "over_legal_limit"),
    ],
)
def test_c03_the_law_limits_what_is_taken_from_wages(
    cast: Cast, amount: int, wage: int | None, region: str, why: str
) -> None:
    """C-03: at most 20 % of a month's wages, and never below the local minimum wage."""
    people = bench(cast)
    matter = to(MatterState.FOUND, people, severity=Severity.MODERATE)
    draft = actions.ProposalDraft((MeasureDraft(MeasureKind.FINE, amount),), "说明", wage, region)
    with pytest.raises(Invalid, match=why):
        actions.propose(matter, draft, by=people.investigator, now=MONDAY, seen=None)


def test_c03_two_fines_of_a_month_count_together(cast: Cast) -> None:
    """C-03: 200 yuan are decided already; of 1600 that may be taken, 1400 are left."""
    people = bench(cast)
    to(MatterState.DELIVERED, people, severity=Severity.MODERATE, measures=(FINE,))
    matter = to(MatterState.FOUND, people, severity=Severity.MODERATE)
    draft = actions.ProposalDraft((MeasureDraft(MeasureKind.FINE, 141_000),), "说明", 800_000, "深圳")
    with pytest.raises(Invalid, match="over_legal_limit"):
        actions.propose(matter, draft, by=people.investigator, now=MONDAY, seen=None)


def test_c03_repetition_counts_and_a_won_appeal_takes_it_out(cast: Cast) -> None:
    people = bench(cast)
    first = to(MatterState.APPEALED, people)
    second = to(MatterState.FOUND, people)
    assert second.finding is not None
    assert (second.finding.times, second.finding.mitigations) == (2, [])
    actions.hear(first, AppealOutcome.REVERSED, "事实不清", by=people.leader, now=MONDAY, seen=None)
    assert [each.holds for each in first.proposals[-1].measures] == [False, False]
    third = to(MatterState.FOUND, people)
    assert third.finding is not None
    assert third.finding.times == 1
    assert third.finding.mitigations == [Mitigation.FIRST_TIME]


def test_a03_an_appeal_makes_nothing_heavier(cast: Cast) -> None:
    people = bench(cast)
    matter = to(MatterState.APPEALED, people)
    three, two = MeasureDraft(MeasureKind.POINTS, 3), MeasureDraft(MeasureKind.POINTS, 2)
    for kept in ((), (WARNING, two), (WARNING, three), (three,), (FINE,), (two, FINE), (WARNING, WARNING)):
        with pytest.raises(Invalid, match="not_lighter"), db.session.begin_nested():
            actions.hear(
                matter, AppealOutcome.LIGHTER, "从轻", kept=kept, by=people.leader, now=MONDAY, seen=None
            )
        db.session.expire_all()
    matter = actions.hear(
        matter,
        AppealOutcome.LIGHTER,
        "从轻",
        kept=(WARNING, MeasureDraft(MeasureKind.POINTS, 1)),
        by=people.leader,
        now=MONDAY,
        seen=None,
    )
    assert [(each.kind, each.amount, each.holds) for each in matter.proposals[-1].measures] == [
        (MeasureKind.WARNING, None, True),
        (MeasureKind.POINTS, 2, False),
        (MeasureKind.POINTS, 1, True),
    ]


TRAINING = MeasureDraft(MeasureKind.TRAINING)
BONUS = MeasureDraft(MeasureKind.BONUS_DEDUCTION, 50_000)
CUT = MeasureDraft(MeasureKind.PAY_CUT, 30_000, 3)


@pytest.mark.parametrize(
    ("before", "after", "holds"),
    [
        ((FINE,), (WARNING,), True),  # a warning in the place of what weighs more
        ((FINE, TRAINING), (WARNING, TRAINING), True),
        ((FINE, TRAINING), (FINE, WARNING), False),  # training weighs no more than a warning
        ((BONUS,), (WARNING,), False),  # what the department lost is not laid on the person
        ((CUT,), (MeasureDraft(MeasureKind.PAY_CUT, 20_000, 3),), True),
        ((CUT,), (MeasureDraft(MeasureKind.PAY_CUT, 30_000, 2),), True),
        ((CUT,), (MeasureDraft(MeasureKind.PAY_CUT, 10_000, 4),), False),
        ((CUT,), (MeasureDraft(MeasureKind.PAY_CUT, 10_000),), False),
        ((FINE,), (MeasureDraft(MeasureKind.FINE, 0),), False),
    ],
)
def test_a03_what_is_lighter(
    before: tuple[MeasureDraft, ...], after: tuple[MeasureDraft, ...], holds: bool
) -> None:
    """C-03: in amounts and months, never another burden; a warning where something on the person goes."""
    assert lighter(before, after) is holds


def test_a05_a_survey_alone_opens_nothing(cast: Cast) -> None:
    """A-05: what a dissatisfied answer brought up needs evidence of conduct beside it."""
    people = bench(cast)
    found = Found(
        TriggerKind.REOPENED,
        MatterKind.PERFUNCTORY,
        "case:HY-1",
        local_day(MONDAY),
        ("event:1",),
        "x",
        person_id=people.person.id,
    )
    candidate = actions.note_candidate(found, now=MONDAY)
    assert candidate is not None
    assert actions.note_candidate(found, now=MONDAY) is None
    draft = actions.MatterDraft(people.person, MatterKind.PERFUNCTORY, "敷衍")
    with pytest.raises(Invalid, match="only_surveys"):
        actions.open_matter(candidate, draft, by=people.office, now=MONDAY)
    with_words = actions.MatterDraft(people.person, MatterKind.PERFUNCTORY, "敷衍", "通话录音显示未作解释")
    assert (
        actions.open_matter(candidate, with_words, by=people.office, now=MONDAY).state is MatterState.OPENED
    )


def test_a03_reminders_go_to_whose_turn_it_is_and_up_when_late(cast: Cast) -> None:
    """H-04: near its time the person; late, human resources and the leading group too, once a rung."""
    people = bench(cast)
    matter = to(MatterState.NOTIFIED, people)
    (running,) = [each for each in matter.steps if each.running]
    seen: list[tuple[str, set[int]]] = []
    while running.next_notice_at is not None and len(seen) < 9:
        moment = running.next_notice_at
        before = set(db.session.scalars(select(Notice.id)))
        assert actions.remind_step(running.id, now=moment)
        assert not actions.remind_step(running.id, now=moment)
        new = db.session.scalars(select(Notice).where(Notice.id.not_in(before))).all()
        seen.append((new[0].kind, {each.staff_id for each in new}))
        db.session.refresh(running)
    assert seen[0] == ("matter_due_soon", {people.person.id})
    assert seen[-1][0] == "matter_late"
    assert {people.person.id, cast.hr.id, people.leader.id} <= seen[-1][1]
