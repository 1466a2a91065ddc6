"""The poster of an open survey, A4 or A5, in both languages: its words, a QR code, the address (S-03)."""

from dataclasses import dataclass

import segno
from flask import abort, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from models.campaigns.tables import Campaign
from models.campaigns.words import OVER, CampaignKind
from models.people.tables import Language
from portal.campaigns.blueprint import READERS, blueprint, campaign_or_404
from web.access import needs
from web.downloads import as_file
from web.language import _, speaking
from web.language.filters import moment
from web.letters.links import open_link
from web.papers import pdf

SIZES = ("a4", "a5")
A_LINE = {"zh": 34, "en": 74}
"""So many signs of a campaign's own words stand on one line of an A4 poster."""


@dataclass(frozen=True)
class Said:
    """What a poster says in one language."""

    call: str
    name: str
    how: str
    words: str
    type_it: str
    privacy: str
    until: str


@blueprint.get("/<number>/poster.pdf")
@needs(*READERS)
def poster(number: str) -> ResponseReturnValue:
    """`?size=a5` for a table stand; A4 otherwise. None for one that is over."""
    campaign = campaign_or_404(number)
    if campaign.kind is not CampaignKind.OPEN or campaign.code is None or campaign.state in OVER:
        abort(404)
    asked = request.args.get("size", "")
    size = asked if asked in SIZES else SIZES[0]
    code = segno.make(open_link(campaign.code, by_qr=True), error="q")
    paper = pdf(
        "pdf/poster.html",
        campaign=campaign,
        size=size,
        room=room_left(campaign),
        zh=_said(campaign, Language.ZH),
        en=_said(campaign, Language.EN),
        code=Markup(code.svg_inline(border=0, dark="#0d2b2f", omitsize=True)),  # noqa: S704 (made by segno)
        address=open_link(campaign.code).partition("://")[2],
    )
    return as_file(paper, f"{campaign.number}-{size}.pdf", "application/pdf", shown=True)


def room_left(campaign: Campaign) -> str:
    """How much the campaign's own words leave to the code: all of it, less (`crowded`), least (`packed`)."""
    lines = max(-(-len(campaign.words_zh) // A_LINE["zh"]), -(-len(campaign.words_en) // A_LINE["en"]))
    return "" if lines <= 1 else "crowded" if lines == 2 else "packed"


def _said(campaign: Campaign, language: Language) -> Said:
    english = language is Language.EN
    with speaking(language):
        return Said(
            call=_("We would like to hear how it was"),
            name=campaign.name_en if english else campaign.name_zh,
            how=_("Scan with WeChat or your camera: it takes a minute"),
            words=campaign.words_en if english else campaign.words_zh,
            type_it=_("No camera? Type this address."),
            privacy=_("Anonymous: who answered is not stored.")
            if campaign.anonymous
            else _("No login, no contact details."),
            until=_("Open until %(moment)s", moment=moment(campaign.closes_at)) if campaign.closes_at else "",
        )
