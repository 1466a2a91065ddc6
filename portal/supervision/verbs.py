"""POST /portal/supervision/<number>/…: findings, answer, conclusion, team, calling it off (Q-03)."""

from collections.abc import Callable

from flask import Response, flash, request, url_for

from models.clock import now
from models.errors import Invalid, Stale, WrongState
from models.supervision import actions, queries
from models.supervision.rules.steps import possible
from models.supervision.tables import DepartmentInspection
from models.supervision.words import Step
from portal.supervision import forms
from portal.supervision.blueprint import blueprint
from portal.supervision.one import TEMPLATE, inspection_or_404, screen, team_form
from web.access import anyone, viewer
from web.commit import commits, commits_refusals
from web.forms import Form, VersionForm
from web.fragments import rejected, respond
from web.language import _

STEPS = {
    "findings_form": Step.RECORD,
    "send_form": Step.SEND,
    "answer_form": Step.ANSWER,
    "conclusion_form": Step.CONCLUDE,
    "team_form": Step.CHANGE_TEAM,
    "drop_form": Step.DROP,
}
"""The step that each form of the page takes."""


@blueprint.post("/<number>/findings")
@anyone
@commits_refusals
def record(number: str) -> Response:
    found = inspection_or_404(number)
    form = forms.findings_form(found, viewer(), request.form)

    def act() -> None:
        seen = form.version.version
        actions.record_findings(found, form.drafts(), form.kept, by=viewer(), now=now(), seen=seen)

    return _step(found, form, "findings_form", act, _("Kept. What is missing can be added later."))


@blueprint.post("/<number>/sending")
@anyone
@commits
def send(number: str) -> Response:
    found, form = inspection_or_404(number), VersionForm(request.form)

    def act() -> None:
        actions.send_findings(found, by=viewer(), now=now(), seen=form.version.version)

    return _step(found, form, "send_form", act, _("Sent. The head of the department answers."))


@blueprint.post("/<number>/answer")
@anyone
@commits_refusals
def answer(number: str) -> Response:
    found = inspection_or_404(number)
    form = forms.answer_form(found, viewer(), request.form)

    def act() -> None:
        words, seen = form.text.data or "", form.version.version
        actions.answer_findings(found, words, form.kept, by=viewer(), now=now(), seen=seen)

    return _step(found, form, "answer_form", act, _("Answered. Who leads the inspection concludes it."))


@blueprint.post("/<number>/conclusion")
@anyone
@commits
def conclude(number: str) -> Response:
    found = inspection_or_404(number)
    form = forms.conclusion_form(found, request.form)

    def act() -> None:
        words, withdrawn = form.words.data or "", form.withdrawn()
        actions.conclude(found, words, withdrawn, by=viewer(), now=now(), seen=form.version.version)

    return _step(
        found,
        form,
        "conclusion_form",
        act,
        _("Closed. The corrections are ordered, and the report is there."),
    )


@blueprint.post("/<number>/team")
@anyone
@commits
def change_team(number: str) -> Response:
    found = inspection_or_404(number)
    form = team_form(found, request.form)

    def act() -> None:
        actions.change_team(found, *form.chosen, by=viewer(), now=now(), seen=form.version.version)

    return _step(found, form, "team_form", act, _("Changed, and told."))


@blueprint.post("/<number>/disposal")
@anyone
@commits
def drop(number: str) -> Response:
    found, form = inspection_or_404(number), forms.DropForm(request.form)

    def act() -> None:
        why = form.reason.data or ""
        actions.drop_inspection(found, why, by=viewer(), now=now(), seen=form.version.version)

    return _step(found, form, "drop_form", act, _("Called off."))


def _step(found: DepartmentInspection, form: Form, name: str, act: Callable[[], None], done: str) -> Response:
    """Takes a step, or shows its form again with what was typed, also where somebody was quicker (H-07); a
    form that the page does not offer is not shown for what is wrong in it."""
    sound = form.validate()
    if isinstance(form, forms.PartForm):
        sound = form.take(viewer(), now()) and sound
    if sound:
        try:
            act()
        except Invalid as fault:
            form.blame(fault)
        except Stale:
            form.form_errors.append(
                _("Somebody else changed this meanwhile. Please look at it, then send again.")
            )
            found = inspection_or_404(found.number)
            form["version"].data = found.version
            form["version"].raw_data = None
    if form.errors:
        if not possible(STEPS[name], found.state, queries.part_of(found, viewer(), now())):
            raise WrongState("supervision_inspection", found.state.value)
        return rejected(TEMPLATE, form, **screen(found) | {name: form})
    flash(done, "good")
    return respond(redirect=url_for("department_inspections.show", number=found.number))
