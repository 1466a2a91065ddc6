"""The steps of the demo's stories are such as the actions would let happen."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from statistics import mean
from typing import TypeVar

from demo.calendar.working import result_due, rules
from demo.people import people
from demo.story import (
    CUSTOMER,
    SYSTEM,
    Added,
    AnsweredOnTheSpot,
    Assigned,
    CaseStory,
    Closed,
    Company,
    Confirmed,
    Contacted,
    Ending,
    Met,
    Noted,
    Nudged,
    Paused,
    Person,
    Planned,
    Pressed,
    Registered,
    Reopened,
    Resulted,
    Resumed,
    Reviewed,
    RevisitAnswered,
    RevisitAttempted,
    RevisitSent,
    Solved,
    Step,
    Told,
    Triaged,
    Withdrawn,
)
from models.cases.rules.steps import RULES
from models.cases.rules.steps import Step as Verb
from models.cases.states import may_follow
from models.cases.words import ContactMeans, Kind, State
from models.clock import local
from models.people.rules import Role, permissions_of
from models.permissions import Permission

BY_NUMBER = {each.number: each for each in people()}
VERBS: dict[type[Step], Verb] = {
    Assigned: Verb.ASSIGNMENT,
    Contacted: Verb.CONTACT,
    Met: Verb.MEETING,
    Noted: Verb.NOTE,
    Nudged: Verb.NUDGE,
    Paused: Verb.PAUSE,
    Planned: Verb.PLAN,
    Resulted: Verb.RESULT,
    Resumed: Verb.RESUMPTION,
    Reviewed: Verb.REVIEW,
    Told: Verb.REPLY,
    Triaged: Verb.TRIAGE,
}
ONLY_WHEN_ANSWERED = (Confirmed, RevisitSent, RevisitAttempted, RevisitAnswered, Reopened)


def may(person: Person, permission: Permission) -> bool:
    return permission in permissions_of((*person.roles, Role.STAFF))


class Walk:
    """Where a case stands while its steps are taken, by the rules of `models/cases`."""

    def __init__(self) -> None:
        self.state = State.NEW
        self.owner = self.lead = self.submitted_by = ""
        self.round = 1

    def enter(self, state: State) -> None:
        assert may_follow(self.state, state), (self.state, state)
        self.state = state

    def take(self, step: Step) -> None:
        """Checks one step and goes on to the state it leads to."""
        if verb := VERBS.get(type(step)):
            by_letter = isinstance(step, Told) and step.means is ContactMeans.EMAIL
            assert self.state in RULES[verb].states, (step, self.state)
            if not by_letter:
                self._who(step, verb)
        if isinstance(step, ONLY_WHEN_ANSWERED):
            assert self.state is State.ANSWERED, (step, self.state)
        match step:
            case Triaged():
                self.owner = self.owner if self.lead == step.lead else ""
                self.lead = step.lead
                self.enter(State.HANDLING if self.owner else State.ASSIGNED)
            case Assigned():
                assert BY_NUMBER[step.owner].department == self.lead
                assert may(BY_NUMBER[step.owner], Permission.CASE_HANDLE)
                self.owner = step.owner
                self.enter(State.HANDLING)
            case Planned():
                assert all(item.due_at > step.at for item in step.milestones)
            case Paused():
                self.enter(State.WAITING)
            case Added() | Resumed():
                if self.state is State.WAITING:
                    self.enter(State.HANDLING)
            case Pressed():
                assert self.state not in (State.ANSWERED, State.CLOSED, State.WAITING)
            case Resulted():
                self.submitted_by = step.by
                self.enter(State.REVIEW)
            case Reviewed():
                assert step.approved or step.remark
                self.enter(State.APPROVED if step.approved else State.HANDLING)
            case Told():
                self.enter(State.ANSWERED)
            case Reopened():
                self.round += 1
                assert step.round == self.round
                self.enter(State.HANDLING)
            case Withdrawn() | AnsweredOnTheSpot() | Closed():
                self.enter(State.CLOSED)
            case _:
                pass

    def _who(self, step: Step, verb: Verb) -> None:
        """The conditions of `models/cases/rules/steps.py`, said of the demo's people."""
        by = BY_NUMBER[step.by]
        in_lead, owns = by.department == self.lead, step.by == self.owner
        service = may(by, Permission.CASE_TRIAGE)
        assert may(by, RULES[verb].permission), step
        if verb in (Verb.PLAN, Verb.RESULT):
            assert in_lead or owns, step
        elif verb is Verb.REVIEW:
            assert step.by not in (self.owner, self.submitted_by), step
            assert in_lead or service, step
        elif verb in (Verb.ASSIGNMENT, Verb.NUDGE):
            assert in_lead or may(by, Permission.CASE_READ_ALL), step
        elif verb is not Verb.TRIAGE:
            assert in_lead or owns or service, step


T = TypeVar("T", bound=Step)


def steps_of(company: Company, kind: type[T]) -> Iterator[tuple[CaseStory, T]]:
    for story in company.stories:
        for step in story.steps:
            if isinstance(step, kind):
                yield story, step


def test_every_step_is_one_that_its_doer_could_take_then(company: Company) -> None:
    """X-01, H-06: by state, permission, department, and never one's own result."""
    for story in company.stories:
        walk = Walk()
        for step in story.steps:
            walk.take(step)


