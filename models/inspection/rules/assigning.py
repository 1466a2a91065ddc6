"""Who inspects which case: nobody theirs, nobody their own department's, the load spread evenly. Pure."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple


class Inspected(NamedTuple):
    """A case as far as it matters who inspects it: its department, and everybody who had to do with it."""

    department_id: int
    involved: frozenset[int]


class Inspector(NamedTuple):
    """Somebody who inspects, and the departments they belong to or head."""

    id: int
    departments: frozenset[int]


def may_inspect(inspector: Inspector, case: Inspected) -> bool:
    """Whether somebody is free to inspect: had nothing to do with the case, and belongs elsewhere (Q-01)."""
    return inspector.id not in case.involved and case.department_id not in inspector.departments


def free_for(case: Inspected, inspectors: Iterable[Inspector], but: Collection[int] = ()) -> list[Inspector]:
    """All who are free to inspect a case, without some."""
    return [each for each in inspectors if each.id not in but and may_inspect(each, case)]


def lightest(free: Iterable[Inspector], load: Mapping[int, int]) -> int | None:
    """Who has the least to do of those who are free; the first by id of equals; None of nobody."""
    return min((each.id for each in free), key=lambda each: (load.get(each, 0), each), default=None)
