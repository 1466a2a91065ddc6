"""Who answers a request for support, how heavy a load is, how requests were answered (H-10). Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from models.people.roles import Role
from models.people.tables import Department, Staff
from models.support.tables import SupportRequest
from models.support.words import Reach


@dataclass(frozen=True)
class Load:
    """How many open cases somebody has, beside the median of so many colleagues, oneself among them."""

    open_cases: int
    median: float
    colleagues: int


@dataclass(frozen=True)
class Kept:
    """How requests were answered: so many asked, answered at all, and in time (A-05)."""

    asked: int
    answered: int
    in_time: int


def heads_above(department_id: int, departments: Mapping[int, Department], asker_id: int) -> list[int]:
    """The heads of a department and of those above it, the nearest first, each once, without who asks."""
    found: list[int] = []
    here: int | None = department_id
    while here is not None:
        department = departments[here]
        if department.head_id is not None and department.head_id not in (asker_id, *found):
            found.append(department.head_id)
        here = department.parent_id
    return found


def may_answer(request: SupportRequest, staff: Staff) -> bool:
    """Whether a request that waits has reached this person; never who asks."""
    if not request.open or staff.id == request.by_id:
        return False
    if staff.id == request.head_id:
        return True
    if staff.id == request.above_id and request.reach is not Reach.HEAD:
        return True
    return request.reach is Reach.LEADING_GROUP and Role.LEADING_GROUP in staff.roles


def may_end_relief(request: SupportRequest, staff: Staff) -> bool:
    """Whether somebody may end what a request granted: who asked, who granted it, and the leading group."""
    return staff.id in (request.by_id, request.answered_by_id, request.head_id) or (
        Role.LEADING_GROUP in staff.roles
    )


def load_among(mine: int, counts: Collection[int]) -> Load:
    """A load beside those of all who handle cases in the department; alone, beside itself."""
    return Load(mine, float(median(counts)) if counts else float(mine), len(counts))


def kept(requests: Iterable[SupportRequest]) -> Kept:
    """How requests were answered; those taken back do not count."""
    found: Sequence[SupportRequest] = [each for each in requests if each.open or each.answered]
    return Kept(len(found), sum(each.answered for each in found), sum(each.in_time for each in found))
