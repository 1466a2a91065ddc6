"""Who is above and below whom in the department tree."""

from collections.abc import Iterator, Mapping


def descendants(root: int, parents: Mapping[int, int | None]) -> frozenset[int]:
    """The ids of a department and all below it. `parents` maps each department's id to its parent's."""
    children: dict[int, list[int]] = {}
    for child, parent in parents.items():
        if parent is not None:
            children.setdefault(parent, []).append(child)
    found: set[int] = set()
    waiting = [root]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting.extend(children.get(current, ()))
    return frozenset(found)


def ancestors(department: int, parents: Mapping[int, int | None]) -> Iterator[int]:
    """The ids above a department, nearest first."""
    above = parents.get(department)
    seen = {department}
    while above is not None and above not in seen:
        seen.add(above)
        yield above
        above = parents.get(above)


def would_be_circle(department: int, parent: int | None, parents: Mapping[int, int | None]) -> bool:
    """Whether putting a department under `parent` would put it under itself."""
    return parent is not None and parent in descendants(department, parents)
