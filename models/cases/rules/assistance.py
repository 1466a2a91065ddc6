"""Who may ask a department to help, answer, accept, or let it go (T-04). Pure."""

from collections.abc import Iterable

from models.cases.tables import Assistance, AssistanceAnswer
from models.cases.words import AssistState


def to_answer(assistances: Iterable[Assistance], departments: frozenset[int]) -> Assistance | None:
    """The task that one of these departments has yet to answer; the oldest, where there are several."""
    return next(
        (
            each
            for each in assistances
            if each.state is AssistState.ASKED and each.department_id in departments
        ),
        None,
    )


def to_review(assistances: Iterable[Assistance], reader_id: int) -> AssistanceAnswer | None:
    """The answer that waits for the lead department's word, never that of the reader; the oldest first."""
    answers = (each.answer for each in assistances if each.state is AssistState.ANSWERED)
    return next((answer for answer in answers if answer and answer.by_id != reader_id), None)


def still_open(assistances: Iterable[Assistance]) -> list[Assistance]:
    """The tasks that nobody has accepted or let go."""
    return [each for each in assistances if each.open]
