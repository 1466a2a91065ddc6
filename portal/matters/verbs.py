"""POST /portal/matters/<number>/…: each step of a matter, one address a verb (A-03)."""

from collections.abc import Callable
from typing import TypeVar

from flask import Response, flash, request, url_for

from models.accountability import actions
from models.accountability.tables import Matter
from models.accountability.words import (
    AppealOutcome,
    EvidenceKind,
    Mitigation,
    Outcome,
    Severity,
)
from models.clock import now
from models.conduct import actions as conduct
from models.db import db
from models.errors import Invalid, Stale
from models.people.queries import staff_numbered
from models.people.tables import Staff
from portal.matters import forms
from portal.matters.blueprint import blueprint
from portal.matters.letters import decision_of, hearing_of, notice_of
from portal.matters.show import TEMPLATE, empty_form, matter_or_404, screen
from web.access import anyone, viewer
from web.commit import commits, commits_refusals
from web.fragments import rejected, respond
from web.language import _

Kind = TypeVar("Kind", bound=forms.VerbForm)


@blueprint.post("/<number>/notice")
@anyone
@commits
def notice(number: str) -> Response:
    def act(matter: Matter, form: forms.PlainForm) -> None:
        said = notice_of(matter, viewer())
        actions.notify_person(matter, notice=said, by=viewer(), now=now(), seen=form.version.version)

    return _take(number, "notice", act, _("Notice is given. The person is told."))


@blueprint.post("/<number>/statement")
@anyone
@commits_refusals
def statement(number: str) -> Response:
    def act(matter: Matter, form: forms.FilesForm) -> None:
        text, seen = form.text.data or "", form.version.version
        actions.make_statement(matter, text, form.kept, by=viewer(), now=now(), seen=seen)

    return _take(number, "statement", act, _("Your statement is handed in."))


@blueprint.post("/<number>/investigator")
@anyone
@commits
def investigator(number: str) -> Response:
    def act(matter: Matter, form: forms.InvestigatorForm) -> None:
        person = db.session.get_one(Staff, int(form.investigator.data))
        actions.name_investigator(matter, person, by=viewer(), now=now(), seen=form.version.version)

    return _take(number, "investigator", act, _("Named, and told."))


@blueprint.post("/<number>/evidence")
@anyone
@commits_refusals
def evidence(number: str) -> Response:
    def act(matter: Matter, form: forms.EvidenceForm) -> None:
        draft = actions.EvidenceDraft(EvidenceKind(form.kind.data), form.text.data or "", form.kept)
        actions.add_evidence(matter, draft, by=viewer(), now=now(), seen=form.version.version)

    return _take(number, "evidence", act, _("Added."))


@blueprint.post("/<number>/investigation")
@anyone
@commits
def investigation(number: str) -> Response:
    def act(matter: Matter, form: forms.TextForm) -> None:
        text, seen = form.text.data or "", form.version.version
        actions.close_investigation(matter, text, by=viewer(), now=now(), seen=seen)

    return _take(number, "investigation", act, _("The investigation is over. The finding is next."))


@blueprint.post("/<number>/finding")
@anyone
@commits
def finding(number: str) -> Response:
    def act(matter: Matter, form: forms.FindingForm) -> None:
        draft = actions.FindingDraft(
            Outcome(form.outcome.data),
            Severity(form.severity.data) if form.severity.data else None,
            form.text.data or "",
            form.rule.data or "",
            [Mitigation(each) for each in form.mitigations.data or []],
        )
        actions.find(matter, draft, by=viewer(), now=now(), seen=form.version.version)

    return _take(number, "finding", act, _("The finding is made. Measures are next."))


@blueprint.post("/<number>/proposal")
@anyone
@commits
def proposal(number: str) -> Response:
    def act(matter: Matter, form: forms.ProposalForm) -> None:
        reason, region = form.reason.data or "", form.region.data or ""
        draft = actions.ProposalDraft(form.drafts(), reason, form.wage_fen, region)
        conduct.propose_measures(matter, draft, by=viewer(), now=now(), seen=form.version.version)

    return _take(number, "proposal", act, _("Proposed. Whoever decides is told."))


