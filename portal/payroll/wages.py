"""GET and POST /portal/payroll/wages: what people earn, for HR alone (C-03)."""

from typing import Any

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import DateField, SelectField
from wtforms.validators import InputRequired

from models.clock import local_day, now
from models.conduct.actions import set_wage
from models.conduct.queries.payroll import people_with_wages
from models.errors import Invalid
from models.permissions import Permission
from models.rulebook.queries import conduct_at
from portal.cases.forms.compensation import Yuan
from portal.payroll.blueprint import blueprint, tabs
from portal.people.called import one_called
from web.access import needs, viewer
from web.commit import commits
from web.errors import refusal
from web.forms import Form, Line, Near, Required
from web.fragments import page, rejected, respond
from web.language import _, lazy
from web.language.filters import named

refusal("wage", lazy("Nobody writes down their own wage."))
CHOOSE = InputRequired(lazy("Please choose one."))


class WageForm(Form):
    """What somebody earns from a day on."""

    person = Line(lazy("Person"), most=80, required=True)
    amount = Yuan(lazy("Wage a month in yuan"), validators=[Required()])
    region = SelectField(lazy("Region of the minimum wage"), validators=[CHOOSE])
    from_on = DateField(lazy("From"), validators=[InputRequired(), Near()])

    def prepare(self) -> None:
        """Offers the regions of the rulebook."""
        regions = conduct_at(now()).legal.minimum_wages
        self.region.choices = [
            ("", _("Please choose")),
            *((each, each, {"lang": "zh-Hans"}) for each in regions),
        ]


@blueprint.get("/wages")
@needs(Permission.WAGE_EDIT)
def wages() -> ResponseReturnValue:
    """Everybody who works here with what they earn today; the own wage is not shown to be changed."""
    form = WageForm(None, data={"from_on": local_day(now()).replace(day=1)})
    form.prepare()
    return page("portal/payroll/wages.html", form=form, **_screen())


@blueprint.post("/wages")
@needs(Permission.WAGE_EDIT)
@commits
def write() -> Response:
    form = WageForm(request.form)
    form.prepare()
    if not form.validate() or (person := one_called(form.person, local_day(now()))) is None:
        return rejected("portal/payroll/wages.html", form, **_screen())
    assert form.from_on.data is not None, "a checked form has a day"
    try:
        set_wage(person, form.amount.data, form.region.data, form.from_on.data, by=viewer(), now=now())
    except Invalid as refused:
        form.blame(refused)
        return rejected("portal/payroll/wages.html", form, **_screen())
    flash(_("The wage of %(name)s is written down.", name=named(person)), "good")
    return respond(redirect=url_for("payroll.wages"))


def _screen() -> dict[str, Any]:
    return {"rows": people_with_wages(local_day(now())), "tabs": tabs(viewer(), "payroll.wages")}
