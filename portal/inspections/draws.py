"""GET and POST /portal/inspections/draws, /<month>, and calibrations: how cases were chosen (Q-01)."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.cases import queries as cases
from models.clock import local_day, now
from models.errors import Invalid
from models.inspection import actions, queries
from models.people.queries import staff_with_ids, who_may
from models.permissions import Permission
from models.rulebook.queries import rules_of
from portal.inspections import forms
from portal.inspections.blueprint import blueprint
from portal.inspections.lists import tabs
from portal.inspections.words import checklist_name, stratum_text
from web.access import needs, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _

TEMPLATE = "portal/inspections/draws.html"
MONTHS_BACK = 6


@blueprint.get("/draws")
@needs(Permission.INSPECTION_READ)
def draws() -> ResponseReturnValue:
    """Every draw, and the forms to draw another and to begin a calibration."""
    return page(TEMPLATE, **_screen())


@blueprint.post("/draws")
@needs(Permission.INSPECTION_DRAW)
@commits
def draw() -> Response:
    form = forms.DrawForm(request.form, prefix="draw-")
    form.month.choices = _months()
    if form.validate():
        try:
            made = actions.draw_month(date.fromisoformat(f"{form.month.data}-01"), by=viewer(), now=now())
        except Invalid as fault:
            form.blame(fault)
        else:
            said = _("Drawn: %(drawn)s of %(eligible)s cases.", drawn=made.drawn, eligible=made.eligible)
            flash(said, "good")
            return respond(redirect=url_for("inspections.one_draw", month=f"{made.month:%Y-%m}"))
    return rejected(TEMPLATE, form, **_screen(draw_form=form))


@blueprint.get("/draws/<month>")
@needs(Permission.INSPECTION_READ)
def one_draw(month: str) -> ResponseReturnValue:
    """How a month was drawn: seed, strata, and whether the draw repeated now gives the same."""
    try:
        found = queries.draw_of(date.fromisoformat(f"{month}-01"))
    except ValueError:
        found = None
    if found is None:
        abort(404)
    again = queries.repeated(found)
    strata = {number: stratum for number, stratum, _grade, _risk in found.frame}
    members, chosen = Counter(strata.values()), Counter(strata[number] for number, _ground in again)
    rules = rules_of(found.rulebook_id)
    return page(
        "portal/inspections/draw.html",
        draw=found,
        rules=rules.inspections,
        grounds=Counter(ground for _number, ground in again),
        same=again == queries.drawn_by(found),
        strata=[(stratum_text(name, rules), members[name], chosen[name]) for name in sorted(members)],
        checklist_name=checklist_name,
    )


@blueprint.post("/calibrations")
@needs(Permission.INSPECTION_DRAW)
@commits
def calibration() -> Response:
    form = forms.CalibrateForm(request.form, prefix="calibration-")
    form.offer(_people())
    if form.validate():
        case = cases.find(viewer(), form.case.data or "")
        people = staff_with_ids({int(each) for each in form.people.data or []})
        try:
            if case is None:
                raise Invalid("case", "unknown")
            made = actions.calibrate(case, list(people.values()), by=viewer(), now=now())
        except Invalid as fault:
            form.blame(fault)
        else:
            flash(_("The calibration has begun. Nobody sees another's sheet before all are in."), "good")
            return respond(redirect=url_for("inspections.show", inspection_id=made.id))
    return rejected(TEMPLATE, form, **_screen(calibration_form=form))


def _screen(**sent: Any) -> dict[str, Any]:
    draw_form = forms.DrawForm(None, prefix="draw-")
    draw_form.month.choices = _months()
    calibration_form = forms.CalibrateForm(None, prefix="calibration-")
    calibration_form.offer(_people())
    return {
        "rows": queries.draws(),
        "checklist_name": checklist_name,
        "draw_form": draw_form,
        "calibration_form": calibration_form,
        "draws_cases": viewer().may(Permission.INSPECTION_DRAW),
        "tabs": tabs("inspections.draws"),
        **sent,
    }


def _months() -> list[tuple[str, str]]:
    """The last months that are over and not drawn, the latest first."""
    drawn, found = set(queries.months()), []
    first = local_day(now()).replace(day=1)
    for _step in range(MONTHS_BACK):
        first = (first - timedelta(days=1)).replace(day=1)
        if first not in drawn:
            found.append((f"{first:%Y-%m}", f"{first:%Y-%m}"))
    return found


def _people() -> list[Any]:
    return list(who_may(Permission.INSPECTION_SCORE, on=local_day(now())))
