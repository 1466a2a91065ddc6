"""What can be done with an inspection of a department, and by whom (Q-03). Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from models.supervision.words import InspectionState, Step

STEPS: Mapping[Step, Collection[InspectionState]] = {
    Step.CHANGE_TEAM: (
        InspectionState.PLANNED,
        InspectionState.UNDER_WAY,
        InspectionState.ANSWERING,
        InspectionState.ANSWERED,
    ),
    Step.RECORD: (InspectionState.PLANNED, InspectionState.UNDER_WAY),
    Step.SEND: (InspectionState.UNDER_WAY,),
    Step.ANSWER: (InspectionState.ANSWERING,),
    Step.CONCLUDE: (InspectionState.ANSWERING, InspectionState.ANSWERED),
    Step.DROP: (InspectionState.PLANNED, InspectionState.UNDER_WAY),
}
"""In which states each is possible."""


@dataclass(frozen=True)
class Part:
    """What somebody is to an inspection: of the team, its leader, one who convenes the group, head of the
    department or of one above it. `answer_over` says that the time to answer has run out."""

    inspects: bool = False
    leads: bool = False
    convenes: bool = False
    answers: bool = False
    answer_over: bool = False


def allowed(step: Step, part: Part) -> bool:
    """Whether somebody in this part may take a step, whatever the state.

    Findings are written by the team, sent and concluded by its leader; the plan is changed and dropped by
    its leader or who convenes the group; the department's head answers.
    """
    if step is Step.RECORD:
        return part.inspects
    if step in (Step.SEND, Step.CONCLUDE):
        return part.leads
    if step is Step.ANSWER:
        return part.answers
    return part.leads or part.convenes


def possible(step: Step, state: InspectionState, part: Part) -> bool:
    """Whether the step can be taken now; nothing is concluded while the department may still answer."""
    if state not in STEPS[step] or not allowed(step, part):
        return False
    waits = step is Step.CONCLUDE and state is InspectionState.ANSWERING
    return not waits or part.answer_over


def free(people: Collection[int], line: Collection[int]) -> frozenset[int]:
    """Of these people those who may inspect a department: nobody of `line`, who work in it or in those
    below it, or head it. No one inspects their own department."""
    return frozenset(people) - frozenset(line)
