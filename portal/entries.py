"""What the portal's navigation holds, group by group, and whose permissions open each line."""

from collections.abc import Callable
from dataclasses import dataclass, field

from flask_babel.speaklater import LazyString

from models.clock import now
from models.hotline.queries.keepers import recoveries_beside, standing_of
from models.people.roles import Role
from models.people.tables import Staff
from models.permissions import Permission
from models.rulebook.queries import hotline_at
from portal.waiting import waiting
from web.language import lazy


@dataclass(frozen=True)
class Entry:
    """One line of the navigation. Any one of `permissions` opens it; none means that all may."""

    endpoint: str
    label: LazyString
    icon: str
    permissions: tuple[Permission, ...] = ()
    roles: tuple[Role, ...] = ()
    """Opens it too, where no permission says so much."""
    opens: Callable[[Staff], bool] | None = None
    """Says by itself to whom: the hotline's desk is there for who may hold a key, the inspections of
    departments for members of a body."""
    under: str = ""
    """Addresses that begin with this are inside it."""
    counter: str = ""

    def open_to(self, staff: Staff) -> bool:
        if self.opens is not None:
            return self.opens(staff)
        if self.roles:
            return not staff.roles.isdisjoint(self.roles)
        return not self.permissions or any(staff.may(permission) for permission in self.permissions)


def inspects_departments(staff: Staff) -> bool:
    """Heads, whose departments are inspected; who reads inspections; and whoever sits in the supervision
    group, as a seat grants no permission (Q-03)."""
    reads = staff.may(Permission.CASE_EXTEND) or staff.may(Permission.INSPECTION_READ)
    return reads or waiting(staff).supervises


def may_hold_a_key(staff: Staff) -> bool:
    """Supervisors, and whom the rulebook names as the committee's chair and as the outside reader (W-04)."""
    moment = now()
    return standing_of(staff, hotline_at(moment), moment) is not None


def is_asked_for_a_sheet(staff: Staff) -> bool:
    """Members of the committee and the leading group, while somebody waits for a sheet that they may keep;
    who holds a key is told so at the desk (W-03)."""
    return not staff.roles.isdisjoint(_BOARDS) and bool(recoveries_beside(staff))


_BOARDS = frozenset({Role.COMMITTEE, Role.LEADING_GROUP})


@dataclass(frozen=True)
class Group:
    label: LazyString | str
    entries: tuple[Entry, ...] = field(default_factory=tuple)


GROUPS = (
    Group("", (Entry("day.index", lazy("My day"), "home", counter="waiting"),)),
    Group(
        lazy("Handling"),
        (
            Entry("cases.index", lazy("Cases"), "clipboard-text", under="/portal/cases"),
            Entry(
                "cases.reviews",
                lazy("Review queue"),
                "clipboard-check",
                (Permission.CASE_REVIEW,),
                counter="reviews",
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
                "mailbox.index",
                lazy("Incoming mail"),
                "mail",
                (Permission.CASE_TRIAGE,),
                under="/portal/mailbox",
                counter="mails",
            ),
            Entry(
                "imports.index",
                lazy("Import of cases"),
                "file-spreadsheet",
                (Permission.CASE_IMPORT,),
                under="/portal/imports",
            ),
            Entry(
                "compensations.index",
                lazy("Compensation"),
                "report-money",
                (Permission.COMPENSATION_READ,),
                under="/portal/compensations",
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
        ),
    ),
    Group(
        lazy("Customers' voice"),
        (
            Entry(
                "campaigns.index",
                lazy("Survey campaigns"),
                "speakerphone",
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
                "reports.index",
                lazy("Satisfaction reports"),
                "notes",
                (Permission.REPORT_APPROVE, Permission.REPORT_EDIT),
                under="/portal/reports",
            ),
            Entry(
                "questionnaires.index",
                lazy("Questionnaires"),
                "checkbox",
                (Permission.QUESTIONNAIRE_READ,),
                under="/portal/questionnaires",
            ),
        ),
    ),
    Group(
        lazy("Knowledge and improvement"),
        (
            Entry("knowledge.index", lazy("Knowledge base"), "bulb", under="/portal/knowledge"),
            Entry("library.index", lazy("Case library"), "books", under="/portal/library"),
            Entry("improvement.index", lazy("Improvement"), "trending-up", under="/portal/improvement"),
        ),
    ),
    Group(
        lazy("People"),
        (
            Entry(
                "training.index",
                lazy("Training"),
                "school",
                under="/portal/training",
                counter="training",
            ),
            Entry(
                "rewards.index",
                lazy("Rewards"),
                "award",
                under="/portal/rewards",
                counter="rewards",
            ),
            Entry("points.index", lazy("Points"), "coins", under="/portal/points"),
            Entry("staff_files.index", lazy("Personnel files"), "id-badge-2", under="/portal/staff-files"),
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
                "cash",
                (Permission.PAYROLL_ISSUE,),
                under="/portal/payroll",
            ),
        ),
    ),
    Group(
        lazy("Supervision and assessment"),
        (
            Entry(
                "kpi.index",
                lazy("Key figures"),
                "target",
                (Permission.CASE_HANDLE, Permission.CASE_TRIAGE, Permission.KPI_READ),
                under="/portal/kpi",
            ),
            Entry(
                "monthly.index",
                lazy("Monthly reports"),
                "notes",
                (
                    Permission.CASE_EXTEND,
                    Permission.KPI_READ,
                    Permission.REPORT_APPROVE,
                    Permission.REPORT_EDIT,
                ),
                under="/portal/monthly",
            ),
            Entry("bodies.index", lazy("Bodies and meetings"), "users", under="/portal/bodies"),
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
                opens=inspects_departments,
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
                "hotline_intake.new",
                lazy("Take down a report"),
                "shield-lock",
                (Permission.HOTLINE_INTAKE,),
                under="/portal/hotline/intake",
            ),
            Entry(
                "supervision.index",
                lazy("The supervision hotline"),
                "lock",
                opens=may_hold_a_key,
                under="/portal/hotline",
            ),
            Entry(
                "supervision.show_figures",
                lazy("Figures of the supervision hotline"),
                "chart-bar",
                roles=(Role.COMMITTEE, Role.LEADING_GROUP),
            ),
            Entry(
                "supervision.help_out",
                lazy("Recovery of a hotline key"),
                "key",
                opens=is_asked_for_a_sheet,
            ),
            Entry(
                "supervision.payouts",
                lazy("Rewards of the hotline"),
                "gift",
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
                "products.index",
                lazy("Products"),
                "tag",
                (Permission.PRODUCT_EDIT, Permission.RULEBOOK_READ),
                under="/portal/products",
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
                "wand",
                (Permission.CASE_REVIEW, Permission.CASE_TRIAGE, Permission.RULEBOOK_READ),
                under="/portal/suggestions",
            ),
            Entry(
                "forgetting.index",
                lazy("Forget a customer"),
                "user-x",
                (Permission.CUSTOMER_FORGET,),
                under="/portal/forgetting",
            ),
            Entry(
                "retention.index",
                lazy("Retention periods"),
                "archive",
                (Permission.EXPIRY_READ,),
                under="/portal/retention",
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
