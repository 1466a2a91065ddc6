"""The lock of the desk: a cookie of its own holds the key, and is gone after 15 minutes without use.

Nobody who may not hold a key finds anything here: to them every address of the area is not found (W-04).
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from flask import Response, abort, current_app, g, request, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response as AnyResponse

from models.clock import now
from models.db import db
from models.errors import Damaged, NotAllowed
from models.hotline.queries.keepers import keeper_of, standing_of, unlocked
from models.hotline.queries.opening import open_as_reader, report_read_by
from models.hotline.rules.access import Access, KeyHolder
from models.hotline.tables import HotlineKeeper, HotlineReport
from models.hotline.words import Standing
from models.rulebook.queries import hotline_at
from portal.hotline.blueprint import blueprint
from web.access import viewer
from web.extensions import where_from
from web.fragments import see_other
from web.visit import current_visit

IDLE = timedelta(minutes=15)
COOKIE = "huiyin-hotline"
PATH = "/portal/hotline"
P = ParamSpec("P")
Answer = TypeVar("Answer", bound=AnyResponse)


def standing_or_404() -> Standing:
    """In which part the viewer may hold a key; for everybody else there is nothing here."""
    standing = standing_of(viewer(), hotline_at(now()), now())
    if standing is None:
        abort(404)
    return standing


def own_keeper() -> HotlineKeeper | None:
    """The viewer's key, whatever its state."""
    standing_or_404()
    return keeper_of(viewer())


def session_digest() -> str:
    """What names the running login to the hotline."""
    visit = current_visit()
    if visit is None:
        raise NotAllowed("login")
    return visit.row.token_digest


def person() -> str:
    """What the limits of the desk count by: a login's person. Many sit behind one address, and one of them
    could else keep all supervisors of the house before the lock."""
    visit = current_visit()
    return where_from() if visit is None else f"staff {visit.row.staff_id}"


def holder_or_none() -> KeyHolder | None:
    """The viewer's key, where it is unlocked: asked for once a request, and the cookie goes on then."""
    standing_or_404()
    if "hotline_holder" not in g:
        key = _key_in_cookie()
        g.hotline_holder = None
        if key is not None:
            try:
                g.hotline_holder = unlocked(viewer(), session_digest(), key, now=now())
            except Damaged:
                g.hotline_holder = None
            if g.hotline_holder is not None:
                g.hotline_key = key
    return cast(KeyHolder | None, g.hotline_holder)


def unlocked_only(
    view: Callable[Concatenate[KeyHolder, P], Response],
) -> Callable[P, Response]:
    """Gives a view the viewer's unlocked key; sends to the lock where there is none."""

    @wraps(view)
    def asking(*args: P.args, **kwargs: P.kwargs) -> Response:
        holder = holder_or_none()
        if holder is None:
            return see_other(_gate(request.view_args or {}))
        return view(holder, *args, **kwargs)

    return asking


def _gate(asked: Mapping[str, Any]) -> str:
    """The lock, which leads on to the report that was asked for."""
    return url_for("supervision.index", report=asked.get("number"))


def opened(holder: KeyHolder, number: str) -> tuple[HotlineReport, Access]:
    """A report of the viewer's own, open; not found for every other, and for who is barred from it today."""
    report = report_read_by(holder.keeper_id, number)
    access = open_as_reader(report, holder, now=now()) if report is not None else None
    if report is None or access is None:
        db.session.rollback()
        abort(404)
    return report, access


def keep_key(key: bytes) -> None:
    """Lets the answer set the cookie."""
    g.hotline_key = key


def drop_key() -> None:
    """Lets the answer remove the cookie."""
    g.hotline_key = None


@blueprint.after_request
def _set_cookie(answer: Response) -> Response:
    """The cookie begins its quarter of an hour anew with each page of the desk that it opened."""
    if "hotline_key" not in g:
        return answer
    if g.hotline_key is None:
        answer.delete_cookie(COOKIE, path=PATH)
        return answer
    answer.set_cookie(
        COOKIE,
        _serializer().dumps(urlsafe_b64encode(g.hotline_key).decode()),
        max_age=IDLE,
        path=PATH,
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
        httponly=True,
        samesite="Strict",
    )
    return answer


def _key_in_cookie() -> bytes | None:
    held = request.cookies.get(COOKIE)
    if held is None:
        return None
    try:
        return urlsafe_b64decode(_serializer().loads(held, max_age=int(IDLE.total_seconds())))
    except (BadSignature, ValueError):
        return None


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="hotline key")
