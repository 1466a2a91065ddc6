"""The house as it was on one day: who belonged where, who headed what, which department stood under which."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from models.people.rules.departments import ancestors


@dataclass(frozen=True)
class Organisation:
    """One day's postings, heads and tree, by ids; rules ask it without touching the database (A-04)."""

    day: date
    departments: Mapping[int, int]
    """Each person's department."""
    heads: Mapping[int, int]
    """Each department's head, where it had one."""
    parents: Mapping[int, int | None]
    """Each department's parent; None at the top."""

    def works(self, staff_id: int) -> bool:
        """Whether the person worked here on the day."""
        return staff_id in self.departments

    def department_of(self, staff_id: int) -> int | None:
        """The department a person belonged to; None for whoever did not work here."""
        return self.departments.get(staff_id)

    def head_of(self, department_id: int) -> int | None:
        """Who headed a department."""
        return self.heads.get(department_id)

    def headed_by(self, staff_id: int) -> frozenset[int]:
        """The departments that a person headed."""
        return frozenset(department for department, head in self.heads.items() if head == staff_id)

    def heads_above(self, staff_id: int) -> tuple[int, ...]:
        """All heads above a person, the nearest first, without the person.

        They are the heads of the person's department and of those above it; for a head also those of the
        departments above the ones that they head.
        """
        found: dict[int, None] = {}
        for department in self._line(staff_id):
            head = self.heads.get(department)
            if head is not None and head != staff_id:
                found[head] = None
        return tuple(found)

    def is_under(self, person: int, head: int) -> bool:
        """Whether `head` stood above `person`."""
        return head in self.heads_above(person)

    def reports_of(self, head: int) -> frozenset[int]:
        """Everybody who stood under a head, near or far."""
        if not self.headed_by(head):
            return frozenset()
        return frozenset(person for person in self.departments if self.is_under(person, head))

    def _line(self, staff_id: int) -> Iterator[int]:
        own = self.departments.get(staff_id)
        if own is None:
            return
        yield own
        yield from ancestors(own, self.parents)
        for headed in sorted(self.headed_by(staff_id)):
            yield from ancestors(headed, self.parents)
