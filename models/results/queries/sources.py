"""What has results to read: revisits, chats, and the campaigns that have been started."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, select

from models.campaigns.tables import Campaign
from models.campaigns.words import LAUNCHED, CampaignKind
from models.db import db
from models.results.rules.measures import Measures, measures_of
from models.results.rules.selection import Selection, Source
from models.results.words import SourceKind
from models.revisits import rules as revisits
from models.revisits.words import RevisitKind
from models.surveys.document import Document
from models.surveys.tables import QuestionnaireVersion

MOST = 200
QUESTIONNAIRES = {
    SourceKind.REVISIT: revisits.QUESTIONNAIRES[RevisitKind.FIRST],
    SourceKind.LASTING: revisits.QUESTIONNAIRES[RevisitKind.LASTING],
    SourceKind.CHAT: revisits.AFTER_CHAT,
}


def campaigns() -> Sequence[Campaign]:
    """The campaigns that were started, the newest first."""
    return db.session.scalars(
        select(Campaign).where(Campaign.state.in_(LAUNCHED)).order_by(Campaign.id.desc()).limit(MOST)
    ).all()


def campaign(number: str) -> Campaign | None:
    """A campaign that was started."""
    return db.session.scalars(
        select(Campaign).where(Campaign.number == number, Campaign.state.in_(LAUNCHED))
    ).one_or_none()


def chosen(source: Source, selection: Selection) -> tuple[Selection, Campaign | None] | None:
    """The selection of a source, with the campaign where it is one; None for a campaign that there is not."""
    if source.kind is not SourceKind.CAMPAIGN:
        return replace(selection, source=source), None
    found = campaign(source.campaign)
    if found is None:
        return None
    of_campaign = replace(
        selection,
        source=source,
        campaign_ids=(found.id,),
        open=found.kind is CampaignKind.OPEN,
        anonymous=found.anonymous,
    )
    return (of_campaign.whole() if found.anonymous else of_campaign), found


def earlier(found: Campaign) -> Sequence[Campaign]:
    """The campaigns with the same questions, asked in the same way, the oldest first, this one the last."""
    rows = db.session.scalars(
        select(Campaign)
        .where(
            Campaign.questionnaire == found.questionnaire,
            Campaign.kind == found.kind,
            Campaign.anonymous == found.anonymous,
            Campaign.state.in_(LAUNCHED),
            Campaign.id <= found.id,
        )
        .order_by(Campaign.id.desc())
        .limit(12)
    ).all()
    return list(reversed(rows))


def measures(selection: Selection) -> Measures:
    """What the questions measure that answers of this selection may be to, in every version of them."""
    version = QuestionnaireVersion
    if selection.source.kind is SourceKind.CAMPAIGN:
        asked: ColumnElement[bool] = version.id.in_(
            select(Campaign.version_id).where(Campaign.id.in_(selection.campaign_ids))
        )
    else:
        asked = version.questionnaire == QUESTIONNAIRES[selection.source.kind]
    rows = db.session.execute(
        select(version.id, version.document).where(asked, version.published_at.is_not(None))
    )
    return measures_of({row.id: Document.model_validate(row.document) for row in rows})
