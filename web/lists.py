"""Lists in the address: which page, how many rows, in which order; and addresses that change one of these."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from flask import request, url_for

SIZES = (20, 50, 100)


@dataclass(frozen=True)
class Window:
    """The part of a list that the address asks for. Nonsense in the address falls back to the default."""

    page: int
    size: int
    sort: str
    descending: bool

    def order(self, sort: str) -> str:
        """`asc`, `desc`, or nothing when the list is ordered by something else."""
        return "" if sort != self.sort else "desc" if self.descending else "asc"

    def sorted_by(self, sort: str) -> str:
        """The address of this list ordered by `sort`; the other way round if it is already."""
        turned = sort == self.sort and not self.descending
        return address(sort=sort, order="desc" if turned else None, page=None)


def window(sorts: Collection[str], *, default: str, descending: bool = False, size: int = 50) -> Window:
    """Reads `page`, `size`, `sort` and `order` from the address of this request."""
    sort = request.args.get("sort", "")
    known = sort in sorts
    order = request.args.get("order", "")
    return Window(
        page=min(max(request.args.get("page", 1, type=int), 1), 100_000),
        size=next((n for n in SIZES if n == request.args.get("size", size, type=int)), size),
        sort=sort if known else default,
        descending=order == "desc" if known or order else descending,
    )


def asked() -> dict[str, list[str]]:
    """The arguments of this request, as another address may carry them: not those that would steer
    `url_for` itself to another scheme, host or view.
    """
    return {
        name: values
        for name, values in request.args.lists()
        if name != "endpoint" and not name.startswith("_")
    }


def address(**changes: Any) -> str:
    """This page's address with other arguments; None takes one away. Filters that are empty are left out."""
    arguments: dict[str, Any] = asked()
    arguments |= request.view_args or {}
    arguments |= changes
    kept = {name: value for name, value in arguments.items() if value not in (None, "", [], [""])}
    return url_for(request.endpoint or "", **kept)
