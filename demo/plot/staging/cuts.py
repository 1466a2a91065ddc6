"""Where the story of a case is cut off, so that it stands in a certain state."""

from collections.abc import Callable

from demo.story import (
    Assigned,
    Closed,
    Paused,
    Planned,
    Resulted,
    Reviewed,
    RevisitAttempted,
    RevisitSent,
    Step,
    Told,
)

Cut = Callable[[tuple[Step, ...]], tuple[Step, ...]]


def before(kind: type[Step], count: int = 1) -> Cut:
    """Cuts a story off before the step of a kind, the first or a later one."""

    def cut(steps: tuple[Step, ...]) -> tuple[Step, ...]:
        places = [place for place, step in enumerate(steps) if isinstance(step, kind)]
        return steps[: places[count - 1]] if len(places) >= count else steps

    return cut


def after_last(kind: type[Step]) -> Cut:
    """Cuts a story off after the last step of a kind."""

    def cut(steps: tuple[Step, ...]) -> tuple[Step, ...]:
        places = [place for place, step in enumerate(steps) if isinstance(step, kind)]
        return steps[: places[-1] + 1] if places else steps

    return cut


def only_registered(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Cuts a story off after it was registered."""
    return steps[:1]


UNASSIGNED = before(Assigned)
UNPLANNED = before(Planned)
IN_HAND = before(Resulted)
WAITING = after_last(Paused)
IN_REVIEW = before(Reviewed)
SENT_BACK = before(Resulted, 2)
UNTOLD = before(Told)
TO_CALL = after_last(Told)
CALLED = after_last(RevisitAttempted)
ASKED = after_last(RevisitSent)
AGAIN = before(Resulted, 2)
USED_UP = before(Closed)
