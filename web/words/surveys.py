"""Words for the area surveys: what questions measure, how an answer came, what was done to a draft."""

from models.surveys.document import Dimension
from models.surveys.rules.differences import Turn
from models.surveys.words import DraftEdit, Reach
from web.language import lazy
from web.words.registry import name

name(
    Dimension,
    {
        Dimension.QUALITY: lazy("Product quality"),
        Dimension.ATTITUDE: lazy("Service attitude"),
        Dimension.SPEED: lazy("Response speed"),
        Dimension.RESOLUTION: lazy("Problem resolution"),
        Dimension.PRICE: lazy("Price"),
        Dimension.OVERALL: lazy("Overall satisfaction"),
        Dimension.HANDLING: lazy("Complaint handling"),
    },
)
name(
    Reach,
    {
        Reach.EMAIL: lazy("Link by mail"),
        Reach.SMS: lazy("Link by SMS"),
        Reach.PHONE: lazy("Phone call"),
        Reach.WEB: lazy("On the website"),
        Reach.QR: lazy("QR code"),
        Reach.OPEN_LINK: lazy("Open link"),
    },
)
name(
    DraftEdit,
    {
        DraftEdit.ADDED: lazy("added"),
        DraftEdit.CHANGED: lazy("changed"),
        DraftEdit.COPIED: lazy("copied"),
        DraftEdit.MOVED: lazy("moved"),
        DraftEdit.REMOVED: lazy("removed"),
        DraftEdit.TAKEN_BACK: lazy("last change taken back"),
    },
)
name(
    Turn,
    {
        Turn.ADDED: lazy("added"),
        Turn.CHANGED: lazy("changed"),
        Turn.MOVED: lazy("moved"),
        Turn.REMOVED: lazy("removed"),
    },
)
