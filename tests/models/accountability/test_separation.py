"""Every role at every step, and everybody whom separation keeps from it (A-04)."""

from datetime import date

import pytest
from sqlalchemy import select

from models.accountability import actions, queries
from models.accountability.rules.due_process import Verb
from models.accountability.rules.separation import Concern, bar, line_of, roles_for, who_may
from models.accountability.words import (
    AppealOutcome,
    Bar,
    CandidateState,
    Decider,
    Duty,
    MatterState,
    Outcome,
    Severity,
)
from models.clock import local_day
from models.db import db
from models.errors import Invalid, NotAllowed
from models.outbox.tables import Notice
from models.people.actions import set_head
from models.people.actions.roles import grant
from models.people.roles import Role
from models.people.rules import Organisation
from tests.cast import Cast, department
from tests.models.accountability.making import WARNING, bench, opened, reported, to
from tests.moments import MONDAY

TODAY = local_day(MONDAY)
WHOSE: dict[tuple[Duty, Decider | None], set[Role]] = {
    (Duty.OPEN, None): {Role.HR},
    (Duty.NOTIFY, None): {Role.HR},
    (Duty.INVESTIGATE, None): {Role.HR, Role.QUALITY_INSPECTOR},
    (Duty.DECIDE, Decider.HR): {Role.HR},
    (Duty.DECIDE, Decider.LEADING_GROUP): {Role.LEADING_GROUP},
    (Duty.DELIVER, None): {Role.HR},
    (Duty.HEAR, None): {Role.LEADING_GROUP},
    (Duty.WITHDRAW, None): {Role.HR},
}
PERSON, HEAD, UNDER, REPORTER, INVESTIGATOR, OTHER = range(1, 7)
CONCERN = Concern(
    PERSON,
    line=frozenset({HEAD, UNDER}),
    reporter=REPORTER,
    investigators=frozenset({INVESTIGATOR}),
    involved=frozenset({INVESTIGATOR}),
)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("part", "whose"), WHOSE.items())
def test_a04_every_role_at_every_step(
    role: Role, part: tuple[Duty, Decider | None], whose: set[Role]
) -> None:
    """A-04: a part is for its roles; anybody else of the house has none while there is somebody for it."""
    duty, decider = part
    people = {OTHER: {role}, 50: whose}
    assert who_may(duty, people, CONCERN, decider=decider) == ({OTHER, 50} if role in whose else {50})


@pytest.mark.parametrize("part", WHOSE)
@pytest.mark.parametrize(
    ("person", "why"),
    [
        (PERSON, Bar.ONESELF),
        (HEAD, Bar.LINE),
        (UNDER, Bar.LINE),
        (REPORTER, Bar.REPORTER),
    ],
)
def test_a04_kept_from_every_step_whatever_the_role(
    person: int, why: Bar, part: tuple[Duty, Decider | None]
) -> None:
    """A-04: not oneself, not one's head, not one's report, not who reported; the leading group neither."""
    duty, decider = part
    assert bar(duty, person, CONCERN) is why
    assert who_may(duty, {person: set(Role)}, CONCERN, decider=decider) == frozenset()
    for role in Role:
        assert who_may(duty, {person: {role}}, CONCERN, decider=decider) == frozenset()


@pytest.mark.parametrize("duty", Duty)
def test_a04_who_investigated_neither_decides_nor_hears(duty: Duty) -> None:
    kept = {Duty.DECIDE: Bar.INVESTIGATOR, Duty.HEAR: Bar.INVOLVED}.get(duty)
    assert bar(duty, INVESTIGATOR, CONCERN) is kept


@pytest.mark.parametrize(("part", "whose"), WHOSE.items())
def test_a04_where_nobody_is_left_the_leading_group_has_the_part(
    part: tuple[Duty, Decider | None], whose: set[Role]
) -> None:
    duty, decider = part
    people = {HEAD: whose, OTHER: {Role.LEADING_GROUP}, 7: {Role.ADMINISTRATOR}}
    assert who_may(duty, people, CONCERN, decider=decider) == {OTHER}
    assert who_may(duty, {HEAD: whose, 7: {Role.ADMINISTRATOR}}, CONCERN, decider=decider) == frozenset()


