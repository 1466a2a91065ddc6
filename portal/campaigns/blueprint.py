"""The blueprint that the views of this area hang on, and who may look."""

from flask import Blueprint, abort

from models.campaigns import queries
from models.campaigns.tables import Campaign
from models.permissions import Permission

blueprint = Blueprint("campaigns", __name__, url_prefix="/portal/campaigns")

READERS = (Permission.CAMPAIGN_EDIT, Permission.CAMPAIGN_LAUNCH)
"""All of them see all campaigns: a campaign is the company's, and shows no customer but masked."""


def campaign_or_404(number: str) -> Campaign:
    """The campaign of this number, with its people and its questionnaire."""
    return queries.find(number) or abort(404)


def held_or_404(number: str) -> Campaign:
    """As `campaign_or_404`, kept from all other writers until the request ends (H-07)."""
    return queries.held(campaign_or_404(number).id) or abort(404)
