"""How much waits for a person: the numbers in the navigation and above my day (M-02)."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement

from models.bodies import queries as bodies
from models.campaigns.queries import every_call
from models.cases import queries as cases
from models.clock import end_of_day, now
from models.conduct.queries import rewards
from models.memory import remembered
from models.monthly import queries as monthly
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.queries import rules_at
from models.supervision import queries as supervision
from models.support.queries import count_to_answer
from models.training.queries import waiting as training


@dataclass(frozen=True)
class Waiting:
    """Cases whose next step is this person's, the results to review among them, action items of meetings of
    cases and of bodies, milestones of plans that are due today or late, customers to call, requests for
    support to answer, rewards to decide, things of training to do, and monthly summaries to write; and
    whether they sit in the supervision group."""

    cases: int
    reviews: int
    items: int
    tasks: int
    milestones: int
    calls: int
    requests: int
    rewards: int
    training: int
    summaries: int
    supervises: bool

    @property
    def things(self) -> int:
        """Each case, item, milestone, request, reward, thing of training and summary, the phone list as one
        more."""
        mine = self.cases + self.items + self.tasks + self.milestones + self.requests + self.rewards
        return mine + self.training + self.summaries + bool(self.calls)


def waiting(staff: Staff) -> Waiting:
    """The numbers as they are now; asked for once, however often a page shows them."""
    return remembered(("waiting", staff.id), lambda: _counted(staff))


def _counted(staff: Staff) -> Waiting:
    at = now()
    lacking = training.counted(staff, at, rules_at(at).training.gap_days)
    beside: list[ColumnElement[int]] = [
        lacking,
        bodies.counted(staff),
        supervision.seats(staff, at),
        monthly.counted(staff),
    ]
    if staff.may(Permission.REVISIT_CALL):
        found = cases.counts(staff, end_of_day(at), *beside, every_call(staff), now=at)
    else:
        found = cases.counts(staff, end_of_day(at), *beside)
    to_train, tasks, seats, summaries, *calls = found.beside
    return Waiting(
        cases=found.cases,
        reviews=found.reviews,
        items=found.items,
        tasks=tasks,
        milestones=found.milestones,
        calls=sum(calls),
        requests=count_to_answer(staff),
        rewards=rewards.count_waiting(staff, at),
        training=to_train,
        summaries=summaries,
        supervises=seats > 0,
    )
