"""What a person may do next with a case (X-01, H-06): one table, asked by screens and by actions alike."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.cases.rules.assistance import still_open, to_answer, to_review
from models.cases.rules.extensions import NONE, Margin, may_decide
from models.cases.tables import MERGEABLE, Assistance, Case, Extension
from models.cases.words import Closing, State
from models.errors import NotAllowed, WrongState
from models.people.tables import Staff
from models.permissions import Permission


class Step(StrEnum):
    """A verb on a case, as the noun under which it is posted: `/portal/cases/<number>/<step>`."""

    ASSIGNMENT = "assignment"
    ASSISTANCE = "assistance"
    ASSISTANCE_ANSWER = "assistance-answer"
    ASSISTANCE_END = "assistance-end"
    ASSISTANCE_REVIEW = "assistance-review"
    CLOSURE = "closure"
    CONTACT = "contact"
    DECISION = "decision"
    EXTENSION = "extension"
    EXTENSION_REVIEW = "extension-review"
    LINK = "link"
    LINK_END = "link-end"
    MERGE = "merge"
    NOTE = "note"
    NUDGE = "nudge"
    OWNERSHIP = "ownership"
    PAUSE = "pause"
    PLAN = "plan"
    REPLY = "reply"
    RESULT = "result"
    RESUMPTION = "resumption"
    REVIEW = "review"
    SEPARATION = "separation"
    TRIAGE = "triage"


@dataclass(frozen=True)
class Standing:
    """Who asks, and how the person stands to the case.

    `departments` are the ids of the departments that this person answers for: the own one, and
    for a head all below it. `submitted_by_id` is who submitted the result that waits for review,
    `to_decide` whether the leading group has yet to say how the case goes on (R-04), `more_time` how
    much more time may be asked for, and `asked` the request for it that waits (G-03). `assistances`
    are the tasks of assisting departments in this round (T-04).
    """

    staff: Staff
    departments: frozenset[int]
    submitted_by_id: int | None = None
    to_decide: bool = False
    more_time: Margin = NONE
    asked: Extension | None = None
    assistances: Sequence[Assistance] = ()

    def in_lead(self, case: Case) -> bool:
        return case.lead_department_id in self.departments

    def owns(self, case: Case) -> bool:
        return case.owner_id == self.staff.id

    @property
    def in_service(self) -> bool:
        """Whether this is customer service, which steers every case."""
        return self.staff.may(Permission.CASE_TRIAGE)

    @property
    def steers_all(self) -> bool:
        """Whether this person reads and steers the cases of every department."""
        return self.staff.may(Permission.CASE_READ_ALL)


Condition = Callable[[Case, Standing], bool]


def _anyone(_case: Case, _standing: Standing) -> bool:
    return True


def _lead_or_steering(case: Case, standing: Standing) -> bool:
    return standing.in_lead(case) or standing.steers_all


def _in_lead(case: Case, standing: Standing) -> bool:
    return standing.in_lead(case) or standing.owns(case)


def _takes(case: Case, standing: Standing) -> bool:
    """Only a member of the lead department itself can own the case; a head above it gives it to one."""
    return case.lead_department_id == standing.staff.department_id and not standing.owns(case)


def _urges(case: Case, standing: Standing) -> bool:
    """Nobody urges themselves."""
    return _lead_or_steering(case, standing) and not standing.owns(case)


def _talks(case: Case, standing: Standing) -> bool:
    return standing.in_lead(case) or standing.owns(case) or standing.in_service


def _second_person(case: Case, standing: Standing) -> bool:
    """H-06: by someone other than the handler, of the lead department or of customer service."""
    return (
        not standing.owns(case)
        and standing.staff.id != standing.submitted_by_id
        and (standing.in_lead(case) or standing.in_service)
    )


def _closes(case: Case, standing: Standing) -> bool:
    """H-09 and R-04: a head of the lead department, the leading group or customer service."""
    return not standing.owns(case) and (standing.in_lead(case) or standing.steers_all)


def _undecided(_case: Case, standing: Standing) -> bool:
    return standing.to_decide


def _has_margin(case: Case, standing: Standing) -> bool:
    return _in_lead(case, standing) and standing.more_time.days > 0


def _grants(case: Case, standing: Standing) -> bool:
    asked = standing.asked
    return asked is not None and may_decide(standing.staff, case, asked, in_lead=standing.in_lead(case))


def _helps(_case: Case, standing: Standing) -> bool:
    return to_answer(standing.assistances, standing.departments) is not None


def _takes_help(case: Case, standing: Standing) -> bool:
    return _talks(case, standing) and to_review(standing.assistances, standing.staff.id) is not None


def _has_help(case: Case, standing: Standing) -> bool:
    return _talks(case, standing) and bool(still_open(standing.assistances))


def _stands_alone(_case: Case, standing: Standing) -> bool:
    """T-06: no other department and no decision is waited for, so a merge can be taken back whole."""
    return standing.asked is None and not still_open(standing.assistances)


def _takes_apart(case: Case, standing: Standing) -> bool:
    """T-06: a head of the department that had the case, customer service or the leading group."""
    return case.closing is Closing.MERGED and _lead_or_steering(case, standing)


@dataclass(frozen=True)
class Rule:
    """When a step is open: in these states, with this permission, under this condition."""

    states: frozenset[State]
    permission: Permission
    condition: Condition = _anyone


OPEN = frozenset(State) - {State.CLOSED}
AT_WORK = frozenset({State.ASSIGNED, State.HANDLING, State.WAITING})

RULES: Mapping[Step, Rule] = {
    Step.DECISION: Rule(OPEN, Permission.CASE_DECIDE, _undecided),
    Step.TRIAGE: Rule(
        frozenset({State.NEW, State.ASSIGNED, State.HANDLING, State.WAITING}), Permission.CASE_TRIAGE
    ),
    Step.ASSISTANCE_ANSWER: Rule(AT_WORK, Permission.CASE_ASSIST, _helps),
    Step.EXTENSION_REVIEW: Rule(frozenset({State.HANDLING, State.WAITING}), Permission.CASE_EXTEND, _grants),
    Step.REVIEW: Rule(frozenset({State.REVIEW}), Permission.CASE_REVIEW, _second_person),
    Step.ASSISTANCE_REVIEW: Rule(AT_WORK, Permission.CASE_HANDLE, _takes_help),
    Step.REPLY: Rule(frozenset({State.APPROVED}), Permission.CASE_HANDLE, _talks),
    Step.RESUMPTION: Rule(frozenset({State.WAITING}), Permission.CASE_HANDLE, _talks),
    Step.ASSIGNMENT: Rule(
        frozenset({State.ASSIGNED, State.HANDLING, State.WAITING}), Permission.CASE_ASSIGN, _lead_or_steering
    ),
    Step.OWNERSHIP: Rule(frozenset({State.ASSIGNED}), Permission.CASE_HANDLE, _takes),
    Step.RESULT: Rule(frozenset({State.HANDLING}), Permission.CASE_HANDLE, _in_lead),
    Step.NUDGE: Rule(
        frozenset({State.ASSIGNED, State.HANDLING, State.REVIEW, State.APPROVED}),
        Permission.CASE_NUDGE,
        _urges,
    ),
    Step.PLAN: Rule(
        frozenset({State.ASSIGNED, State.HANDLING, State.WAITING}), Permission.CASE_HANDLE, _in_lead
    ),
    Step.CONTACT: Rule(OPEN, Permission.CASE_HANDLE, _talks),
    Step.PAUSE: Rule(frozenset({State.HANDLING}), Permission.CASE_HANDLE, _talks),
    Step.ASSISTANCE: Rule(AT_WORK, Permission.CASE_HANDLE, _talks),
    Step.ASSISTANCE_END: Rule(AT_WORK, Permission.CASE_HANDLE, _has_help),
    Step.EXTENSION: Rule(frozenset({State.HANDLING}), Permission.CASE_HANDLE, _has_margin),
    Step.NOTE: Rule(OPEN, Permission.CASE_HANDLE, _talks),
    Step.MERGE: Rule(frozenset(MERGEABLE), Permission.CASE_TRIAGE, _stands_alone),
    Step.SEPARATION: Rule(frozenset({State.CLOSED}), Permission.CASE_ASSIGN, _takes_apart),
    Step.LINK: Rule(OPEN, Permission.CASE_HANDLE, _talks),
    Step.LINK_END: Rule(frozenset(State), Permission.CASE_HANDLE, _talks),
    Step.CLOSURE: Rule(OPEN, Permission.CASE_CLOSE, _closes),
}
"""In the order in which a screen offers them: the first that is open is the likeliest."""


def next_steps(case: Case, standing: Standing) -> list[Step]:
    """All that this person may do with this case now, the likeliest first.

    What was done already, or is another's to do, comes after the rest: to triage again, to change
    the owner, to work on a case that somebody else owns.
    """
    found = [
        step
        for step, rule in RULES.items()
        if case.state in rule.states
        and standing.staff.may(rule.permission)
        and rule.condition(case, standing)
    ]
    later = set()
    if case.triaged_at is not None:
        later.add(Step.TRIAGE)
    if case.owner_id is not None:
        later.add(Step.ASSIGNMENT)
        if not standing.owns(case):
            later |= {Step.RESULT, Step.PLAN}
    return sorted(found, key=lambda step: (step is Step.CLOSURE, step in later))


def require(step: Step, case: Case, standing: Standing) -> None:
    """Lets an action pass, or raises NotAllowed (not this person) or WrongState (not now)."""
    rule = RULES[step]
    if not standing.staff.may(rule.permission):
        raise NotAllowed(step.value)
    if case.state not in rule.states:
        raise WrongState(step.value, case.state.value)
    if not rule.condition(case, standing):
        raise NotAllowed(step.value)
