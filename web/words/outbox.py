"""Words for the area outbox: where a message stands."""

from models.outbox.tables import Delivery
from web.language import lazy
from web.words.registry import name

name(
    Delivery,
    {
        Delivery.WAITING: lazy("Waiting"),
        Delivery.SENDING: lazy("On its way"),
        Delivery.SENT: lazy("Sent"),
        Delivery.FAILED: lazy("Failed"),
        Delivery.CANCELLED: lazy("Recalled"),
    },
)
