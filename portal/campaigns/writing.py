"""Writing a campaign, and changing it until its audience is frozen: all on one page (S-03)."""

from typing import Any

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from models.campaigns import actions
from models.campaigns.rules.audience import Source
from models.campaigns.tables import Campaign
from models.campaigns.words import CampaignState
from models.clock import now
from models.errors import Invalid, WrongState
from models.files.actions import keep_as_it_is
from models.files.rules import extension_of
from models.imports.rules.limits import MOST_BYTES, MOST_ROWS
from models.imports.rules.opening import WORKBOOK, extension_refused
from models.permissions import Permission
from models.rulebook.queries import rules_at
from portal.campaigns.blueprint import blueprint, campaign_or_404, held_or_404
from portal.campaigns.estimate import estimate
from portal.campaigns.forms import CampaignForm
from web import sheets
from web.access import needs, viewer
from web.commit import commits, reading
from web.downloads import file_store
from web.errors import fault
from web.fragments import page, rejected, respond
from web.language import _, lazy

PAGE = "portal/campaigns/form.html"
REGION = "portal/campaigns/_estimate.html"
TYPES = {WORKBOOK: sheets.WORKBOOK}

fault("before_since", lazy("The last day is before the first."))
fault("before_opening", lazy("It closes before it opens."))
fault("outside_window", lazy("The reminder is outside the window."))
fault("anonymous", lazy("An anonymous survey cannot be made by telephone: who calls knows whom."))
fault("too_far", lazy("This is more than a year from now."))
fault("not_known", lazy("This is not known of these people. Only the region is."))
fault("out_of_range", lazy("This number is too small or too large."))


@blueprint.get("/new")
@needs(Permission.CAMPAIGN_EDIT)
def new() -> ResponseReturnValue:
    """The quarterly survey is filled in; everything can be changed."""
    form = CampaignForm.empty(rules_at(now()), now())
    return page(PAGE, form=form, campaign=None, **_around(form))


@blueprint.post("/new")
@needs(Permission.CAMPAIGN_EDIT)
@commits
def create() -> Response:
    """Keeps it as a draft. With `count` nothing is kept: the same page comes back with its figures."""
    form = CampaignForm(request.form).offer(rules_at(now()))
    if "count" in request.form:
        return _counted(form, None)
    if not form.validate():
        return _refused(form, None)
    try:
        campaign = actions.write(form.draft(file_id=_list(None)), by=viewer(), now=now())
    except Invalid as refused:
        form.blame(refused)
        return _refused(form, None)
    return redirect(url_for("campaigns.show", number=campaign.number), code=303)  # type: ignore[return-value]


@blueprint.get("/<number>/edit")
@needs(Permission.CAMPAIGN_EDIT)
def edit(number: str) -> ResponseReturnValue:
    """The form again, as long as nobody was drawn."""
    campaign = _draft_or_refused(campaign_or_404(number))
    form = CampaignForm.of(campaign, rules_at(now()))
    return page(PAGE, form=form, campaign=campaign, **_around(form))


@blueprint.post("/<number>/edit")
@needs(Permission.CAMPAIGN_EDIT)
@commits
def update(number: str) -> Response:
    """Keeps what was changed."""
    campaign = _draft_or_refused(held_or_404(number))
    form = CampaignForm(request.form).offer(rules_at(now()))
    if "count" in request.form:
        return _counted(form, campaign)
    if not form.validate():
        return _refused(form, campaign)
    try:
        draft = form.draft(file_id=_list(campaign))
        actions.rewrite(campaign, draft, by=viewer(), now=now(), seen=form.turn.version)
    except Invalid as refused:
        form.blame(refused)
        return _refused(form, campaign)
    return redirect(url_for("campaigns.show", number=number), code=303)  # type: ignore[return-value]


@blueprint.post("/estimate")
@needs(Permission.CAMPAIGN_EDIT)
def count() -> ResponseReturnValue:
    """The figures of what is typed, for htmx, which asks at every change. Keeps nothing."""
    with reading():
        rules = rules_at(now())
        form = CampaignForm(request.form).offer(rules)
        form.validate()
        found = estimate(form, rules, now())
        return respond(REGION, redirect=url_for("campaigns.new"), found=found, form=form)


def _counted(form: CampaignForm, campaign: Campaign | None) -> Response:
    """The page with the figures of what is typed. While an audience is counted, others write."""
    with reading():
        return page(PAGE, form=form, campaign=_anew(campaign), **_around(form))


def _refused(form: CampaignForm, campaign: Campaign | None) -> Response:
    """The page with what is wrong. Nothing of it is kept, and while an audience is counted others write."""
    with reading():
        return rejected(PAGE, form, campaign=_anew(campaign), **_around(form))


def _anew(campaign: Campaign | None) -> Campaign | None:
    """The campaign as it is stored, with what hangs on it: a transaction that ended forgets both."""
    return campaign_or_404(campaign.number) if campaign is not None else None


def _draft_or_refused(campaign: Campaign) -> Campaign:
    if campaign.state is not CampaignState.DRAFT:
        raise WrongState("change", campaign.state.value)
    return campaign


def _list(campaign: Campaign | None) -> int | None:
    """The list that was sent, kept for the clock to read; else the one that is there. Raises Invalid."""
    sent = request.files.get("file")
    if request.form.get("source") != Source.LIST.value or sent is None or not sent.filename:
        return campaign.file_id if campaign else None
    why = extension_refused(extension_of(sent.filename))
    if why is not None:
        raise Invalid("file", why)
    media_type = TYPES.get(extension_of(sent.filename), "text/csv")
    file = keep_as_it_is(
        sent.stream,
        sent.filename,
        media_type,
        store=file_store(),
        most=MOST_BYTES,
        by=viewer(),
        now=now(),
    )
    return file.id


def _around(form: CampaignForm) -> dict[str, Any]:
    moment = now()
    return {
        "found": estimate(form, rules_at(moment), moment),
        "most_rows": MOST_ROWS,
        "title": _("New survey campaign"),
    }
