"""Words for the area surveys: what questions measure, how an invitation came and an answer went."""

from models.surveys.document import Dimension
from models.surveys.words import Reach
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
