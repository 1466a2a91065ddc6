"""What changes in the middle of a matter: owners, investigators, rules, decisions (A-02 … A-05, C-03)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from models.accountability import actions, queries
from models.accountability.queries import matters
from models.accountability.queries.triggers import Found, new_candidates
from models.accountability.rules.measures import MeasureDraft, check_measures
from models.accountability.tables import Matter
from models.accountability.words import (
    AppealOutcome,
    Decider,
    EvidenceKind,
    MatterKind,
    MatterState,
    MeasureKind,
    Mitigation,
    Outcome,
    Severity,
    Step,
    TriggerKind,
)
from models.cases import actions as cases
from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import CUSTOMER
from models.people.actions import leave, set_head
from models.people.actions.roles import grant
from models.people.roles import Role
from models.rulebook import actions as rulebooks
from models.rulebook.installed import first_document
from tests.cast import Cast, department
from tests.models.accountability.making import CONDUCT_ON, Bench, bench, opened, to
from tests.models.accountability.test_triggers import due_of
from tests.models.cases.making import answered, decision, taken
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
FINE_900 = MeasureDraft(MeasureKind.FINE, 90_000)


def rules_changed(cast: Cast, change: Callable[[dict[str, Any]], None]) -> None:
    """Another edition of the rulebook holds from an hour after Monday's first moment on."""
    document = first_document()
    change(document["conduct"])
    edition = rulebooks.draft(
        document, name="新版", effective_from=MONDAY + HOUR, note="修订", by=cast.administrator, now=MONDAY
    )
    rulebooks.put_in_force(edition, by=cast.leader, now=MONDAY)


def test_a02_a_late_result_falls_on_who_had_the_case_when_its_time_was_over(cast: Cast) -> None:
    """A-02, A-04: handed to a colleague when it was late already, it is not the colleague's."""
    case = taken(cast)
    due = due_of(case)
    cases.assign(case, cast.head, reason="接手", by=cast.head, now=due.due_at + HOUR, seen=None)
    (found,) = new_candidates(due.due_at + 5 * DAY)
    assert (found.person_id, found.source) == (cast.handler.id, TriggerKind.OVERDUE)


def test_a02_dissatisfaction_falls_on_who_gave_the_answer(cast: Cast) -> None:
    """A-02: whoever takes the case over once it has come back did not give it."""
    case = answered(cast)
    cases.reopen(case, why="dissatisfied", by=CUSTOMER, now=MONDAY + DAY)
    cases.assign(case, cast.head, reason="接手", by=cast.head, now=MONDAY + DAY + HOUR, seen=None)
    found = [each for each in new_candidates(MONDAY + 2 * DAY) if each.source is TriggerKind.REOPENED]
    assert [each.person_id for each in found] == [cast.handler.id]


def test_a02_a_grade_rise_falls_on_who_had_it_then_whoever_has_it_later(cast: Cast) -> None:
    case = taken(cast)
    raised = decision(grade=3, poorly_handled=True, reason="多次催办未处理")
    cases.triage(case, raised, by=cast.agent, now=MONDAY + DAY, seen=case.version)
    cases.assign(case, cast.head, reason="接手", by=cast.head, now=MONDAY + DAY + HOUR, seen=None)
    found = [each for each in new_candidates(MONDAY + 2 * DAY) if each.source is TriggerKind.GRADE_RISE]
    assert [each.person_id for each in found] == [cast.handler.id]


def test_a04_where_a_department_is_named_nobody_of_it_decides_on_the_candidate(cast: Cast) -> None:
    """A-04: a complaint about somebody of human resources goes up to the leading group."""
    found = Found(
        TriggerKind.ABOUT_PERSON,
        MatterKind.OTHER,
        "case:HY-1",
        local_day(MONDAY),
        ("case:HY-1",),
        "about hr",
        department_id=cast.hr.department_id,
    )
    candidate = actions.note_candidate(found, now=MONDAY)
    assert candidate is not None
    with pytest.raises(NotAllowed):
        actions.dismiss_candidate(candidate, "不成立", by=cast.hr, now=MONDAY)
    assert queries.find_candidate(cast.hr, candidate.id, local_day(MONDAY)) is None
    assert actions.dismiss_candidate(candidate, "不成立", by=cast.leader, now=MONDAY).ended_by_id


def test_a04_who_investigated_before_another_decides_nothing(cast: Cast) -> None:
    """A-04: replaced by another investigator, they gathered evidence all the same."""
    people = bench(cast)
    matter = opened(people)
    matter = actions.name_investigator(matter, people.decider, by=people.office, now=MONDAY, seen=None)
    draft = actions.EvidenceDraft(EvidenceKind.INTERVIEW, "面谈记录")
    matter = actions.add_evidence(matter, draft, by=people.decider, now=MONDAY + HOUR, seen=None)
    matter = actions.name_investigator(matter, people.investigator, by=people.office, now=MONDAY, seen=None)
    matter = proposed(matter, people)
    with pytest.raises(NotAllowed, match="matter_investigator"):
        actions.decide(matter, "同意。", by=people.decider, now=MONDAY + HOUR, seen=None)


