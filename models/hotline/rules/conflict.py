"""Who may not read a report: whoever is named in it, stands above them, or stands under them (W-04)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from random import SystemRandom

from models.hotline.words import Standing
from models.people.rules import Organisation, ancestors

LEAST = 2
"""So many readers at least: an identity is opened by two."""


@dataclass(frozen=True)
class Concern:
    """Whom and which departments a report is about, by ids."""

    people: frozenset[int] = frozenset()
    departments: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Candidate:
    """Somebody who holds a key, and in which part."""

    keeper_id: int
    staff_id: int
    standing: Standing


def barred(staff_id: int, concern: Concern, house: Organisation) -> bool:
    """Whether a person may not read a report of this concern, by the house as it stands that day.

    Barred are the named, all heads above them, and those whose nearest head is named; of a department that
    is reported as such its head, the heads above it, and those who work in it.
    """
    if staff_id in concern.people:
        return True
    if any(staff_id in house.heads_above(person) for person in concern.people):
        return True
    nearest = house.heads_above(staff_id)[:1]
    if concern.people.intersection(nearest):
        return True
    return any(staff_id in _line_of(department, house) for department in concern.departments)


def far_from(staff_id: int, concern: Concern, house: Organisation) -> bool:
    """Whether a person is of another line: not barred, under nobody who is named, in none of their
    departments, nor in one that is reported."""
    if barred(staff_id, concern, house) or concern.people.intersection(house.heads_above(staff_id)):
        return False
    theirs = {house.department_of(person) for person in concern.people} | concern.departments
    return house.department_of(staff_id) not in theirs


def surroundings(staff_id: int, house: Organisation) -> list[str]:
    """Everything whose naming would bar a person: all under them, their nearest head, the departments that
    they work in or head, near or far.

    It tells of the person's own place in the house and nothing of any report, so it may lie in clear.
    """
    people = {*house.reports_of(staff_id), *house.heads_above(staff_id)[:1]}
    own = house.department_of(staff_id)
    headed = house.headed_by(staff_id)
    departments = {place for place in house.parents if headed.intersection((place, *_above(place, house)))}
    departments |= {own} if own is not None else set()
    return sorted([f"staff:{person}" for person in people] + [f"department:{each}" for each in departments])


def chosen(
    candidates: Sequence[Candidate], concern: Concern, house: Organisation, *, wanted: int
) -> list[Candidate]:
    """Who gets a new report: supervisors of other lines by lot, up to `wanted` of them.

    Where there are fewer than two, also free supervisors of the same line, then the committee's chair, then
    the outside reader. Fewer than two where no more are free; none where nobody is.
    """
    free = [each for each in candidates if not barred(each.staff_id, concern, house)]
    found: list[Candidate] = []
    supervisors = [each for each in free if each.standing is Standing.SUPERVISOR]
    far = [each for each in supervisors if far_from(each.staff_id, concern, house)]
    found += _by_lot(far, wanted)
    near = [each for each in supervisors if each not in far]
    found += _by_lot(near, max(0, LEAST - len(found)))
    for standing in (Standing.CHAIR, Standing.OUTSIDE):
        if len(found) < LEAST:
            found += [each for each in free if each.standing is standing][: LEAST - len(found)]
    return found


def _line_of(department: int, house: Organisation) -> set[int]:
    """The heads of a department and of those above it, and who works in it."""
    found = {person for person, theirs in house.departments.items() if theirs == department}
    heads = (house.head_of(place) for place in (department, *_above(department, house)))
    return found | {head for head in heads if head is not None}


def _above(department: int, house: Organisation) -> tuple[int, ...]:
    return tuple(ancestors(department, house.parents))


def _by_lot(people: Collection[Candidate], most: int) -> list[Candidate]:
    return SystemRandom().sample(list(people), min(most, len(people)))


def concern_of(people: Iterable[int], departments: Iterable[int]) -> Concern:
    """A concern from ids."""
    return Concern(frozenset(people), frozenset(departments))
