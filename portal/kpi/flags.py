"""GET /portal/kpi/flags and one of them, POST …/decision: departments below or above target (Q-04)."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired

from models.clock import now
from models.kpi import queries
from models.kpi.actions import decide_flag
from models.kpi.rules.months import Month
from models.kpi.tables import KpiFlag
from models.kpi.words import Facet, FlagState, Side
from portal.kpi.asked import Asked
from portal.kpi.blueprint import blueprint
from portal.kpi.tabs import tabs
from portal.kpi.views import READERS
from web.access import needs, viewer
from web.commit import commits
from web.forms import Form, Paragraph
from web.fragments import page, rejected, respond
from web.kpi import telling
from web.language import _, lazy

TEMPLATE = "portal/kpi/flag.html"


class DecisionForm(Form):
    """What follows of a flag, and why."""

    outcome = RadioField(
        lazy("What follows"),
        choices=[
            SelectChoice(FlagState.TAKEN.value, lazy("Taken up: a talk with the head, or measures")),
            SelectChoice(FlagState.DISMISSED.value, lazy("Nothing follows")),
        ],
        validators=[InputRequired()],
    )
    reason = Paragraph(lazy("What was agreed, or why nothing follows"), most=2000, required=True)


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
    flash(_("Noted. The flag stays here with what you wrote."), "good")
    return respond(redirect=url_for("kpi.flag", flag_id=flag_id))


def _flag_or_404(flag_id: int) -> KpiFlag:
    return queries.flag_for(viewer(), flag_id) or abort(404)


def _context(found: KpiFlag) -> dict[str, Any]:
    month = Month(found.month)
    subject = queries.of_department(found.department_id)
    asked = Asked(month, month.shifted(-1), subject, Facet.ALL, "", found.figure)
    months = [
        (each, asked.address("kpi.cases", month=Month.read(each["month"]) or month)) for each in found.months
    ]
    return {
        "flag": found,
        "months": months,
        "asked": asked,
        "telling": telling,
        "decides": found.open and found.side is Side.BELOW and queries.decides_flags(viewer()),
    }