def test_a04_who_was_named_to_investigate_decides_and_hears_nothing(cast: Cast) -> None:
    """A-04: replaced before a word was written, they read everything all the same."""
    people = bench(cast)
    matter = opened(people)
    for investigator in (people.decider, people.investigator):
        matter = actions.name_investigator(matter, investigator, by=people.office, now=MONDAY, seen=None)
    assert matter.investigators == sorted({people.decider.id, people.investigator.id})
    matter = proposed(matter, people)
    with pytest.raises(NotAllowed, match="matter_investigator"), db.session.begin_nested():
        actions.decide(matter, "同意。", by=people.decider, now=MONDAY, seen=None)
    db.session.expire_all()
    matter = actions.decide(matter, "同意。", by=people.office, now=MONDAY, seen=None)
    matter = actions.acknowledge(matter, by=people.person, now=MONDAY, seen=None)
    matter = actions.appeal(matter, "请复核。", by=people.person, now=MONDAY, seen=None)
    grant(people.decider, {*people.decider.roles - {Role.STAFF}, Role.LEADING_GROUP})
    with pytest.raises(NotAllowed, match="matter_involved"):
        actions.hear(matter, AppealOutcome.STANDS, "维持。", by=people.decider, now=MONDAY, seen=None)


def test_a04_whose_investigation_another_ends_does_not_decide(cast: Cast) -> None:
    """A-04: they ended the investigation, became head of the person, and are replaced for the finding."""
    people = bench(cast)
    matter = opened(people)
    matter = actions.name_investigator(matter, people.decider, by=people.office, now=MONDAY, seen=None)
    matter = actions.notify_person(matter, by=people.office, now=MONDAY, seen=None)
    matter = actions.make_statement(matter, "认可。", by=people.person, now=MONDAY, seen=None)
    matter = actions.close_investigation(matter, "属实。", by=people.decider, now=MONDAY, seen=None)
    set_head(department("JS"), people.decider, by=cast.administrator, now=MONDAY + DAY)
    day = MONDAY + DAY
    matter = actions.name_investigator(matter, people.investigator, by=people.office, now=day, seen=None)
    set_head(department("JS"), cast.head, by=cast.administrator, now=MONDAY + 2 * DAY)
    found = actions.FindingDraft(Outcome.UPHELD, Severity.MINOR, "属实。", "规则")
    day = MONDAY + 2 * DAY
    matter = actions.find(matter, found, by=people.investigator, now=day, seen=None)
    draft = actions.ProposalDraft((MeasureDraft(MeasureKind.WARNING),))
    matter = actions.propose(matter, draft, by=people.investigator, now=day, seen=None)
    with pytest.raises(NotAllowed, match="matter_investigator"):
        actions.decide(matter, "同意。", by=people.decider, now=day, seen=None)


def proposed(matter: Matter, people: Bench) -> Matter:
    """From the notice to the proposal of a warning."""
    matter = actions.notify_person(matter, by=people.office, now=MONDAY, seen=None)
    matter = actions.make_statement(matter, "认可。", by=people.person, now=MONDAY, seen=None)
    by = matter.investigator
    assert by is not None
    matter = actions.close_investigation(matter, "属实。", by=by, now=MONDAY, seen=None)
    found = actions.FindingDraft(Outcome.UPHELD, Severity.MINOR, "属实。", "规则")
    matter = actions.find(matter, found, by=by, now=MONDAY, seen=None)
    draft = actions.ProposalDraft((MeasureDraft(MeasureKind.WARNING),))
    return actions.propose(matter, draft, by=by, now=MONDAY, seen=None)


def test_a03_an_investigator_who_leaves_before_the_proposal_is_replaced(cast: Cast) -> None:
    """A-03: the matter does not stand still; while they are here nobody takes their place."""
    people = bench(cast)
    matter = to(MatterState.FOUND, people)
    with pytest.raises(WrongState):
        actions.name_investigator(matter, people.office, by=people.decider, now=MONDAY, seen=None)
    leave(people.investigator, local_day(MONDAY), by=cast.administrator, now=MONDAY)
    tomorrow = MONDAY + DAY
    assert queries.standing(matter, people.decider, local_day(tomorrow)).names_investigator
    matter = actions.name_investigator(matter, people.office, by=people.decider, now=tomorrow, seen=None)
    draft = actions.ProposalDraft((MeasureDraft(MeasureKind.WARNING),))
    matter = actions.propose(matter, draft, by=people.office, now=tomorrow, seen=None)
    with pytest.raises(NotAllowed, match="matter_investigator"):
        actions.decide(matter, "同意。", by=people.office, now=tomorrow, seen=None)
    assert actions.decide(matter, "同意。", by=people.decider, now=tomorrow, seen=None).decision


