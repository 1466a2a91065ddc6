"""Words for the area outbox: where a message stands, and why one was never sent."""

from models.outbox.tables import Delivery, Overtaken
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
        Delivery.OVERTAKEN: lazy("Overtaken"),
    },
)
name(
    Overtaken,
    {
        Overtaken.ANSWERED: lazy("the customer had answered already"),
        Overtaken.CLOSED: lazy("the case was closed"),
        Overtaken.EXPIRED: lazy("the time for answers was over"),
        Overtaken.NEWER: lazy("a newer letter took its place"),
        Overtaken.REOPENED: lazy("the case went into another round"),
        Overtaken.REPLIED: lazy("the customer got the reply"),
        Overtaken.SEPARATED: lazy("the case is handled by itself again"),
        Overtaken.UNWANTED: lazy("the customer does not want to be asked"),
        Overtaken.WENT_ON: lazy("the answer is not waited for any more"),
        Overtaken.WITHDRAWN: lazy("the customer withdrew the case"),
    },
)
