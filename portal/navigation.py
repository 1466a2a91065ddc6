"""The portal's navigation: only what this person may open, with what waits for them."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from flask import Flask, current_app, request, url_for
from flask_babel.speaklater import LazyString

from models.mailbox.queries import count_with_unread
from models.outbox.queries import unread_count
from models.people.roles import Role
from models.people.tables import Staff
from models.permissions import Permission
from portal.today import today
from portal.waiting import waiting
from web.context import viewer_or_none
from web.language import lazy
from web.site import on_private_site


@dataclass(frozen=True)
class Entry:
    """One line of the navigation. Any one of `permissions` opens it; none means that all may."""

    endpoint: str
    label: LazyString
    icon: str
    permissions: tuple[Permission, ...] = ()
    roles: tuple[Role, ...] = ()
    """Opens it too, where no permission says so much: the hotline opens by key."""
    under: str = ""
    """Addresses that begin with this are inside it."""
    counter: str = ""

    def open_to(self, staff: Staff) -> bool:
        if self.roles:
            return not staff.roles.isdisjoint(self.roles)
        return not self.permissions or any(staff.may(permission) for permission in self.permissions)


@dataclass(frozen=True)
class Group:
    label: LazyString | str
    entries: tuple[Entry, ...] = field(default_factory=tuple)


GROUPS = (
    Group(
        "",
        (
            Entry("day.index", lazy("My day"), "home", counter="waiting"),
            Entry("cases.index", lazy("Cases"), "clipboard-text", under="/portal/cases"),
            Entry(
                "cases.reviews",
                lazy("Review queue"),
                "clipboard-check",
                (Permission.CASE_REVIEW,),
                counter="reviews",
            ),
            Entry(
                "imports.index",
                lazy("Import of cases"),
                "file-spreadsheet",
                (Permission.CASE_IMPORT,),
                under="/portal/imports",
            ),
            Entry(
                "hotline_intake.new",
                lazy("Take down a report"),
                "shield-lock",
                (Permission.HOTLINE_INTAKE,),
                under="/portal/hotline/intake",
            ),
            Entry(
                "revisits.index",
                lazy("Revisits"),
                "phone",
                (Permission.REVISIT_CALL,),
                under="/portal/revisits",
                counter="calls",
            ),
            Entry(
                "campaigns.index",
                lazy("Survey campaigns"),
                "checklist",
                (Permission.CAMPAIGN_EDIT, Permission.CAMPAIGN_LAUNCH),
                under="/portal/campaigns",
            ),
            Entry(
                "results.index",
                lazy("Results"),
                "chart-bar",
                (Permission.RESULTS_READ,),
                under="/portal/results",
            ),
            Entry(
                "kpi.index",
                lazy("Key figures"),
                "chart-line",
                (Permission.CASE_HANDLE, Permission.CASE_TRIAGE, Permission.KPI_READ),
                under="/portal/kpi",
            ),
            Entry(
                "reports.index",
                lazy("Satisfaction reports"),
                "notes",
                (Permission.REPORT_APPROVE, Permission.REPORT_EDIT),
                under="/portal/reports",
            ),
            Entry(
                "support.index",
                lazy("Support"),
                "users",
                under="/portal/support",
                counter="requests",
            ),
            Entry(
                "duty.index",
                lazy("Duty roster"),
                "calendar",
                (Permission.CASE_ASSIST, Permission.CASE_DECIDE, Permission.DUTY_EDIT),
                under="/portal/duty",
            ),
            Entry("bodies.index", lazy("Bodies and meetings"), "users", under="/portal/bodies"),
            Entry("improvement.index", lazy("Improvement"), "chart-line", under="/portal/improvement"),
            Entry("knowledge.index", lazy("Knowledge base"), "bulb", under="/portal/knowledge"),
            Entry("library.index", lazy("Case library"), "book", under="/portal/library"),
            Entry(
                "rewards.index",
                lazy("Rewards"),
                "school",
                under="/portal/rewards",
                counter="rewards",
            ),
            Entry("training.index", lazy("Training"), "book", under="/portal/training"),
            Entry("points.index", lazy("Points"), "chart-line", under="/portal/points"),
            Entry("staff_files.index", lazy("Personnel files"), "archive", under="/portal/staff-files"),
            Entry(
                "department_files.index",
                lazy("Files of departments"),
                "building",
                (Permission.LEDGER_READ,),
                under="/portal/department-files",
            ),
            Entry(
                "payroll.index",
                lazy("Payroll"),
                "file-spreadsheet",
                (Permission.PAYROLL_ISSUE,),
                under="/portal/payroll",
            ),
            Entry(
                "mailbox.index",
                lazy("Incoming mail"),
                "mail",
                (Permission.CASE_TRIAGE,),
                under="/portal/mailbox",
                counter="mails",
            ),
            Entry(
                "compensations.index",
                lazy("Compensation"),
                "scale",
                (Permission.COMPENSATION_READ,),
                under="/portal/compensations",
            ),
        ),
    ),
    Group(
        lazy("Supervision and assessment"),
        (
            Entry(
                "inspections.index",
                lazy("Quality inspection"),
                "clipboard-check",
                (Permission.CASE_HANDLE, Permission.INSPECTION_READ),
                under="/portal/inspections",
            ),
            Entry(
                "department_inspections.index",
                lazy("Inspections of departments"),
                "checklist",
                (Permission.CASE_EXTEND, Permission.INSPECTION_READ),
                under="/portal/supervision",
            ),
            Entry(
                "matters.index",
                lazy("Accountability"),
                "scale",
                (Permission.MATTER_INVESTIGATE, Permission.MATTER_READ),
                under="/portal/matters",
            ),
            Entry(
                "supervision.index",
                lazy("The supervision hotline"),
                "lock",
                roles=(Role.SUPERVISOR,),
                under="/portal/hotline",
            ),
            Entry(
                "supervision.show_figures",
                lazy("Figures of the supervision hotline"),
                "chart-line",
                roles=(Role.COMMITTEE, Role.LEADING_GROUP),
            ),
            Entry(
                "supervision.payouts",
                lazy("Rewards of the hotline"),
                "school",
                roles=(Role.FINANCE,),
            ),
        ),
    ),
    Group(
        lazy("Company"),
        (
            Entry(
                "people.index",
                lazy("People and departments"),
                "users",
                (Permission.PEOPLE_READ,),
                under="/portal/people",
            ),
            Entry(
                "questionnaires.index",
                lazy("Questionnaires"),
                "checkbox",
                (Permission.QUESTIONNAIRE_READ,),
                under="/portal/questionnaires",
            ),
            Entry(
                "rulebook.index",
                lazy("Rulebook"),
                "book",
                (Permission.RULEBOOK_READ,),
                under="/portal/rulebook",
            ),
            Entry(
                "suggestions.index",
                lazy("Suggestions"),
                "bulb",
                (Permission.CASE_REVIEW, Permission.CASE_TRIAGE, Permission.RULEBOOK_READ),
                under="/portal/suggestions",
            ),
            Entry(
                "forgetting.index",
                lazy("Forget a customer"),
                "users",
                (Permission.CUSTOMER_FORGET,),
                under="/portal/forgetting",
            ),
            Entry(
                "outbox.index",
                lazy("Outbox"),
                "mail-forward",
                (Permission.OUTBOX_READ,),
                under="/portal/outbox",
            ),
            Entry(
                "trail.index",
                lazy("Audit trail"),
                "history",
                (Permission.AUDIT_READ,),
                under="/portal/trail",
            ),
            Entry("jobs.index", lazy("Jobs"), "clock", (Permission.JOBS_READ,), under="/portal/jobs"),
        ),
    ),
)


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
