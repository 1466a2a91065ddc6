"""How the states of campaigns and of those who were drawn are coloured."""

from models.campaigns.words import CampaignState, MemberState

TONES = {
    CampaignState.DRAFT: "neutral",
    CampaignState.PREPARING: "info",
    CampaignState.READY: "warn",
    CampaignState.RUNNING: "good",
    CampaignState.PAUSED: "warn",
    CampaignState.ENDED: "neutral",
    CampaignState.STOPPED: "bad",
}
ORDER = (
    MemberState.ANSWERED,
    MemberState.SENT,
    MemberState.TO_CALL,
    MemberState.QUEUED,
    MemberState.WAITING,
    MemberState.SILENT,
)
"""In this order the members of a campaign are counted on screen."""