def test_a04_the_line_is_the_nearest_head_and_everybody_under_one() -> None:
    """A-04: a company of three levels: 1 heads all, 2 heads a department below, 3 and 4 work in it."""
    house = Organisation(
        day=date(2026, 11, 20),
        departments={1: 10, 2: 20, 3: 20, 4: 20, 5: 30},
        heads={10: 1, 20: 2},
        parents={10: None, 20: 10, 30: 10},
    )
    assert line_of(3, house) == {2}
    assert line_of(2, house) == {1, 3, 4}
    assert line_of(1, house) == {2, 3, 4, 5}


def test_a04_roles_that_have_no_part_at_all() -> None:
    """X-01: administrators and auditors have no part in any step."""
    parts = frozenset[Role]().union(*(roles_for(duty) for duty in Duty))
    assert parts == {Role.HR, Role.LEADING_GROUP, Role.QUALITY_INSPECTOR}


EXPECTED: dict[MatterState, dict[str, set[Verb]]] = {
    MatterState.OPENED: {"hr": {Verb.NOTIFY, Verb.WITHDRAW}, "trainer": {Verb.NOTIFY, Verb.WITHDRAW}},
    MatterState.NOTIFIED: {"handler": {Verb.STATE}, "hr": {Verb.WITHDRAW}, "trainer": {Verb.WITHDRAW}},
    MatterState.HEARD: {
        "inspector": {Verb.CLOSE_INVESTIGATION},
        "hr": {Verb.WITHDRAW},
        "trainer": {Verb.WITHDRAW},
    },
    MatterState.INVESTIGATED: {"inspector": {Verb.FIND}, "hr": {Verb.WITHDRAW}, "trainer": {Verb.WITHDRAW}},
    MatterState.FOUND: {"inspector": {Verb.PROPOSE}, "hr": {Verb.WITHDRAW}, "trainer": {Verb.WITHDRAW}},
    MatterState.PROPOSED: {
        "hr": {Verb.DECIDE, Verb.RETURN, Verb.WITHDRAW},
        "trainer": {Verb.DECIDE, Verb.RETURN, Verb.WITHDRAW},
    },
    MatterState.DECIDED: {"handler": {Verb.DELIVER}, "hr": {Verb.DELIVER}, "trainer": {Verb.DELIVER}},
    MatterState.DELIVERED: {"handler": {Verb.APPEAL}},
    MatterState.APPEALED: {"leader": {Verb.HEAR}, "committee": {Verb.HEAR}},
}


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("state", EXPECTED)
def test_a04_everybody_of_the_cast_at_every_state(cast: Cast, state: MatterState) -> None:
    """A-04: the verbs that each of the seventeen has, and who may read the matter at all."""
    matter = to(state, bench(cast))
    for part in Cast.__annotations__:
        person = getattr(cast, part)
        stands = queries.standing(matter, person, TODAY)
        assert set(stands.verbs) == EXPECTED[state].get(part, set()), part
        reads = part in {"handler", "hr", "trainer", "inspector", "leader", "committee"}
        found = queries.find(person, matter.number, TODAY)
        assert (found is not None) == reads, part


@pytest.mark.usefixtures("session")
def test_a04_an_inspector_sees_the_matters_that_they_investigate_and_no_other(cast: Cast) -> None:
    """A-04, X-01: least privilege. And nobody is told of a candidate about themselves, not by a number."""
    grant(cast.agent, {Role.QUALITY_INSPECTOR})
    matter = opened(bench(cast))
    assert queries.find(cast.agent, matter.number, TODAY) is None
    assert queries.listing(cast.agent, TODAY, open_only=True) == []
    reported(cast.stranger, cast.hr)
    assert queries.candidates(cast.hr, TODAY, state=CandidateState.OPEN) == []
    assert len(queries.candidates(cast.trainer, TODAY, state=CandidateState.OPEN)) == 1


@pytest.mark.usefixtures("session")
def test_a04_who_was_the_head_on_the_day_has_no_part_later(cast: Cast) -> None:
    """A-04: the head of the day of the conduct has moved on to human resources, and is still kept from it."""
    people = bench(cast)
    grant(cast.head, {Role.HR})
    set_head(department("JS"), cast.stranger, by=cast.administrator, now=MONDAY)
    matter = opened(people)
    with pytest.raises(NotAllowed, match="matter_line"):
        actions.notify_person(matter, by=cast.head, now=MONDAY, seen=None)


@pytest.mark.usefixtures("session")
def test_a04_who_is_the_head_today_has_no_part_either(cast: Cast) -> None:
    people = bench(cast)
    matter = opened(people)
    grant(cast.agent, {Role.HR})
    set_head(department("JS"), cast.agent, by=cast.administrator, now=MONDAY)
    assert cast.agent.id not in matter.line
    with pytest.raises(NotAllowed, match="matter_line"):
        actions.notify_person(matter, by=cast.agent, now=MONDAY, seen=None)


