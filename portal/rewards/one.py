"""GET /portal/rewards/<number>, and its steps: check, approval, announcement, refusal, revocation (C-04)."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from models.cases import queries as cases
from models.clock import now
from models.conduct import actions
from models.conduct.queries import rewards as queries
from models.conduct.tables import Reward
from models.conduct.words import RewardState
from models.errors import Invalid
from portal.rewards.blueprint import blueprint
from portal.rewards.forms import CheckForm, ReasonForm
from portal.rewards.paper import facts_of, paper_about
from portal.trail.story import story
from web.access import anyone, viewer
from web.commit import commits
from web.fragments import page, rejected, respond
from web.language import _

TEMPLATE = "portal/rewards/show.html"


@blueprint.get("/<number>")
@anyone
def show(number: str) -> ResponseReturnValue:
    """A reward with the steps that the viewer may take."""
    return page(TEMPLATE, **_screen(_or_404(number)))


@blueprint.post("/<number>/check")
@anyone
@commits
def check(number: str) -> Response:
    found = _or_404(number)
    form = CheckForm(request.form)
    form.prepare(found)
    if not form.validate():
        return rejected(TEMPLATE, form, **_screen(found, check=form))
    try:
        actions.check_reward(found, form.draft(), by=viewer(), now=now())
    except Invalid as fault:
        form.blame(fault)
        return rejected(TEMPLATE, form, **_screen(found, check=form))
    flash(_("Checked; whoever approves this amount is told."), "good")
    return _back(found)


@blueprint.post("/<number>/approval")
@anyone
@commits
def approve(number: str) -> Response:
    found = _or_404(number)
    actions.approve_reward(found, by=viewer(), now=now())
    flash(_("Approved; HR announces it."), "good")
    return _back(found)


@blueprint.post("/<number>/announcement")
@anyone
@commits
def announce(number: str) -> Response:
    found = _or_404(number)
    actions.announce_reward(found, paper=facts_of(found), by=viewer(), now=now())
    flash(_("Announced: it stands on the honour roll, and its points are booked."), "good")
    return _back(found)


@blueprint.post("/<number>/refusal")
@anyone
@commits
def refuse(number: str) -> Response:
    found, form = _or_404(number), ReasonForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form, **_screen(found, refusal=form))
    actions.refuse_reward(found, form.reason.data or "", by=viewer(), now=now())
    flash(_("Not given; who nominated is told why."), "good")
    return _back(found)


@blueprint.post("/<number>/revocation")
@anyone
@commits
def revoke(number: str) -> Response:
    found, form = _or_404(number), ReasonForm(request.form)
    if not form.validate():
        return rejected(TEMPLATE, form, **_screen(found, revocation=form))
    actions.revoke_reward(found, form.reason.data or "", by=viewer(), now=now())
    flash(_("Revoked; its points are taken back by entries of their own."), "good")
    return respond(redirect=url_for("rewards.every"))


@blueprint.post("/<number>/withdrawal")
@anyone
@commits
def withdraw(number: str) -> Response:
    found = _or_404(number)
    actions.withdraw_nomination(found, by=viewer(), now=now())
    flash(_("Your nomination is taken back."), "good")
    return _back(found)


def _or_404(number: str) -> Reward:
    return queries.find(viewer(), number) or abort(404)


def _back(found: Reward) -> Response:
    return respond(redirect=url_for("rewards.show", number=found.number))


def _screen(found: Reward, **typed: Any) -> dict[str, Any]:
    by, at = viewer(), now()
    mine = by.id in queries.next_people(found, at)
    check = typed.get("check")
    if mine and found.state is RewardState.NOMINATED and check is None:
        check = CheckForm(None)
        check.prepare(found)
    return {
        "found": found,
        "mine": mine,
        "check": check,
        "refusal": typed.get("refusal") or ReasonForm(None, prefix=""),
        "revocation": typed.get("revocation") or ReasonForm(None),
        "revokes": actions.may_revoke(found, by)
        and found.state in (RewardState.APPROVED, RewardState.ANNOUNCED),
        "withdraws": found.nominated_by_id == by.id
        and found.state in (RewardState.NOMINATED, RewardState.CHECKED),
        "amount": queries.sees_amount(by, found),
        "inside": found.announced_at is None
        or by.id in queries.barred(found)
        or queries.sees_amount(by, found),
        "late": found.state in queries.WAITING and at > found.due_at,
        "paper": paper_about(found) if found.announced_at else None,
        "open_case": cases.find(by, found.case.number) if found.case else None,
        "story": story(found.audit_name),
    }