@blueprint.post("/<number>/decision")
@anyone
@commits
def decision(number: str) -> Response:
    def act(matter: Matter, form: forms.TextForm) -> None:
        text = form.text.data or ""
        said = decision_of(matter, text, viewer()) if matter.proposal else None
        actions.decide(matter, text, paper=said, by=viewer(), now=now(), seen=form.version.version)

    return _take(number, "decision", act, _("Decided. It is to be delivered."))


@blueprint.post("/<number>/return")
@anyone
@commits
def send_back(number: str) -> Response:
    def act(matter: Matter, form: forms.ReasonForm) -> None:
        reason, seen = form.reason.data or "", form.version.version
        actions.return_proposal(matter, reason, by=viewer(), now=now(), seen=seen)

    return _take(number, "return", act, _("Returned. The investigator is told why."))


@blueprint.post("/<number>/receipt")
@anyone
@commits
def receipt(number: str) -> Response:
    def act(matter: Matter, form: forms.PlainForm) -> None:
        conduct.acknowledge_decision(matter, by=viewer(), now=now(), seen=form.version.version)

    return _take(number, "receipt", act, _("Noted. You may appeal within the time shown."))


@blueprint.post("/<number>/refusal")
@anyone
@commits
def refusal(number: str) -> Response:
    def act(matter: Matter, form: forms.RefusalForm) -> None:
        witness = staff_numbered((form.witness.data or "").upper())
        if witness is None:
            raise Invalid("witness", "unknown")
        seen = form.version.version
        conduct.record_refusal(matter, witness, by=viewer(), now=now(), seen=seen)

    return _take(number, "refusal", act, _("Recorded, with the witness."))


@blueprint.post("/<number>/appeal")
@anyone
@commits_refusals
def appeal(number: str) -> Response:
    def act(matter: Matter, form: forms.FilesForm) -> None:
        text, seen = form.text.data or "", form.version.version
        actions.appeal(matter, text, form.kept, by=viewer(), now=now(), seen=seen)

    return _take(number, "appeal", act, _("Your appeal is handed in."))


@blueprint.post("/<number>/hearing")
@anyone
@commits
def hearing(number: str) -> Response:
    def act(matter: Matter, form: forms.HearingForm) -> None:
        outcome, reason = AppealOutcome(form.outcome.data), form.reason.data or ""
        kept = form.lighter() if outcome is AppealOutcome.LIGHTER else []
        said = hearing_of(matter, outcome, reason, kept, viewer()) if matter.proposal else None
        conduct.hear_appeal(
            matter,
            outcome,
            reason,
            kept=kept,
            paper=said,
            by=viewer(),
            now=now(),
            seen=form.version.version,
        )

    return _take(number, "hearing", act, _("Decided. The matter is final."))


@blueprint.post("/<number>/withdrawal")
@anyone
@commits
def withdrawal(number: str) -> Response:
    def act(matter: Matter, form: forms.ReasonForm) -> None:
        reason, seen = form.reason.data or "", form.version.version
        actions.withdraw(matter, reason, by=viewer(), now=now(), seen=seen)

    return _take(number, "withdrawal", act, _("Withdrawn, with your reason."))


def _take(number: str, name: str, act: Callable[[Matter, Kind], None], done: str) -> Response:
    """Acts when the form is in order; otherwise the page with the form as it was typed.

    What is refused by the domain leaves only the files that were kept.
    """
    matter = matter_or_404(number)
    form = empty_form(name, matter, viewer(), typed=request.form)
    sound = form.validate()
    if isinstance(form, forms.FilesForm):
        sound = form.take(viewer(), now()) and sound
    if sound:
        try:
            with db.session.begin_nested():
                act(matter, form)
        except Invalid as fault:
            form.blame(fault)
        except Stale:
            form.form_errors.append(
                _("Somebody changed this meanwhile. Please read it again; what you typed is kept.")
            )
        else:
            flash(done, "good")
            return respond(redirect=url_for("matters.show", number=matter.number))
        db.session.expire_all()
        matter = matter_or_404(number)
    shown = screen(matter, sent=name, form=form)
    return rejected(TEMPLATE, form, **shown)