def test_steps_stand_in_the_order_of_time_from_the_arrival_on(company: Company) -> None:
    for story in company.stories:
        moments = [step.at for step in story.steps]
        assert moments == sorted(moments)
        assert isinstance(story.steps[0], Registered)
        assert moments[0] == story.received_at


def test_people_act_while_they_work_here(company: Company) -> None:
    for _, step in steps_of(company, Step):
        if step.by not in (CUSTOMER, SYSTEM):
            person = BY_NUMBER[step.by]
            assert person.joined_on <= local(step.at).date()
            assert person.left_on is None


def test_complaints_have_a_grade_that_their_criteria_give(company: Company) -> None:
    """G-01."""
    for story, step in steps_of(company, Triaged):
        if story.kind is Kind.COMPLAINT:
            assert rules().grade_of(step.criteria) == step.grade
        else:
            assert step.grade is None
            assert step.criteria == ()
        assert rules().category(step.category).parent


def test_the_mix_of_grades(company: Company) -> None:
    grades = Counter(
        next(step.grade for step in story.steps if isinstance(step, Triaged))
        for story in company.stories
        if story.kind is Kind.COMPLAINT and any(isinstance(step, Triaged) for step in story.steps)
    )
    every = sum(grades.values())
    assert 0.5 <= grades[1] / every <= 0.68
    assert 0.26 <= grades[2] / every <= 0.42
    assert 0.05 <= grades[3] / every <= 0.11


def test_the_spread_of_revisit_answers(company: Company) -> None:
    """R-02: about 38, 40, 11, 8 and 3 in a hundred."""
    scores = Counter(step.score for _, step in steps_of(company, RevisitAnswered))
    every = sum(scores.values())
    assert every > 800
    for score, share in {5: 38, 4: 40, 3: 11, 2: 8, 1: 3}.items():
        assert abs(100 * scores[score] / every - share) < 4, score


def test_late_and_severe_cases_please_less(company: Company) -> None:
    scores: dict[str, list[int]] = defaultdict(list)
    for story in company.stories:
        triaged = next((step for step in story.steps if isinstance(step, Triaged)), None)
        told = next((step for step in story.steps if isinstance(step, Told)), None)
        answer = next((step for step in story.steps if isinstance(step, RevisitAnswered)), None)
        if triaged and told and answer:
            late = told.at > result_due(triaged.grade, triaged.at)
            scores["late" if late else "severe" if triaged.grade == 3 else "usual"].append(answer.score)
    assert len(scores["late"]) > 15
    assert mean(scores["late"]) < mean(scores["usual"]) - 0.3
    assert mean(scores["severe"]) < mean(scores["usual"])


def test_discontent_opens_another_round_and_content_ends_the_case(company: Company) -> None:
    """R-04."""
    for story in company.stories:
        for place, step in enumerate(story.steps[:-1]):
            then = story.steps[place + 1]
            if isinstance(step, Confirmed):
                assert isinstance(then, Closed if step.satisfied else Reopened)
            if isinstance(step, RevisitAnswered):
                unhappy = step.score < 3 or step.solved is Solved.NO
                given_up = isinstance(then, Closed) and then.ending is Ending.LEADING_GROUP
                assert isinstance(then, Reopened) or given_up if unhappy else isinstance(then, Closed)


def test_revisit_calls_are_never_the_handlers(company: Company) -> None:
    """R-02."""
    for story in company.stories:
        owners = {step.owner for step in story.steps if isinstance(step, Assigned)}
        for step in story.steps:
            by_staff = isinstance(step, RevisitAttempted | RevisitAnswered) and step.by != CUSTOMER
            if by_staff:
                assert step.by not in owners
                assert may(BY_NUMBER[step.by], Permission.REVISIT_CALL)
                assert 9 <= local(step.at).hour < 20


def test_some_are_late_some_sent_back_some_withdrawn(company: Company) -> None:
    """H-03, H-06, H-08, H-09, R-04: everything that can happen does."""
    kinds = Counter(type(step).__name__ for _, step in steps_of(company, Step))
    for name in ("Paused", "Resumed", "Added", "Pressed", "Nudged", "Withdrawn", "Reopened"):
        assert kinds[name] >= 15, name
    assert sum(not step.approved for _, step in steps_of(company, Reviewed)) > 50
    endings = Counter(step.ending for _, step in steps_of(company, Closed))
    assert set(Ending) - {Ending.THANKED, Ending.LEADING_GROUP} <= set(endings)
    assert max(step.round for _, step in steps_of(company, Reopened)) == 3


def test_malicious_complaints_are_closed_by_a_head_with_reasons(company: Company) -> None:
    """H-09."""
    for _, step in steps_of(company, Closed):
        if step.ending is Ending.MALICIOUS:
            assert Role.DEPARTMENT_HEAD in BY_NUMBER[step.by].roles
            assert len(step.reason) > 30
        if step.ending is Ending.LEADING_GROUP:
            assert Role.LEADING_GROUP in BY_NUMBER[step.by].roles


def test_calls_last_as_long_as_their_notes_say(company: Company) -> None:
    for _, step in steps_of(company, Contacted):
        assert step.seconds is not None
        assert 20 <= step.seconds <= 60 * 60
