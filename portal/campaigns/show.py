"""One campaign: how far it is, what became of those who were drawn, and what can be done next."""

from datetime import date
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from models.campaigns import queries
from models.campaigns.rules.audience import By, audience_of
from models.campaigns.tables import Campaign
from models.campaigns.words import CampaignKind, CampaignState
from models.clock import now
from models.permissions import Permission
from models.rulebook.document import Rules
from models.rulebook.queries import rules_at
from models.surveys.queries import current
from models.surveys.words import Reach
from portal.campaigns.blueprint import READERS, blueprint, campaign_or_404
from portal.campaigns.forms import BY_WORDS, MEANS, MEANS_WORDS, ReasonForm, TurnForm, stratum_name
from portal.campaigns.sentences import METHODS, TROUBLES
from portal.campaigns.tones import ORDER, TONES
from web.access import needs, viewer
from web.fragments import page, respond
from web.language import _, counted, current_language
from web.language.filters import day, named
from web.letters.links import open_link
from web.words import word

PAGE = "portal/campaigns/show.html"
LIVE = (CampaignState.PREPARING, CampaignState.RUNNING)


@blueprint.get("/<number>")
@needs(*READERS)
def show(number: str) -> ResponseReturnValue:
    """How it stands. `?progress=<turn>` is how the page looks again while the clock works on it; it is
    loaded anew when the campaign has had another turn."""
    campaign = campaign_or_404(number)
    if request.args.get("progress", str(campaign.turn)) != str(campaign.turn):
        return respond(redirect=url_for("campaigns.show", number=number))
    return page(PAGE, **screen(campaign))


def screen(
    campaign: Campaign, *, reason_form: ReasonForm | None = None, turn_form: TurnForm | None = None
) -> dict[str, Any]:
    """Everything that the page and its region show."""
    turn = {"turn": str(campaign.turn)}
    rules = rules_at(now())
    staff = viewer()
    invited = campaign.kind is CampaignKind.INVITED
    counts = queries.counts_of(campaign)
    by = campaign.sample.get("by")
    eligible, drawn = campaign.strata.get("eligible", {}), campaign.strata.get("drawn", {})
    version = campaign.version or current(campaign.questionnaire)
    return {
        "campaign": campaign,
        "tone": TONES[campaign.state],
        "live": campaign.state in LIVE,
        "invited": invited,
        "counts": counts,
        "order": ORDER,
        "progress": queries.progress_of(campaign) if campaign.state is CampaignState.PREPARING else None,
        "reaches": [] if invited else sorted(queries.count_open_answers(campaign).items()),
        "strata": [
            (stratum_name(by, code, rules), eligible[code], drawn.get(code, 0))
            for code in sorted(eligible, key=lambda each: -eligible[each])
        ]
        if by
        else [],
        "about": _about(campaign, rules),
        "questionnaire": version.content.title.said(current_language().value) if version else "",
        "version": version,
        "trouble": str(TROUBLES.get(campaign.trouble, TROUBLES["fault"])) if campaign.trouble else "",
        "link": open_link(campaign.code) if campaign.code else "",
        "may_edit": staff.may(Permission.CAMPAIGN_EDIT),
        "may_launch": staff.may(Permission.CAMPAIGN_LAUNCH),
        "may_read": staff.may(Permission.RESULTS_READ)
        and (not campaign.anonymous or bool(campaign.sealed_at)),
        "reason_form": reason_form or ReasonForm(None, data=turn),
        "turn_form": turn_form or TurnForm(None, data=turn),
        "counted": counted,
    }


def _about(campaign: Campaign, rules: Rules) -> list[tuple[str, str]]:
    """Audience, sample and means, as pairs of a name and what it says."""
    if campaign.kind is CampaignKind.OPEN:
        return []
    audience, sample = audience_of(campaign.audience), campaign.sample
    sources = {
        "cases": _("Customers of past cases"),
        "customers": _("All customers"),
        "list": _("A list: %(name)s", name=campaign.file.name if campaign.file else "—"),
    }
    lines = [
        (_("Taken from"), sources[audience.source.value]),
        (_("From day to day"), _days(audience.since, audience.until)),
        (
            _("Only cases that are closed"),
            _("yes") if audience.source.value == "cases" and audience.closed_only else "",
        ),
        *(
            (label, _(", ").join(stratum_name(by, str(code), rules) for code in codes))
            for label, by, codes in (
                (_("Categories"), "category", audience.categories),
                (_("Lead departments"), "department", audience.departments),
                (_("Channels"), "channel", audience.channels),
                (_("Grades"), "grade", audience.grades),
                (_("Regions"), "region", audience.regions),
            )
        ),
        (_("Sample"), str(METHODS[sample.get("method", "all")])),
        (_("Strata by"), str(BY_WORDS[By(sample["by"])]) if sample.get("by") else ""),
        (_("Size of the sample"), str(sample.get("size") or "")),
        (_("Seed of the sample"), sample.get("seed", "") if sample.get("size") else ""),
        (_("By what means"), _means(campaign)),
        (_("Invitations a minute"), str(campaign.a_minute)),
    ]
    return [(label, value) for label, value in lines if value]


def _days(since: date | None, until: date | None) -> str:
    """The days of an audience; one of them may be open."""
    if since and until:
        return _("%(since)s to %(until)s", since=day(since), until=day(until))
    if since:
        return _("from %(day)s", day=day(since))
    return _("until %(day)s", day=day(until)) if until else ""


def _means(campaign: Campaign) -> str:
    order = tuple(Reach(each) for each in campaign.means)
    code = next((code for code, means in MEANS.items() if means == order), "")
    return str(MEANS_WORDS[code]) if code else _(", ").join(word(each) for each in order)


def name_of(campaign: Campaign) -> str:
    """Its name in the reader's language."""
    return named(campaign)
