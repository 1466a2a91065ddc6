"""Words for the area outbox: where a message stands, why one was never sent, and what staff get by mail."""

from models.outbox.tables import Delivery, Means, Overtaken, Topic
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
    Means,
    {
        Means.EMAIL: lazy("E-mail message"),
        Means.SMS: lazy("Text message"),
    },
)
name(
    Overtaken,
    {
        Overtaken.ANSWERED: lazy("the customer had answered already"),
        Overtaken.CLOSED: lazy("the case was closed"),
        Overtaken.DONE: lazy("what was due is done"),
        Overtaken.EXPIRED: lazy("the time for answers was over"),
        Overtaken.LEFT: lazy("its reader no longer works here"),
        Overtaken.NEWER: lazy("a newer letter took its place"),
        Overtaken.PAUSED: lazy("the clock stands still"),
        Overtaken.POSTPONED: lazy("it is due later now"),
        Overtaken.READ: lazy("it was read in the portal"),
        Overtaken.REOPENED: lazy("the case went into another round"),
        Overtaken.REPLIED: lazy("the customer got the reply"),
        Overtaken.SEPARATED: lazy("the case is handled by itself again"),
        Overtaken.UNWANTED: lazy("the customer does not want to be asked"),
        Overtaken.WENT_ON: lazy("the answer is not waited for any more"),
        Overtaken.WITHDRAWN: lazy("the customer withdrew the case"),
    },
)
name(
    Topic,
    {
        Topic.ALERT: lazy("Alert"),
        Topic.OVERDUE: lazy("Overdue"),
        Topic.DUE_SOON: lazy("Due soon"),
        Topic.TASK: lazy("To do"),
        Topic.DECISION: lazy("To decide"),
        Topic.CUSTOMER: lazy("From the customer"),
        Topic.NEW: lazy("New cases"),
        Topic.NEWS: lazy("News"),
    },
)
