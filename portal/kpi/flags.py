"""GET /portal/kpi/flags and one of them, POST …/decision, …/deduction: departments off target (Q-04)."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from models.accountability.words import MeasureKind
from models.clock import now
from models.conduct.queries import talks
from models.errors import Invalid
from models.kpi import queries
from models.kpi.actions import decide_flag, deduct_for_flag
from models.kpi.rules.months import Month
from models.kpi.tables import KpiFlag
from models.kpi.words import Facet, FlagState
from portal.cases.forms.compensation import Yuan
from portal.kpi.asked import Asked
from portal.kpi.blueprint import blueprint
from portal.kpi.tabs import tabs
from portal.kpi.views import READERS
from web.access import needs, viewer
from web.commit import commits
from web.errors import refusal
from web.forms import Form, Paragraph, Required
from web.fragments import page, rejected, respond
from web.kpi import telling
from web.language import _, lazy

TEMPLATE = "portal/kpi/flag.html"
refusal(
    "flag",
    lazy("A flag is decided by human resources or the leading group, never from within the department."),
)


class DecisionForm(Form):
    """What follows of a flag, and why."""

    outcome = RadioField(
        lazy("What follows"),
        choices=[
            SelectChoice(FlagState.TAKEN.value, lazy("Taken up: a talk with the head is called for")),
            SelectChoice(FlagState.DISMISSED.value, lazy("Nothing follows")),
        ],
        validators=[InputRequired()],
    )
    reason = Paragraph(lazy("What the talk is to be about, or why nothing follows"), most=2000, required=True)


class DeductionForm(Form):
    """What the department's bonus is cut by, and why."""

    amount = Yuan(lazy("Amount in yuan"), validators=[Required()])
    reason = Paragraph(lazy("Reason"), most=2000, required=True)


@blueprint.get("/flags")
@needs(*READERS)
def flags() -> ResponseReturnValue:
    """The flags of departments whose figures the viewer may read."""
    if not queries.departments_read(viewer()):
        abort(404)
    return page("portal/kpi/flags.html", rows=queries.flags(viewer()), tabs=tabs("kpi.flags"))


@blueprint.get("/flags/<int:flag_id>")
@needs(*READERS)
def flag(flag_id: int) -> ResponseReturnValue:
    """One flag with the figures of its months."""
    return page(TEMPLATE, form=DecisionForm(None), **_context(_flag_or_404(flag_id)))


@blueprint.post("/flags/<int:flag_id>/decision")
@needs(*READERS)
@commits
def decide(flag_id: int) -> Response:
    found = _flag_or_404(flag_id)
    form = DecisionForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form, **_context(found))
    decide_flag(found, FlagState(form.outcome.data), form.reason.data or "", by=viewer(), now=now())
    if found.state is FlagState.TAKEN:
        flash(
            _("Taken up. Who leads the talk with the head is told, and reads these figures with it."), "good"
        )
    else:
        flash(_("Noted. The flag stays here with what you wrote."), "good")
    return respond(redirect=url_for("kpi.flag", flag_id=flag_id))


@blueprint.post("/flags/<int:flag_id>/deduction")
@needs(*READERS)
@commits
def deduct(flag_id: int) -> Response:
    found = _flag_or_404(flag_id)
    form = DeductionForm(request.form, prefix="deduction-")
    if form.validate():
        try:
            deduct_for_flag(found, form.amount.data, form.reason.data or "", by=viewer(), now=now())
        except Invalid as error:
            form.blame(error)
    if form.errors:
        return rejected(TEMPLATE, DecisionForm(None), **_context(found) | {"deduction": form})
    flash(_("Decided. The deduction goes to payroll."), "good")
    return respond(redirect=url_for("kpi.flag", flag_id=flag_id))


def _flag_or_404(flag_id: int) -> KpiFlag:
    return queries.flag_for(viewer(), flag_id) or abort(404)


def months_of(found: KpiFlag) -> list[tuple[Any, str]]:
    """Each month of a flag as it was frozen, and where its cases are."""
    month = Month(found.month)
    subject = queries.of_department(found.department_id)
    asked = Asked(month, month.shifted(-1), subject, Facet.ALL, "", found.figure)
    return [
        (each, asked.address("kpi.cases", month=Month.read(each["month"]) or month)) for each in found.months
    ]


def _context(found: KpiFlag) -> dict[str, Any]:
    by, at = viewer(), now()
    followed = queries.what_followed(found)
    called = next((each for each in followed if each.kind is MeasureKind.HEAD_TALK), None)
    deducted = next((each for each in followed if each.kind is MeasureKind.BONUS_DEDUCTION), None)
    talk = talks.talk_of(called) if called else None
    deducts = found.state is FlagState.TAKEN and deducted is None and queries.deducts_for(by, found, at)
    return {
        "flag": found,
        "months": months_of(found),
        "telling": telling,
        "decides": found.open and queries.decides_flag(by, found, at),
        "talk": talks.find_talk(by, talk.id) if talk else None,
        "deducted": deducted,
        "deduction": DeductionForm(None, prefix="deduction-") if deducts else None,
    }
