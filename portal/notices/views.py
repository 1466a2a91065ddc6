"""The list of notices, marking them as read, and opening what one is about."""

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.outbox.actions import mark_read, read
from models.outbox.queries import notice_of, notices_of, unread_count
from models.permissions import Permission
from web.access import anyone, viewer
from web.commit import commits
from web.fragments import is_fragment_request, page, respond
from web.notices import told

blueprint = Blueprint("notices", __name__, url_prefix="/portal/notices")
SHOWN = 100


@blueprint.get("")
@anyone
def index() -> ResponseReturnValue:
    """One's own latest notices, newest first."""
    staff = viewer()
    return page(
        "portal/notices/index.html",
        notices=[told(notice) for notice in notices_of(staff.id, SHOWN)],
        unread=unread_count(staff.id),
        most=SHOWN,
    )


@blueprint.post("/readings")
@anyone
@commits
def read_all() -> ResponseReturnValue:
    """Marks all of one's notices as read, or those `about` one row, as its page asks when it is opened.

    Reading writes nothing, so the page posts this by itself where htmx runs; htmx gets the bell as it is now.
    """
    about = request.form.get("about") or None
    mark_read(viewer().id, now=now(), about=about)
    if about is not None and is_fragment_request():
        return page("portal/_notices.html")
    return respond(redirect=_place_of(about) if about is not None else url_for("notices.index"))


@blueprint.post("/<int:notice_id>/opening")
@anyone
@commits
def open_one(notice_id: int) -> ResponseReturnValue:
    """Marks a notice as read, with the others about the same row, and goes there."""
    notice = notice_of(viewer().id, notice_id)
    if notice is None:
        abort(404)
    read(notice, now=now())
    return respond(redirect=_place_of(notice.about, notice.kind))


def _place_of(about: str, kind: str = "") -> str:
    area, _, name = about.partition(":")
    if area == "case" and name:
        return url_for("cases.show", number=name)
    if area == "campaign" and viewer().may(Permission.CAMPAIGN_EDIT):
        return url_for("campaigns.show", number=name)
    if area == "import":
        return url_for("imports.show", import_id=name)
    if area == "amendment" and viewer().may(Permission.RULEBOOK_READ):
        return url_for("amendments.editions" if kind == "rulebook_approved" else "amendments.draft")
    if area == "questionnaire" and viewer().may(Permission.QUESTIONNAIRE_READ):
        return url_for("questionnaires.show", code=name.rpartition(".")[0])
    if area == "report" and {Permission.REPORT_APPROVE, Permission.REPORT_EDIT} & viewer().permissions:
        correcting = kind == "satisfaction_correction"
        return url_for("reports.correction" if correcting else "reports.show", report_id=name)
    if area == "reports" and viewer().may(Permission.REPORT_EDIT):
        return url_for("reports.new")
    if area == "duty" and {Permission.CASE_ASSIST, Permission.DUTY_EDIT} & viewer().permissions:
        return url_for("duty.index")
    if area == "kpi_report":
        return url_for("kpi.reports")
    if area == "kpi_flag":
        return url_for("kpi.flag", flag_id=name)
    if area == "reward":
        return url_for("rewards.show", number=name)
    if area == "talk":
        return url_for("department_files.talk", talk_id=name)
    if area == "inspection":
        return url_for("inspections.show", inspection_id=name)
    if area == "inspection_draw":
        return url_for("inspections.mine")
    if area == "correction":
        return url_for("inspections.correction", correction_id=name)
    if area == "supervision_inspection":
        return url_for("department_inspections.show", number=name)
    if area == "meeting":
        return url_for("bodies.meeting" if kind != "body_task" else "bodies.index", number=name)
    if area == "monthly":
        return url_for("monthly.report", month=name)
    if area == "monthly_summary":
        return url_for("monthly.summary", summary_id=name)
    if area == "body":
        return url_for("bodies.body", body=name)
    if area == "improvement":
        return url_for("improvement.show", number=name)
    if area == "rising" and viewer().may(Permission.IMPROVEMENT_STEER):
        return url_for("improvement.rising")
    if area == "article":
        return url_for("knowledge.show", number=name)
    if area == "library":
        return url_for("library.show", number=name)
    if area == "training":
        return url_for("training.session", number=name)
    if area == "training_need":
        return url_for("training.need", need_id=name)
    if area == "training_plan" and viewer().may(Permission.TRAINING_READ):
        return url_for("training.plan", name=name)
    if area == "support":
        return url_for("support.show", request_id=name)
    if area == "matter":
        return url_for("matters.show", number=name)
    if area == "candidate" and viewer().may(Permission.MATTER_READ):
        return url_for("matters.candidate", candidate_id=name)
    if kind == "revisit_calls":
        return url_for("revisits.index")
    if about == viewer().audit_name:
        return url_for("account.index")
    if area == "retention" and viewer().may(Permission.EXPIRY_READ):
        return url_for("retention.index")
    if area == "trail" and viewer().may(Permission.AUDIT_READ):
        return url_for("trail.index")
    return url_for("notices.index")
