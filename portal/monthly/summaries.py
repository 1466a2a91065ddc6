"""GET /portal/monthly and /summaries/<id>, what the head writes there, effects of promises (Q-05)."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.clock import now
from models.errors import Invalid
from models.kpi.rules.months import Month
from models.monthly import actions, queries
from models.monthly.tables import MonthlySummary
from models.monthly.words import Effect, MonthlyState, SummaryState
from models.rulebook.queries import rules_at
from portal.monthly.blueprint import blueprint
from portal.monthly.forms import EffectForm, SummaryForm
from web.access import anyone, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.kpi.telling import month_name
from web.language import _
from web.monthly.reading import MonthReading

TEMPLATE = "portal/monthly/summary.html"
TONES = {
    MonthlyState.DRAFT: "neutral",
    MonthlyState.SUBMITTED: "warn",
    MonthlyState.APPROVED: "info",
    MonthlyState.SENT: "good",
}


@blueprint.get("")
@anyone
def index() -> ResponseReturnValue:
    """The company's reports for who reads them, and the summaries that the viewer writes."""
    reads = queries.reads_reports(viewer())
    return page(
        "portal/monthly/index.html",
        reads=reads,
        reports=queries.reports() if reads else (),
        mine=queries.my_summaries(viewer()),
        month_of=lambda day: month_name(Month(day)),
        tones=TONES,
        at=now(),
    )


@blueprint.get("/summaries/<int:summary_id>")
@anyone
def summary(summary_id: int) -> ResponseReturnValue:
    """A department's month."""
    return page(TEMPLATE, **_screen(_or_404(summary_id)))


@blueprint.post("/summaries/<int:summary_id>")
@anyone
@commits
def write_summary(summary_id: int) -> Response:
    found, form = _or_404(summary_id), SummaryForm(request.form)
    hands_in = "hand_in" in request.form
    if not form.validate():
        return rejected(TEMPLATE, form, **_screen(found, form))
    try:
        actions.write_summary(
            found, form.draft(), hand_in=hands_in, by=viewer(), now=now(), seen=form.version.version
        )
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, **_screen(found, form))
    flash(_("Handed in. Thank you.") if hands_in else _("Kept. It is not handed in yet."), "good")
    return respond(redirect=url_for("monthly.summary", summary_id=summary_id))


@blueprint.post("/summaries/<int:summary_id>/effects/<int:measure_id>")
@anyone
@commits
def tell_effect(summary_id: int, measure_id: int) -> Response:
    found, form = _or_404(summary_id), EffectForm(request.form)
    form.prepare()
    if not form.validate():
        return rejected(TEMPLATE, form, **_screen(found, effect=form, telling=measure_id))
    try:
        effect = Effect(form.effect.data)
        actions.tell_effect(found, measure_id, effect, form.told.data or "", by=viewer(), now=now())
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, **_screen(found, effect=form, telling=measure_id))
    flash(_("Noted."), "good")
    return respond(redirect=url_for("monthly.summary", summary_id=summary_id))


def _screen(
    found: MonthlySummary,
    form: SummaryForm | None = None,
    *,
    effect: EffectForm | None = None,
    telling: int | None = None,
) -> dict[str, Any]:
    month = Month(found.month)
    report = queries.report_of(month)
    writes = (
        found.state is SummaryState.DRAFT
        and queries.heads(found.department_id) == [viewer().id]
        and report is not None
        and report.state is MonthlyState.DRAFT
    )
    asked = effect or EffectForm(None)
    asked.prepare()
    return {
        "summary": found,
        "title_month": month_name(month),
        "reading": MonthReading({}, rules_at(now())),
        "promises": queries.promises(month, found.department_id),
        "writes": writes,
        "reads": queries.reads_reports(viewer()),
        "summary_form": form or SummaryForm.of(found),
        "effect_form": asked,
        "telling": telling,
        "at": now(),
    }


def _or_404(summary_id: int) -> MonthlySummary:
    return queries.summary_of(viewer(), summary_id) or abort(404)
