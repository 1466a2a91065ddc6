"""POST /portal/cases/<number>/merge, /separation, /link, /link-end: cases that belong together (T-06)."""

from datetime import datetime

from flask import Response, request

from models.cases import actions, queries
from models.cases.rules.steps import Step
from models.cases.tables import Case
from models.errors import Invalid
from models.people.tables import Staff
from models.permissions import Permission
from portal.cases.blueprint import blueprint
from portal.cases.forms.belonging import LinkEndForm, LinkForm, MergeForm, SeparationForm
from portal.cases.take_step import take_step
from web.access import needs, viewer
from web.commit import commits
from web.language import _


@blueprint.post("/<number>/merge")
@needs(Permission.CASE_TRIAGE)
@commits
def merge(number: str) -> Response:
    def act(case: Case, form: MergeForm, by: Staff, at: datetime) -> str:
        into = _other(by, form.number.data)
        calls = form.to_call and by.id == into.owner_id
        actions.merge(case, into, reason=form.reason.data or "", by=by, now=at, seen=form.version.version)
        if calls:
            return _(
                "%(number)s carries it on. The customer cannot be written to: please call.",
                number=into.number,
            )
        return _("%(number)s carries it on.", number=into.number)

    return take_step(number, Step.MERGE, act, beside=_named(MergeForm))


@blueprint.post("/<number>/separation")
@needs(Permission.CASE_ASSIGN)
@commits
def separate(number: str) -> Response:
    def act(case: Case, form: SeparationForm, by: Staff, at: datetime) -> str:
        calls = form.to_call
        actions.separate(
            case,
            reason=form.reason.data or "",
            words=form.words.data or "",
            by=by,
            now=at,
            seen=form.version.version,
        )
        if calls and by.id == case.owner_id:
            return _("The case is handled by itself again. The customer cannot be written to: please call.")
        return _("The case is handled by itself again; its clocks run on.")

    return take_step(number, Step.SEPARATION, act, beside=_carrier(number))


@blueprint.post("/<number>/link")
@needs(Permission.CASE_HANDLE)
@commits
def link(number: str) -> Response:
    def act(case: Case, form: LinkForm, by: Staff, at: datetime) -> str:
        other = _other(by, form.number.data)
        actions.link(case, other, reason=form.reason.data or "", by=by, now=at)
        return _("Linked with %(number)s.", number=other.number)

    return take_step(number, Step.LINK, act, beside=_named(LinkForm))


@blueprint.post("/<number>/link-end")
@needs(Permission.CASE_HANDLE)
@commits
def unlink(number: str) -> Response:
    def act(case: Case, form: LinkEndForm, by: Staff, at: datetime) -> str:
        other = _other(by, form.number.data)
        actions.unlink(case, other, reason=form.reason.data or "", by=by, now=at)
        return _("The link with %(number)s is gone.", number=other.number)

    return take_step(number, Step.LINK_END, act, beside=_named(LinkEndForm))


def _named(form: type[MergeForm] | type[LinkForm] | type[LinkEndForm]) -> str:
    """The number of the other case as it was typed, to hold both cases before the form is read."""
    return " ".join(request.form.get(f"{form.step.value}-number", "").split())


def _carrier(number: str) -> str:
    """The number of the case that carries this one on."""
    case = queries.find(viewer(), number)
    into = queries.carried_on_by(case) if case else None
    return into.number if into else ""


def _other(by: Staff, number: str | None) -> Case:
    """The other case in this person's scope. Raises Invalid for none."""
    found = queries.find(by, number or "")
    if found is None:
        raise Invalid("number", "no_such_case")
    return found
