"""What a person may do next with a case (X-01, H-06): one table, asked by screens and by actions alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from models.cases.rules.assistance import still_open, to_answer, to_review
from models.cases.rules.compensation import on_its_way, to_advise, to_approve, to_pay
from models.cases.rules.extensions import may_decide
from models.cases.rules.grave import called, held, may_be_written, open_items, to_acknowledge
from models.cases.rules.joint_talk import of_round
from models.cases.rules.outside import may_record
from models.cases.rules.outside import still_open as still_asked
from models.cases.rules.standing import Standing as Standing
from models.cases.rules.standing import Step as Step
from models.cases.tables import MERGEABLE, Case
from models.cases.words import Channel, Closing, Kind, MeetingKind, State
from models.errors import NotAllowed, WrongState
from models.permissions import Permission

Condition = Callable[[Case, Standing], bool]


def _anyone(_case: Case, _standing: Standing) -> bool:
    return True


def _lead_or_steering(case: Case, standing: Standing) -> bool:
    return standing.in_lead(case) or standing.steers_all


def _in_lead(case: Case, standing: Standing) -> bool:
    return standing.in_lead(case) or standing.owns(case)


def _takes(case: Case, standing: Standing) -> bool:
    """Only a member of the lead department itself can own the case; a head above it gives it to one."""
    me = standing.staff
    return case.lead_department_id == me.department_id and case.owner_id != me.id


def _urges(case: Case, standing: Standing) -> bool:
    """Nobody urges themselves."""
    return _lead_or_steering(case, standing) and not standing.owns(case)


def _talks(case: Case, standing: Standing) -> bool:
    return standing.leads(case)


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


def _talks_jointly(case: Case, standing: Standing) -> bool:
    return standing.joint and standing.leads(case)


def _meets(case: Case, standing: Standing) -> bool:
    return standing.grave and standing.leads(case)


def _consults(case: Case, standing: Standing) -> bool:
    return _lead_or_steering(case, standing) and called(standing.meetings) is None


def _concludes(case: Case, standing: Standing) -> bool:
    """Who called it, customer service, or a head of the lead department writes down what it decided."""
    meeting = called(standing.meetings)
    mine = meeting is not None and meeting.by_id == standing.staff.id
    return meeting is not None and (mine or standing.in_service or standing.in_lead(case))


def _has_item(case: Case, standing: Standing) -> bool:
    return bool(open_items(standing.meetings, None if standing.leads(case) else standing.staff.id))


def _reports(case: Case, standing: Standing) -> bool:
    return standing.grave and standing.leads(case) and may_be_written(standing.reports, case.round)


def _acknowledges(_case: Case, standing: Standing) -> bool:
    """Never who wrote it."""
    report = to_acknowledge(standing.reports)
    return report is not None and report.by_id != standing.staff.id


def _proposes(case: Case, standing: Standing) -> bool:
    return standing.compensates and _in_lead(case, standing) and on_its_way(standing.compensations) is None


def _advises(_case: Case, standing: Standing) -> bool:
    return to_advise(standing.compensations, standing.staff) is not None


def _approves(case: Case, standing: Standing) -> bool:
    in_lead = standing.in_lead(case)
    return to_approve(standing.compensations, standing.staff, case, in_lead=in_lead) is not None


def _pays(_case: Case, standing: Standing) -> bool:
    return to_pay(standing.compensations, standing.staff) is not None


def _has_compensation(case: Case, standing: Standing) -> bool:
    return _in_lead(case, standing) and on_its_way(standing.compensations) is not None


def _stands_alone(case: Case, standing: Standing) -> bool:
    """T-06: no other department, no money and no decision is waited for, and no regulator has it: a merge
    can be taken back whole."""
    return (
        case.outside_since is None
        and standing.asked is None
        and not still_open(standing.assistances)
        and on_its_way(standing.compensations) is None
        and called(standing.meetings) is None
    )


def _takes_apart(case: Case, standing: Standing) -> bool:
    """T-06: a head of the department that had the case, customer service or the leading group."""
    return case.closing is Closing.MERGED and _lead_or_steering(case, standing)


def _tells(case: Case, standing: Standing) -> bool:
    """V-07: what a store heard, the store tells too."""
    return (standing.staff.may(Permission.CASE_HANDLE) and _talks(case, standing)) or standing.in_store(case)


def _asks_in_store(case: Case, standing: Standing) -> bool:
    return standing.in_store(case) and not standing.owns(case)


def _in_public(case: Case, standing: Standing) -> bool:
    return case.channel in POSTED and (_talks(case, standing) or standing.answers_in_public)


def _moves(case: Case, standing: Standing) -> bool:
    return case.channel in POSTED and _talks(case, standing)


def _praised(case: Case, _standing: Standing) -> bool:
    return case.kind is Kind.PRAISE


def _calm(case: Case, standing: Standing) -> bool:
    return case.alerted_at is None and _talks(case, standing)


def _calms(_case: Case, standing: Standing) -> bool:
    return standing.alert is not None and (standing.in_service or standing.answers_in_public)


def _records_outside(case: Case, standing: Standing) -> bool:
    """H-11: on the case itself, open or closed; never on one that another carries on."""
    return may_record(standing.staff) and case.merged_into_id is None


def _follows_outside(_case: Case, standing: Standing) -> bool:
    return may_record(standing.staff) and bool(still_asked(standing.outsides))


def _answers_outside(_case: Case, standing: Standing) -> bool:
    return may_record(standing.staff) and any(each.owed for each in standing.outsides)


def _brings_back(case: Case, standing: Standing) -> bool:
    """H-11: while a body has it, what was answered or ended can be handled again."""
    return case.merged_into_id is None and _follows_outside(case, standing)


def _has_second(case: Case, standing: Standing) -> bool:
    return case.second_id is not None and _lead_or_steering(case, standing)


@dataclass(frozen=True)
class Rule:
    """When a step is open: in these states, with this permission, under this condition."""

    states: frozenset[State]
    permission: Permission
    condition: Condition = _anyone


EVER = frozenset(State)
OPEN = EVER - {State.CLOSED}
UNDECIDED = frozenset({State.NEW, State.ASSIGNED, State.HANDLING, State.WAITING})
POSTED = (Channel.SOCIAL, Channel.FORUM)
"""Where a voice stands for everybody to see."""
AT_WORK = frozenset({State.ASSIGNED, State.HANDLING, State.WAITING})

RULES: Mapping[Step, Rule] = {
    Step.DECISION: Rule(OPEN, Permission.CASE_DECIDE, _undecided),
    Step.THANKS: Rule(
        frozenset({State.NEW, State.ASSIGNED, State.HANDLING}), Permission.CASE_TRIAGE, _praised
    ),
    Step.TRIAGE: Rule(
        frozenset({State.NEW, State.ASSIGNED, State.HANDLING, State.WAITING}), Permission.CASE_TRIAGE
    ),
    Step.OUTSIDE_ANSWER: Rule(EVER, Permission.CASE_OUTSIDE, _answers_outside),
    Step.REOPENING: Rule(frozenset({State.ANSWERED, State.CLOSED}), Permission.CASE_OUTSIDE, _brings_back),
    Step.REPORT_REVIEW: Rule(EVER, Permission.CASE_DECIDE, _acknowledges),
    Step.COMPENSATION_OPINION: Rule(EVER, Permission.COMPENSATION_ADVISE, _advises),
    Step.COMPENSATION_REVIEW: Rule(EVER, Permission.COMPENSATION_APPROVE, _approves),
    Step.COMPENSATION_PAYMENT: Rule(EVER, Permission.COMPENSATION_PAY, _pays),
    Step.ASSISTANCE_ANSWER: Rule(AT_WORK, Permission.CASE_ASSIST, _helps),
    Step.EXTENSION_REVIEW: Rule(frozenset({State.HANDLING, State.WAITING}), Permission.CASE_EXTEND, _grants),
    Step.REVIEW: Rule(frozenset({State.REVIEW}), Permission.CASE_REVIEW, _second_person),
    Step.ASSISTANCE_REVIEW: Rule(AT_WORK, Permission.CASE_HANDLE, _takes_help),
    Step.REPLY: Rule(frozenset({State.APPROVED}), Permission.CASE_TELL, _tells),
    Step.STORE_CONFIRMATION: Rule(frozenset({State.ANSWERED}), Permission.CASE_TELL, _asks_in_store),
    Step.RESUMPTION: Rule(frozenset({State.WAITING}), Permission.CASE_HANDLE, _talks),
    Step.CONSULTATION_MINUTES: Rule(UNDECIDED, Permission.CASE_ASSIGN, _concludes),
    Step.ASSIGNMENT: Rule(
        frozenset({State.ASSIGNED, State.HANDLING, State.WAITING}), Permission.CASE_ASSIGN, _lead_or_steering
    ),
    Step.OWNERSHIP: Rule(frozenset({State.ASSIGNED}), Permission.CASE_HANDLE, _takes),
    Step.MEETING: Rule(OPEN - {State.NEW}, Permission.CASE_HANDLE, _meets),
    Step.NUDGE: Rule(
        frozenset({State.ASSIGNED, State.HANDLING, State.REVIEW, State.APPROVED}),
        Permission.CASE_NUDGE,
        _urges,
    ),
    Step.RESULT: Rule(frozenset({State.HANDLING}), Permission.CASE_HANDLE, _in_lead),
    Step.PLAN: Rule(
        frozenset({State.ASSIGNED, State.HANDLING, State.WAITING}), Permission.CASE_HANDLE, _in_lead
    ),
    Step.JOINT_TALK: Rule(AT_WORK, Permission.CASE_HANDLE, _talks_jointly),
    Step.SPECIAL_REPORT: Rule(EVER - {State.NEW}, Permission.CASE_HANDLE, _reports),
    Step.ACTION_ITEM: Rule(EVER, Permission.CASE_ASSIST, _has_item),
    Step.OUTSIDE_OUTCOME: Rule(EVER, Permission.CASE_OUTSIDE, _follows_outside),
    Step.OUTSIDE_CHANGE: Rule(EVER, Permission.CASE_OUTSIDE, _follows_outside),
    Step.CONTACT: Rule(OPEN, Permission.CASE_HANDLE, _talks),
    Step.CHANNEL_MOVE: Rule(OPEN, Permission.CASE_HANDLE, _moves),
    Step.PUBLIC_POST: Rule(OPEN, Permission.CASE_HANDLE, _in_public),
    Step.OPINION_ALERT_END: Rule(EVER, Permission.CASE_HANDLE, _calms),
    Step.PAUSE: Rule(frozenset({State.HANDLING}), Permission.CASE_HANDLE, _talks),
    Step.ASSISTANCE: Rule(AT_WORK, Permission.CASE_HANDLE, _talks),
    Step.ASSISTANCE_END: Rule(AT_WORK, Permission.CASE_HANDLE, _has_help),
    Step.CONSULTATION: Rule(UNDECIDED, Permission.CASE_ASSIGN, _consults),
    Step.EXTENSION: Rule(frozenset({State.HANDLING}), Permission.CASE_HANDLE, _has_margin),
    Step.COMPENSATION: Rule(frozenset({State.HANDLING, State.WAITING}), Permission.CASE_HANDLE, _proposes),
    Step.COMPENSATION_END: Rule(EVER, Permission.CASE_HANDLE, _has_compensation),
    Step.NOTE: Rule(OPEN, Permission.CASE_HANDLE, _talks),
    Step.MERGE: Rule(frozenset(MERGEABLE), Permission.CASE_TRIAGE, _stands_alone),
    Step.SEPARATION: Rule(frozenset({State.CLOSED}), Permission.CASE_ASSIGN, _takes_apart),
    Step.LINK: Rule(OPEN, Permission.CASE_HANDLE, _talks),
    Step.LINK_END: Rule(EVER, Permission.CASE_HANDLE, _talks),
    Step.OUTSIDE_COMPLAINT: Rule(EVER, Permission.CASE_OUTSIDE, _records_outside),
    Step.SECOND_HANDLER_END: Rule(OPEN, Permission.CASE_ASSIGN, _has_second),
    Step.OPINION_ALERT: Rule(OPEN, Permission.CASE_HANDLE, _calm),
    Step.CLOSURE: Rule(OPEN, Permission.CASE_CLOSE, _closes),
}
"""In the order in which a screen offers them: the first that is open is the likeliest."""


def next_steps(case: Case, standing: Standing) -> list[Step]:
    """All that this person may do with this case now, the likeliest first.

    What was done already, or is another's to do, comes after the rest: to triage again, to change
    the owner, to work on a case that somebody else owns. Nothing can be done once its data went (X-03).
    """
    if case.expired_at is not None:
        return []
    found = [
        step
        for step, rule in RULES.items()
        if case.state in rule.states
        and standing.staff.may(rule.permission)
        and rule.condition(case, standing)
    ]
    later = set()
    if held(standing.meetings, MeetingKind.EMERGENCY, case.round):
        later.add(Step.MEETING)
    if of_round(standing.joint_talks, case.round):
        later.add(Step.JOINT_TALK)
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
    if case.expired_at is not None:
        raise WrongState(step.value, "expired")
    if case.state not in rule.states:
        raise WrongState(step.value, case.state.value)
    if not rule.condition(case, standing):
        raise NotAllowed(step.value)
