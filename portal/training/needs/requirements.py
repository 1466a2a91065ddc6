"""GET and POST /portal/training/requirements: who must take part in what (L-04)."""

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, DateField, IntegerField
from wtforms.validators import InputRequired, NumberRange, Optional

from models.clock import now
from models.errors import Invalid
from models.permissions import Permission
from models.training import actions
from models.training.actions import RequirementDraft
from models.training.queries.needs import requirements
from portal.training.blueprint import blueprint, tabs
from portal.training.fields import AudienceFields, meant
from web.access import needs, viewer
from web.commit import commits
from web.forms import Form, Line, Near
from web.fragments import page, rejected, respond
from web.language import _, lazy

TEMPLATE = "portal/training/needs/requirements.html"


class RequirementForm(Form, AudienceFields):
    """A new requirement."""

    title = Line(lazy("What is required"), most=120, required=True)
    joined_since = DateField(lazy("Only who joined from this day on"), validators=[Optional(), Near()])
    due_days = IntegerField(
        lazy("Due within so many days"), validators=[InputRequired(), NumberRange(1, 3650)]
    )
    valid_months = IntegerField(
        lazy("Counts for so many months"), validators=[Optional(), NumberRange(1, 120)]
    )
    certificate = BooleanField(lazy("With a certificate"))

    def draft(self) -> RequirementDraft:
        """The requirement, for the action."""
        return RequirementDraft(
            self.title.data or "",
            self.department_ids,
            self.role_values,
            self.joined_since.data,
            self.due_days.data or 0,
            self.valid_months.data,
            bool(self.certificate.data),
        )


@blueprint.get("/requirements", endpoint="requirements")
@needs(Permission.TRAINING_READ)
def index() -> ResponseReturnValue:
    """All that is required, and of whom."""
    form = RequirementForm(None)
    form.offer_audience()
    return _page(form)


@blueprint.post("/requirements", endpoint="require")
@needs(Permission.TRAINING_PLAN)
@commits
def make() -> Response:
    form = RequirementForm(request.form)
    form.offer_audience()
    if not form.validate():
        return rejected(TEMPLATE, form, **_known())
    try:
        actions.require_training(form.draft(), by=viewer(), now=now())
    except Invalid as refused:
        form.blame(refused)
        return rejected(TEMPLATE, form, **_known())
    flash(_("Required from now on: the gaps show within minutes."), "good")
    return respond(redirect=url_for("training.requirements"))


@blueprint.post("/requirements/<int:requirement_id>/end", endpoint="end_requirement")
@needs(Permission.TRAINING_PLAN)
@commits
def end(requirement_id: int) -> Response:
    found = next((each for each in requirements() if each.id == requirement_id), None) or abort(404)
    actions.end_requirement(found, by=viewer(), now=now())
    flash(_("Not required any more; what was met stays."), "good")
    return respond(redirect=url_for("training.requirements"))


def _known() -> dict[str, object]:
    return {
        "rows": requirements(),
        "meant": meant,
        "writes": viewer().may(Permission.TRAINING_PLAN),
        "tabs": tabs("training.requirements"),
    }


def _page(form: RequirementForm) -> ResponseReturnValue:
    known = _known()
    return page(TEMPLATE, 200, form=form, **known)
