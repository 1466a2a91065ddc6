"""Which due time who has the next step of a case is held to (H-03, T-04, G-03, G-04, G-06, H-11). Pure."""

from collections.abc import Mapping, Sequence

from models.cases.rules.assistance import to_answer
from models.cases.rules.standing import Standing, Step
from models.cases.tables import DueTime
from models.cases.words import DueKind

CLOCKS: Mapping[Step, DueKind] = {
    Step.ASSISTANCE_ANSWER: DueKind.ASSIST,
    Step.COMPENSATION_OPINION: DueKind.LEGAL_OPINION,
    Step.COMPENSATION_PAYMENT: DueKind.PAYMENT,
    Step.COMPENSATION_REVIEW: DueKind.COMPENSATION,
    Step.CONSULTATION_MINUTES: DueKind.CONSULTATION,
    Step.DECISION: DueKind.DECISION,
    Step.EXTENSION_REVIEW: DueKind.EXTENSION,
    Step.MEETING: DueKind.MEETING,
    Step.OUTSIDE_ANSWER: DueKind.OUTSIDE,
    Step.PLAN: DueKind.PLAN,
    Step.REPLY: DueKind.TELL,
    Step.REPORT_REVIEW: DueKind.ACKNOWLEDGEMENT,
    Step.RESULT: DueKind.RESULT,
    Step.REVIEW: DueKind.REVIEW,
    Step.SPECIAL_REPORT: DueKind.SPECIAL_REPORT,
}
"""The steps that have a clock of their own."""
TO_CUSTOMER = frozenset({DueKind.FIRST_RESPONSE, DueKind.PLAN, DueKind.PROGRESS, DueKind.RESULT})
"""What those who lead a case owe its customer."""
OF_LEAD = TO_CUSTOMER | {DueKind.REVIEW, DueKind.TELL}


def held_to(step: Step | None, running: Sequence[DueTime], standing: Standing) -> DueTime | None:
    """The due time of a step, of those of its case that have not ended, the nearest first.

    None where the step has no clock of its own: then it is the nearest of the case that counts.
    """
    kind = CLOCKS.get(step) if step is not None else None
    task = to_answer(standing.assistances, standing.departments) if kind is DueKind.ASSIST else None
    return next(
        (due for due in running if due.kind is kind and (task is None or due.assistance_id == task.id)),
        None,
    )


def sooner(due: DueTime, running: Sequence[DueTime]) -> DueTime | None:
    """What those who lead the case owe its customer before a due time of theirs, the nearest first (H-01).

    None beside the clock of others, an assisting department's or a body's outside: they do not lead.
    """
    if due.kind not in OF_LEAD:
        return None
    return next(
        (each for each in running if each.running and each.kind in TO_CUSTOMER and each.due_at < due.due_at),
        None,
    )
