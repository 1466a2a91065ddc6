"""GET /portal/matters/candidates/<id>, and what becomes of it: opened or dismissed (A-02)."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.accountability import actions, queries
from models.accountability.queries.candidates import opens
from models.accountability.tables import MatterCandidate
from models.accountability.words import MatterKind
from models.cases.queries import opened_of
from models.clock import local_day, now
from models.errors import Invalid
from models.people.queries import staff_numbered
from models.permissions import Permission
from portal.matters.blueprint import blueprint
from portal.matters.evidence import told
from portal.matters.forms import DismissForm, OpenForm
from portal.matters.words import CANDIDATE_TONES
from web.access import needs, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _

TEMPLATE = "portal/matters/candidate.html"


@blueprint.get("/candidates/<int:candidate_id>")
@needs(Permission.MATTER_READ)
def candidate(candidate_id: int) -> ResponseReturnValue:
    """What was found, what shows it, and the two ways on."""
    found = _or_404(candidate_id)
    return page(TEMPLATE, **_screen(found))


@blueprint.post("/candidates/<int:candidate_id>/opening")
@needs(Permission.MATTER_READ)
@commits
def open_candidate(candidate_id: int) -> Response:
    found, form = _or_404(candidate_id), OpenForm(request.form, prefix="open-")
    form.prepare()
    if form.validate():
        person = staff_numbered((form.person.data or "").upper())
        try:
            if person is None:
                raise Invalid("person", "unknown")
            draft = actions.MatterDraft(
                person, MatterKind(form.kind.data), form.facts.data or "", form.evidence.data or ""
            )
            matter = actions.open_matter(found, draft, by=viewer(), now=now())
        except Invalid as fault:
            form.blame(fault)
        else:
            flash(_("Matter %(number)s is open. Give notice to the person.", number=matter.number), "good")
            return respond(redirect=url_for("matters.show", number=matter.number))
    return rejected(TEMPLATE, form, **_screen(found, open_form=form))


@blueprint.post("/candidates/<int:candidate_id>/dismissal")
@needs(Permission.MATTER_READ)
@commits
def dismiss(candidate_id: int) -> Response:
    found, form = _or_404(candidate_id), DismissForm(request.form, prefix="dismiss-")
    if not form.validate():
        return rejected(TEMPLATE, form, **_screen(found, dismiss_form=form))
    actions.dismiss_candidate(found, form.reason.data or "", by=viewer(), now=now())
    flash(_("Dismissed, with your reason."), "good")
    return respond(redirect=url_for("matters.candidates"))


def _or_404(candidate_id: int) -> MatterCandidate:
    return queries.find_candidate(viewer(), candidate_id, local_day(now())) or abort(404)


def _screen(found: MatterCandidate, **forms: Any) -> dict[str, Any]:
    opening = OpenForm(
        None,
        prefix="open-",
        data={
            "person": found.person.number if found.person else "",
            "kind": found.kind.value,
            "facts": found.text,
        },
    )
    opening.prepare()
    return {
        "found": found,
        "tone": CANDIDATE_TONES[found.state],
        "evidence": told(found.evidence, viewer()),
        "opens_case": bool(found.case and opened_of(viewer(), {found.case.number})),
        "decides": found.open and opens(viewer(), found, local_day(now())),
        "open_form": opening,
        "dismiss_form": DismissForm(None, prefix="dismiss-"),
        "open_step": "dismissal" if "dismiss_form" in forms else "",
        **forms,
    }
