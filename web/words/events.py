"""Words for the area events: on whose behalf something happened."""

from models.events.tables import Party
from web.language import lazy
from web.words.registry import name

name(
    Party,
    {
        Party.STAFF: lazy("Our people"),
        Party.CUSTOMER: lazy("Customer"),
        Party.SYSTEM: lazy("System"),
    },
)