def test_a03_the_times_of_a_matter_are_those_of_the_rules_it_was_opened_by(cast: Cast) -> None:
    """A-03, RB-01: the decision names the time to appeal; other rules meanwhile do not cut it."""
    people = bench(cast)
    matter = to(MatterState.DECIDED, people)

    def shorter(conduct: dict[str, Any]) -> None:
        conduct["clocks"]["appeal"] = {"amount": 1, "unit": "working_days"}

    rules_changed(cast, shorter)
    matter = actions.acknowledge(matter, by=people.person, now=MONDAY + 2 * HOUR, seen=None)
    running = next(each for each in matter.steps if each.running)
    assert (running.step, running.due_at > MONDAY + 6 * DAY) == (Step.APPEAL, True)


def test_c03_the_law_is_that_of_the_day_of_the_proposal(cast: Cast) -> None:
    """C-03: the minimum wage rose after the matter was opened."""
    people = bench(cast)
    matter = to(MatterState.FOUND, people, severity=Severity.MODERATE)

    def dearer(conduct: dict[str, Any]) -> None:
        conduct["legal"]["minimum_wages"]["深圳"] = 790_000

    rules_changed(cast, dearer)
    draft = actions.ProposalDraft((MeasureDraft(MeasureKind.FINE, 20_000),), "说明", 800_000, "深圳")
    with pytest.raises(Invalid, match="over_legal_limit"):
        actions.propose(matter, draft, by=people.investigator, now=MONDAY + 2 * HOUR, seen=None)


def test_c03_two_proposals_that_are_each_lawful_are_not_both_decided_in_a_month(cast: Cast) -> None:
    """C-03: 900 yuan and 900 yuan of wages from which 1600 may be taken."""
    people = bench(cast)
    both = [
        to(MatterState.PROPOSED, people, severity=Severity.SERIOUS, measures=(FINE_900,)) for _each in "ab"
    ]
    both[0].conduct_on = CONDUCT_ON + DAY
    actions.decide(both[0], "同意。", by=people.leader, now=MONDAY, seen=None)
    with pytest.raises(Invalid, match="over_legal_limit"), db.session.begin_nested():
        actions.decide(both[1], "同意。", by=people.leader, now=MONDAY, seen=None)
    db.session.expire_all()
    matter = actions.return_proposal(both[1], "重新核算", by=people.leader, now=MONDAY, seen=None)
    draft = actions.ProposalDraft((FINE_900,), "说明", 800_000, "深圳")
    with pytest.raises(Invalid, match="over_legal_limit"):
        actions.propose(matter, draft, by=people.investigator, now=MONDAY, seen=None)


def test_c03_repetition_is_reckoned_anew_when_another_appeal_is_won(cast: Cast) -> None:
    """C-03: found as the second time, proposed as the first."""
    people = bench(cast)
    first = to(MatterState.APPEALED, people)
    second, third = to(MatterState.FOUND, people), to(MatterState.PROPOSED, people)
    actions.hear(first, AppealOutcome.REVERSED, "事实不清", by=people.leader, now=MONDAY, seen=None)
    draft = actions.ProposalDraft((MeasureDraft(MeasureKind.WARNING),))
    second = actions.propose(second, draft, by=people.investigator, now=MONDAY, seen=None)
    assert second.finding is not None
    assert (second.finding.times, second.finding.mitigations) == (1, [Mitigation.FIRST_TIME])
    assert third.proposal is not None
    goes_up = third.proposal.decider is Decider.LEADING_GROUP
    by = people.leader if goes_up else people.decider
    with pytest.raises(Invalid, match="repetition_changed"):
        actions.decide(third, "同意。", by=by, now=MONDAY, seen=None)


def test_c03_what_was_done_later_is_no_earlier_time(cast: Cast) -> None:
    """C-03: decided first, but about conduct of a later day."""
    people = bench(cast)
    later = to(MatterState.DELIVERED, people)
    later.conduct_on = CONDUCT_ON + DAY
    db.session.flush()
    matter = to(MatterState.FOUND, people)
    assert matter.finding is not None
    assert matter.finding.times == 1


@pytest.mark.parametrize("amount", [0, -1])
def test_c03_nothing_and_less_is_no_amount(amount: int) -> None:
    with pytest.raises(Invalid, match="amount"):
        check_measures([MeasureDraft(MeasureKind.FINE, amount)], upheld=True)


def test_a03_a_matter_about_somebody_who_left_goes_on(cast: Cast) -> None:
    """A-03: the decision is delivered before a witness."""
    people = bench(cast)
    matter = to(MatterState.DECIDED, people)
    leave(people.person, local_day(MONDAY), by=cast.administrator, now=MONDAY)
    matter = actions.deliver_refused(matter, cast.agent, by=people.office, now=MONDAY + DAY, seen=None)
    assert matter.state is MatterState.DELIVERED


def test_a04_an_investigator_finds_their_own_among_many(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """A-04: newer matters of other investigators do not push theirs off the list."""
    people = bench(cast)
    mine = opened(people)
    other = opened(people)
    actions.name_investigator(other, people.decider, by=people.office, now=MONDAY, seen=None)
    monkeypatch.setattr(matters, "LISTED", 1)
    found = queries.listing(people.investigator, local_day(MONDAY), open_only=True)
    assert [matter.number for matter, _stands in found] == [mine.number]
