"""The portal's navigation: only what this person may open, with what waits for them."""

from functools import cache
from typing import Any

from flask import Flask, current_app, request, url_for

from models.mailbox.queries import count_with_unread
from models.outbox.queries import unread_count
from models.people.tables import Staff
from models.permissions import Permission
from portal.entries import GROUPS, Entry
from portal.today import today
from portal.waiting import waiting
from web.context import viewer_or_none
from web.site import on_private_site


def add_navigation(app: Flask) -> None:
    """Gives every portal page its navigation and the number of unread notices."""

    @app.context_processor
    def navigation() -> dict[str, Any]:
        if not on_private_site():
            return {}
        staff = viewer_or_none()
        if staff is None:
            return {"navigation": [], "unread_notices": 0, "today": today}
        found = waiting(staff)
        counts = {
            "waiting": found.things,
            "reviews": found.reviews,
            "calls": found.calls,
            "requests": found.requests,
            "rewards": found.rewards,
            "training": found.training,
        }
        if staff.may(Permission.CASE_TRIAGE):
            counts["mails"], unread = count_with_unread(staff.id)
        else:
            unread = unread_count(staff.id)
        register_at = url_for("cases.new") if staff.may(Permission.CASE_REGISTER) else ""
        return {
            "navigation": groups(staff, counts),
            "register_at": register_at,
            "unread_notices": unread,
            "today": today,
        }


def groups(staff: Staff, counts: dict[str, int]) -> list[dict[str, Any]]:
    """The groups with what is open to this person; empty groups are left out."""
    shown = []
    for group in GROUPS:
        items = [_item(entry, counts) for entry in group.entries if entry.open_to(staff)]
        if items:
            shown.append({"label": group.label, "items": items})
    return shown


def _item(entry: Entry, counts: dict[str, int]) -> dict[str, Any]:
    here = request.endpoint == entry.endpoint
    inside = bool(entry.under) and request.path.startswith(entry.under) and request.endpoint not in _NAMED
    return {
        "label": entry.label,
        "url": f"{request.script_root}{_path(entry.endpoint)}",
        "icon": entry.icon,
        "count": counts.get(entry.counter, 0),
        "urgent": entry.counter == "waiting",
        "current": here or inside,
    }


@cache
def _path(endpoint: str) -> str:
    """Where an entry leads, below the root of the site; the same in every request."""
    return current_app.url_map.bind("localhost").build(endpoint)


_NAMED = {entry.endpoint for group in GROUPS for entry in group.entries}
