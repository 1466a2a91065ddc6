"""Words for the area surveys: how an invitation came and an answer went."""

from models.surveys.words import Reach
from web.language import lazy
from web.words.registry import name

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
