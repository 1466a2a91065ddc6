"""What a person does with a campaign: freeze, change again, start, pause, resume, stop, try out, discard."""

from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from flask import flash, request, url_for
from flask.typing import ResponseReturnValue

from models.campaigns import actions
from models.campaigns.tables import Campaign
from models.clock import now
from models.errors import Invalid
from models.outbox.queries import about
from models.people.tables import Staff
from models.permissions import Permission
from portal.campaigns.blueprint import blueprint, campaign_or_404, held_or_404
from portal.campaigns.forms import ReasonForm, TurnForm
from portal.campaigns.show import PAGE, screen
from web.access import needs, viewer
from web.commit import commits
from web.fragments import rejected, respond
from web.language import _
from web.letters import ways

REGION = "portal/campaigns/_campaign.html"
JUST_NOW = timedelta(minutes=1)


class Step(Protocol):
    """An action on a campaign."""

    def __call__(self, campaign: Campaign, /, *, by: Staff, now: datetime, seen: int | None) -> object: ...


@blueprint.post("/<number>/preparation")
@needs(Permission.CAMPAIGN_EDIT)
@commits
def prepare(number: str) -> ResponseReturnValue:
    """Freezes the audience; the clock draws and writes down who is asked."""
    return _step(number, actions.freeze)


@blueprint.post("/<number>/draft")
@needs(Permission.CAMPAIGN_EDIT)
@commits
def change_again(number: str) -> ResponseReturnValue:
    """Makes a draft of it again, before anybody was asked."""
    return _step(number, actions.thaw)


@blueprint.post("/<number>/start")
@needs(Permission.CAMPAIGN_LAUNCH)
@commits
def start(number: str) -> ResponseReturnValue:
    """Lets it begin when its window opens."""
    return _step(number, actions.start)


@blueprint.post("/<number>/pause")
@needs(Permission.CAMPAIGN_LAUNCH)
@commits
def pause(number: str) -> ResponseReturnValue:
    """Stops asking for the moment."""
    reason = ReasonForm(request.form).reason.data or ""
    return _step(number, partial(actions.pause, reason=reason))


@blueprint.post("/<number>/resumption")
@needs(Permission.CAMPAIGN_LAUNCH)
@commits
def resume(number: str) -> ResponseReturnValue:
    """Goes on after a pause."""
    return _step(number, actions.resume)


@blueprint.post("/<number>/stop")
@needs(Permission.CAMPAIGN_LAUNCH)
@commits
def stop(number: str) -> ResponseReturnValue:
    """Ends it before its time, with a reason."""
    found = held_or_404(number)
    form = ReasonForm(request.form)
    if not form.validate():
        return _refused(number, form)
    try:
        actions.stop(found, reason=form.reason.data or "", by=viewer(), now=now(), seen=form.turn.version)
    except Invalid as refused:
        form.blame(refused)
        return _refused(number, form)
    return _answered(number)


@blueprint.post("/<number>/trial")
@needs(Permission.CAMPAIGN_EDIT)
@commits
def try_out(number: str) -> ResponseReturnValue:
    """Sends the invitation to whoever asks, with a link that counts nowhere."""
    answer = _step(number, lambda found, *, by, now, seen: actions.try_out(found, by=by, now=now))
    if getattr(answer, "status_code", 200) < 400:
        said = _("The invitation goes to %(address)s.", address=viewer().email or "")
        flash(_("%(said)s %(way)s", said=said, way=_way_of_trial(number)), "good")
    return answer


def _way_of_trial(number: str) -> str:
    """When the letter leaves that was just written: not in quiet hours."""
    trials = about(campaign_or_404(number).audit_name, since=now() - JUST_NOW)
    return next(iter(ways(trials[-1:], now()).values()), "")


@blueprint.post("/<number>/removal")
@needs(Permission.CAMPAIGN_EDIT)
@commits
def discard(number: str) -> ResponseReturnValue:
    """Throws away a draft."""
    actions.discard(held_or_404(number), by=viewer(), now=now())
    flash(_("The draft is gone. Nobody was asked."), "good")
    return respond(redirect=url_for("campaigns.index"))


def _step(number: str, act: Step) -> ResponseReturnValue:
    found = held_or_404(number)
    form = TurnForm(request.form)
    if not form.validate():
        return _refused(number, form)
    try:
        act(found, by=viewer(), now=now(), seen=form.turn.version)
    except Invalid as refused:
        form.blame(refused)
        return _refused(number, form)
    return _answered(number)


def _answered(number: str) -> ResponseReturnValue:
    there = url_for("campaigns.show", number=number)
    return respond(REGION, redirect=there, **screen(campaign_or_404(number)))


def _refused(number: str, form: TurnForm | ReasonForm) -> ResponseReturnValue:
    campaign = campaign_or_404(number)
    if isinstance(form, ReasonForm):
        return rejected(PAGE, form, **screen(campaign, reason_form=form))
    return rejected(PAGE, form, **screen(campaign, turn_form=form))
