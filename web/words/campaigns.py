"""Words for the area campaigns: where they stand, and what became of those who were drawn."""

from models.campaigns.words import CampaignKind, CampaignState, MemberSilence, MemberState
from web.language import lazy
from web.words.registry import name

name(
    CampaignKind,
    {
        CampaignKind.INVITED: lazy("By invitation"),
        CampaignKind.OPEN: lazy("Open to everybody"),
    },
)
name(
    CampaignState,
    {
        CampaignState.DRAFT: lazy("Being written"),
        CampaignState.PREPARING: lazy("Being prepared"),
        CampaignState.READY: lazy("Ready to start"),
        CampaignState.RUNNING: lazy("Running"),
        CampaignState.PAUSED: lazy("Paused"),
        CampaignState.ENDED: lazy("Over"),
        CampaignState.STOPPED: lazy("Stopped early"),
    },
)
name(
    MemberState,
    {
        MemberState.WAITING: lazy("Not asked yet"),
        MemberState.QUEUED: lazy("About to leave"),
        MemberState.SENT: lazy("Asked, no answer yet"),
        MemberState.TO_CALL: lazy("On the phone list"),
        MemberState.ANSWERED: lazy("Has answered"),
        MemberState.SILENT: lazy("Without an answer"),
    },
)
name(
    MemberSilence,
    {
        MemberSilence.CONTACT_LIMIT: lazy("The customer was asked often enough"),
        MemberSilence.DO_NOT_CONTACT: lazy("The customer does not want to be contacted"),
        MemberSilence.NO_ANSWER: lazy("No answer to the link"),
        MemberSilence.NO_MEANS: lazy("No telephone number or mail address"),
        MemberSilence.NOT_ASKED: lazy("Not asked before the end"),
        MemberSilence.NOT_REACHED: lazy("Not reached by telephone"),
        MemberSilence.REFUSED: lazy("The customer does not want to answer"),
        MemberSilence.UNDELIVERED: lazy("The message could not be delivered"),
        MemberSilence.WRONG_NUMBER: lazy("Wrong number"),
    },
)
