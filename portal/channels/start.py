"""Which ways of registering a person has: one screen a channel, and the one for all others."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from models.cases.rules.outside import may_record
from models.people.roles import Role
from models.people.tables import Staff
from models.permissions import Permission
from portal.channels.blueprint import blueprint
from web.access import needs, viewer
from web.context import viewer_or_none
from web.language import _


@dataclass(frozen=True)
class Way:
    """One screen for registering."""

    endpoint: str
    label: str


def ways(by: Staff) -> list[Way]:
    """What this person may register with, the likeliest first."""
    store = Way("channels.store", _("Store"))
    outside = [Way("channels.regulator", _("Regulator or mediator"))] if may_record(by) else []
    if by.may(Permission.CASE_TRIAGE):
        return [
            Way("cases.new", _("Telephone and others")),
            store,
            Way("channels.chat", _("Live chat")),
            Way("channels.social", _("Social media and forum")),
            Way("channels.research", _("Market research")),
            *outside,
        ]
    if Role.STORE_STAFF in by.roles:
        return [store, Way("cases.new", _("Observed by yourself"))]
    return [Way("cases.new", _("Observed by yourself")), *outside]


@blueprint.get("")
@needs(Permission.CASE_REGISTER)
def start() -> ResponseReturnValue:
    """Where this person usually registers."""
    return redirect(url_for(ways(viewer())[0].endpoint), code=303)


@blueprint.app_context_processor
def _tabs() -> dict[str, Callable[[], list[dict[str, Any]]]]:
    return {"ways_to_register": _shown}


def _shown() -> list[dict[str, Any]]:
    """The ways as tabs; none where there is but one."""
    staff = viewer_or_none()
    found = ways(staff) if staff is not None and staff.may(Permission.CASE_REGISTER) else []
    return [
        {"label": way.label, "url": url_for(way.endpoint), "current": _here() == way.endpoint}
        for way in found
        if len(found) > 1
    ]


def _here() -> str:
    """The screen that this page belongs to, whether it is shown or sent."""
    endpoint = request.endpoint or ""
    return "cases.new" if endpoint == "cases.register" else endpoint.removesuffix("_told")
