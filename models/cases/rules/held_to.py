"""Which due time somebody is held to who has the next step of a case (T-04, G-04, G-06, H-11). Pure."""

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
    Step.MEETING: DueKind.MEETING,
    Step.OUTSIDE_ANSWER: DueKind.OUTSIDE,
    Step.REPORT_REVIEW: DueKind.ACKNOWLEDGEMENT,
    Step.SPECIAL_REPORT: DueKind.SPECIAL_REPORT,
}
"""The steps that have a clock of their own beside those of the case."""


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
