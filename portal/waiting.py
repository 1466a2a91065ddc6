"""How much waits for a person: the numbers in the navigation and above my day (M-02)."""

from dataclasses import dataclass

from models.cases import queries as cases
from models.clock import now
from models.conduct.queries import rewards
from models.memory import remembered
from models.people.tables import Staff
from models.permissions import Permission
from models.revisits import queries as revisits
from models.support.queries import count_to_answer


@dataclass(frozen=True)
class Waiting:
    """Cases whose next step is this person's, the results to review among them, action items of meetings,
    customers to call, requests for support to answer, and rewards to decide."""

    cases: int
    reviews: int
    items: int
    calls: int
    requests: int
    rewards: int

    @property
    def things(self) -> int:
        """Each case, item, request and reward, and the phone list as one more."""
        return self.cases + self.items + self.requests + self.rewards + bool(self.calls)


def waiting(staff: Staff) -> Waiting:
    """The numbers as they are now; asked for once, however often a page shows them."""
    return remembered(("waiting", staff.id), lambda: _counted(staff))


def _counted(staff: Staff) -> Waiting:
    calls = revisits.count_calls(staff, now()) if staff.may(Permission.REVISIT_CALL) else 0
    return Waiting(*cases.counts(staff), calls, count_to_answer(staff), rewards.count_waiting(staff, now()))
