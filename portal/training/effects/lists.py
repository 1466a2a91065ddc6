"""GET /portal/training/effects: the topics and sessions of a year whose effect can be looked at (L-06)."""

from flask import request
from flask.typing import ResponseReturnValue
from wtforms import SelectField
from wtforms.validators import Optional

from models.clock import local_day, now
from models.permissions import Permission
from models.training.queries.effect import sessions_held, topics_held, years_held
from portal.training.blueprint import blueprint, tabs
from portal.training.plans.lists import title_of
from web.access import needs
from web.forms import PublicForm
from web.fragments import page
from web.language import lazy
from web.lists import address, window


class YearForm(PublicForm):
    """Which year is shown."""

    year = SelectField(lazy("Year"), validators=[Optional()])

    def prepare(self) -> None:
        """Offers the years in which sessions were held."""
        self.years = years_held() or [local_day(now()).year]
        self.year.choices = [(str(each), str(each)) for each in self.years]

    @property
    def wanted(self) -> int:
        """The year chosen, else the latest."""
        chosen = self.year.data or ""
        return int(chosen) if chosen in {str(each) for each in self.years} else self.years[0]


@blueprint.get("/effects", endpoint="effects")
@needs(Permission.TRAINING_READ)
def index() -> ResponseReturnValue:
    """What was held in a year, the latest first."""
    form, shown = YearForm(request.args), window((), default="", size=50)
    form.prepare()
    rows, total = sessions_held(form.wanted, offset=(shown.page - 1) * shown.size, limit=shown.size)
    form.year.data = str(form.wanted)
    return page(
        "portal/training/effects/index.html",
        form=form,
        rows=rows,
        topics=topics_held(form.wanted),
        plan_title=title_of,
        total=total,
        shown=shown,
        address=address,
        tabs=tabs("training.effects"),
    )
