"""Who may open what: every view carries one mark, and one hook checks it before anything else runs.

A mark says who may open an area at all. On which rows is said by the query that loads them: a row
that is not the viewer's to see is not found (404), an area is refused (403).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from flask import Flask, current_app, request
from flask.typing import ResponseReturnValue

from models.errors import NotAllowed
from models.people.tables import Staff
from models.permissions import Permission
from web.visit import Lacks, current_visit, send_on, send_to_login

View = TypeVar("View", bound=Callable[..., Any])
MARK = "__access__"


@dataclass(frozen=True)
class Access:
    """A view's rule: open to the world, or to staff with one of `permissions` (none named: to anyone).

    `entering` names what may still be missing from the login.
    """

    public: bool = False
    entering: frozenset[Lacks] = frozenset()
    permissions: frozenset[Permission] = frozenset()

    def __str__(self) -> str:
        if self.public:
            return "public"
        if self.entering:
            return "entering"
        return " | ".join(sorted(self.permissions)) or "anyone"


class Unmarked(RuntimeError):
    """A view without a mark: a mistake of ours, so nobody gets in."""


def needs(*permissions: Permission) -> Callable[[View], View]:
    """Opens a view to staff who hold one of `permissions`, whichever it is."""
    if not permissions:
        raise ValueError("name a permission, or mark the view with @anyone")
    return _mark(Access(permissions=frozenset(permissions)))


def anyone(view: View) -> View:
    """Opens a view to everybody who is logged in."""
    return _mark(Access())(view)


def entering(*lacks: Lacks) -> Callable[[View], View]:
    """Opens a view to everybody who is logged in, also while one of `lacks` is missing from the login."""
    return _mark(Access(entering=frozenset(lacks)))


def public(view: View) -> View:
    """Opens a view to the world."""
    return _mark(Access(public=True))(view)


def access_of(view: Callable[..., Any]) -> Access | None:
    """The mark of a view, or None where somebody forgot it."""
    return cast(Access | None, getattr(view, MARK, None))


def viewer() -> Staff:
    """The person who is logged in. Only for views that are not public.

    Raises NotAllowed where there is nobody: a view with the wrong mark refuses, it does not crash open.
    """
    visit = current_visit()
    if visit is None:
        raise NotAllowed("login")
    return visit.staff


def guard() -> ResponseReturnValue | None:
    """Runs before each request: refuses, or sends to the login, whoever the view's mark keeps out."""
    if request.endpoint is None:
        return None
    access = access_of(current_app.view_functions[request.endpoint])
    if access is None:
        raise Unmarked(f"{request.endpoint} has no access mark")
    if access.public:
        return None
    visit = current_visit()
    if visit is None:
        return send_to_login()
    if visit.lacks is not None and visit.lacks not in access.entering:
        return send_on(visit.lacks)
    if access.permissions and not access.permissions & visit.staff.permissions:
        raise NotAllowed
    return None


def guard_views(app: Flask) -> None:
    """Checks every request to this app, files under /static included (they are public)."""
    app.before_request(guard)
    files = app.view_functions.get("static")
    if files is not None:
        setattr(files, MARK, Access(public=True))


def _mark(access: Access) -> Callable[[View], View]:
    def mark(view: View) -> View:
        setattr(view, MARK, access)
        return view

    return mark
