"""The parts that somebody can have in a case (A-01)."""

from enum import StrEnum


class Part(StrEnum):
    """What somebody held; in the order in which parts of the same moment are read."""

    REGISTERED = "registered"
    TRIAGED = "triaged"
    RESPONDED = "responded"
    """The first word to the customer."""
    LED = "led"
    """The lead department had it, and nobody of it owned it."""
    OWNED = "owned"
    SECONDED = "seconded"
    PLANNED = "planned"
    ASSISTED = "assisted"
    REVIEWED = "reviewed"
    DECIDED = "decided"
    REPLIED = "replied"


class Stop(StrEnum):
    """Why somebody's time stood still."""

    CUSTOMER = "customer"
    """The customer was asked, or the clock stood still for another reason of the rules."""
    REVIEW = "review"
    """The result lay with its reviewer."""
