"""What became of everybody drawn, as a workbook: only where a survey is not anonymous (S-03, S-04)."""

from collections.abc import Iterator

from flask import abort
from flask.typing import ResponseReturnValue

from models.campaigns import queries
from models.campaigns.tables import Campaign
from models.campaigns.words import CampaignKind
from models.clock import now
from models.privacy import masked_name, masked_phone
from models.rulebook.queries import rules_at
from portal.campaigns.blueprint import READERS, blueprint, campaign_or_404
from portal.campaigns.forms import stratum_name
from web.access import needs
from web.downloads import as_file
from web.language import _
from web.sheets import Cell, workbook
from web.words import word


@blueprint.get("/<number>/members.xlsx")
@needs(*READERS)
def members(number: str) -> ResponseReturnValue:
    """One line a person, contact details masked. An anonymous survey has no such list."""
    campaign = campaign_or_404(number)
    if campaign.anonymous or campaign.kind is CampaignKind.OPEN:
        abort(404)
    heads = [
        _("Name"), _("Telephone"), _("Stratum"), _("State"), _("Why without an answer"),
        _("By what means"), _("Asked at"), _("Reminded"),
    ]  # fmt: skip
    content = workbook(campaign.number, heads, (16, 18, 20, 22, 30, 18, 20, 10), _rows(campaign))
    return as_file(content, f"{campaign.number}.xlsx")


def _rows(campaign: Campaign) -> Iterator[list[Cell]]:
    rules, by = rules_at(now()), campaign.sample.get("by")
    for member in queries.members_for_export(campaign):
        yield [
            masked_name(member.to_name),
            masked_phone(member.to_phone or ""),
            stratum_name(by, member.stratum, rules) if by else "",
            word(member.state),
            word(member.silence),
            word(member.reach),
            member.asked_at or "",
            _("yes") if member.reminded else _("no"),
        ]