@pytest.mark.usefixtures("session")
def test_a04_the_only_one_who_is_free_investigated_so_the_leading_group_decides(cast: Cast) -> None:
    """A-04: one person in human resources, who investigates: the decision goes up."""
    people = bench(cast)
    cast.trainer.grants[:] = [each for each in cast.trainer.grants if each.role is not Role.HR]
    matter = opened(people)
    matter = actions.name_investigator(matter, cast.hr, by=cast.hr, now=MONDAY, seen=None)
    matter = actions.notify_person(matter, by=cast.hr, now=MONDAY, seen=None)
    matter = actions.make_statement(matter, "认可", by=cast.handler, now=MONDAY, seen=None)
    matter = actions.close_investigation(matter, "属实", by=cast.hr, now=MONDAY, seen=None)
    finding = actions.FindingDraft(Outcome.UPHELD, Severity.MINOR, "属实", "规则")
    matter = actions.find(matter, finding, by=cast.hr, now=MONDAY, seen=None)
    matter = actions.propose(matter, actions.ProposalDraft((WARNING,)), by=cast.hr, now=MONDAY, seen=None)
    with pytest.raises(NotAllowed, match="matter_investigator"):
        actions.decide(matter, "同意", by=cast.hr, now=MONDAY, seen=None)
    matter = actions.decide(matter, "同意", by=cast.leader, now=MONDAY, seen=None)
    matter = actions.acknowledge(matter, by=cast.handler, now=MONDAY, seen=None)
    matter = actions.appeal(matter, "不服", by=cast.handler, now=MONDAY, seen=None)
    with pytest.raises(NotAllowed, match="matter_involved"):
        actions.hear(matter, AppealOutcome.STANDS, "维持", by=cast.leader, now=MONDAY, seen=None)
    matter = actions.hear(matter, AppealOutcome.STANDS, "维持", by=cast.committee, now=MONDAY, seen=None)
    assert matter.state is MatterState.FINAL


@pytest.mark.usefixtures("session")
def test_a04_a_conflicted_investigator_cannot_be_named(cast: Cast) -> None:
    people = bench(cast)
    matter = opened(people)
    for person, why in (
        (cast.handler, "matter_oneself"),
        (cast.head, "matter_line"),
        (cast.stranger, "matter_reporter"),
        (cast.agent, "may_not"),
    ):
        with pytest.raises(Invalid, match=why):
            actions.name_investigator(matter, person, by=cast.hr, now=MONDAY, seen=None)


@pytest.mark.usefixtures("session")
def test_a03_who_is_replaced_as_investigator_is_told(cast: Cast) -> None:
    """A-03: nobody works on a matter that is not theirs any more; naming the same one again tells nobody."""
    people = bench(cast)
    matter = opened(people)
    for named in (cast.inspector, cast.trainer):
        matter = actions.name_investigator(matter, named, by=cast.hr, now=MONDAY, seen=None)
    told = select(Notice.staff_id).where(Notice.kind == "matter_relieved")
    assert db.session.scalars(told).all() == [cast.inspector.id]


@pytest.mark.usefixtures("session")
def test_a04_the_reporter_does_not_open_what_they_reported(cast: Cast) -> None:
    """A-04: human resources reported it; another one of them opens it, or the leading group."""
    candidate = reported(cast.hr, cast.plain)
    draft = actions.MatterDraft(cast.plain, candidate.kind, "事实")
    grant(cast.hr, {Role.HR})
    with pytest.raises(NotAllowed):
        actions.open_matter(candidate, draft, by=cast.hr, now=MONDAY)
    assert actions.open_matter(candidate, draft, by=cast.leader, now=MONDAY).reporter_id == cast.hr.id


@pytest.mark.usefixtures("session")
def test_x01_nobody_reports_without_the_part(cast: Cast) -> None:
    for person in cast:
        report = actions.Report(cast.plain, reported(cast.stranger, cast.plain).kind, TODAY, "事实")
        if person.roles & {Role.HR, Role.LEADING_GROUP, Role.DEPARTMENT_HEAD, Role.QUALITY_INSPECTOR}:
            assert actions.report_conduct(report, by=person, now=MONDAY).reporter_id == person.id
        else:
            with pytest.raises(NotAllowed):
                actions.report_conduct(report, by=person, now=MONDAY)
