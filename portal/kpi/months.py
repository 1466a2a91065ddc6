"""GET /portal/kpi/months, POST …/closing, GET and POST …/correction: frozen months (Q-02)."""

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import DecimalField, IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from models.clock import now
from models.errors import Invalid
from models.kpi import actions, queries
from models.kpi.actions.correct import Right
from models.kpi.rules.figures import NATURE, Unit
from models.kpi.rules.months import Month
from models.kpi.tables import KpiMonth
from models.kpi.words import Figure
from models.permissions import Permission
from portal.kpi.asked import subject_of
from portal.kpi.blueprint import blueprint
from portal.kpi.board import named_now
from portal.kpi.tabs import tabs
from web.access import needs, viewer
from web.commit import commits
from web.errors import refusal
from web.forms import Form, Paragraph
from web.fragments import page, rejected, respond
from web.kpi.telling import month_name
from web.language import _, lazy
from web.words import choices

refusal(
    "own_figure", lazy("Nobody corrects figures of their own, or of the department they work in or head.")
)

TENTHS = 10
MOST = 1_000_000
SHOWN = 60
"""Months of the list: five years."""


class Minutes(DecimalField):
    """A time in minutes; what is no number, as a NaN, is said to be none."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if self.data is not None and not self.data.is_finite():
            self.data = None
            raise ValueError(self.gettext("Not a valid decimal value."))


class CorrectionForm(Form):
    """What is right of a figure of a closed month."""

    of = SelectField(lazy("Whose figure"))
    figure = SelectField(lazy("Figure"), choices=[])
    n = IntegerField(lazy("Counted (n)"), [InputRequired(), NumberRange(1, MOST)])
    hits = IntegerField(lazy("Of these in the share"), [Optional(), NumberRange(0, MOST)])
    median = Minutes(lazy("Median in minutes, for a time"), [Optional(), NumberRange(0, MOST)])
    p90 = Minutes(lazy("Nine of ten within minutes, for a time"), [Optional(), NumberRange(0, MOST)])
    reason = Paragraph(lazy("Why"), most=2000, required=True)

    def prepare(self) -> None:
        """Offers the company and every department, and every figure."""
        rows = [queries.COMPANY, *(queries.of_department(row) for row in queries.departments_read(viewer()))]
        self.of.choices = named_now(rows)
        self.figure.choices = choices(Figure)

    def right(self) -> Right:
        """What was typed, times in tenths of a minute."""
        if NATURE[Figure(self.figure.data)].unit is Unit.SHARE:
            return Right(self.n.data or 0, self.hits.data)
        times = [
            None if field.data is None else int(field.data * TENTHS) for field in (self.median, self.p90)
        ]
        return Right(self.n.data or 0, None, *times)


@blueprint.get("/months")
@needs(Permission.KPI_READ)
def months() -> ResponseReturnValue:
    """All months with figures: open or frozen, when, by whom, by which rules and method."""
    return page(
        "portal/kpi/months.html",
        rows=queries.months_kept()[:SHOWN],
        month_of=Month,
        at=now(),
        closes=viewer().may(Permission.KPI_CLOSE),
        closes_at=actions.closes_at,
        tabs=tabs("kpi.months"),
    )


@blueprint.post("/months/<month>/closing")
@needs(Permission.KPI_CLOSE)
@commits
def close(month: str) -> Response:
    closing = Month.read(month) or abort(404)
    if queries.month_of(closing) is None:
        abort(404)  # before the first case, or yet to come
    try:
        actions.close_month(actions.reckon(closing, now()), by=viewer(), now=now())
    except Invalid as fault:
        text = {
            "month_not_over": _("This month is not over."),
            "earlier_open": _("A month before it is open: close that first."),
        }
        flash(text.get(fault.why, str(fault)), "bad")
        return respond(redirect=url_for("kpi.months"))
    flash(_("The figures of %(month)s are frozen.", month=month_name(closing)), "good")
    return respond(redirect=url_for("kpi.months"))


@blueprint.get("/months/<month>/correction")
@needs(Permission.KPI_CLOSE)
def correction(month: str) -> ResponseReturnValue:
    """The form; whose figure and which may be named in the address."""
    kept = _closed_or_404(month)
    given = {name: request.args.get(name, "") for name in ("of", "figure")}
    form = CorrectionForm(None, data=given)
    form.prepare()
    return page("portal/kpi/correction.html", form=form, kept=kept, month=Month(kept.month))


@blueprint.post("/months/<month>/correction")
@needs(Permission.KPI_CLOSE)
@commits
def correct(month: str) -> Response:
    kept = _closed_or_404(month)
    form = CorrectionForm(request.form)
    form.prepare()
    context = {"kept": kept, "month": Month(kept.month)}
    subject = subject_of(form.of.data or "")
    if not form.validate() or subject is None:
        return rejected("portal/kpi/correction.html", form, **context)
    try:
        actions.correct(
            kept,
            Figure(form.figure.data),
            subject,
            form.right(),
            form.reason.data or "",
            by=viewer(),
            now=now(),
        )
    except Invalid as fault:
        form.blame(fault)
        return rejected("portal/kpi/correction.html", form, **context)
    flash(_("The correction stands beside the frozen figure."), "good")
    return respond(redirect=url_for("kpi.index", month=month, of=subject.key))


def _closed_or_404(key: str) -> KpiMonth:
    month = Month.read(key)
    kept = queries.month_of(month) if month else None
    return kept if kept is not None and kept.closed else abort(404)
