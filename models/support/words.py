"""The words that a request for support may hold."""

from enum import StrEnum


class SupportKind(StrEnum):
    """What is asked for: help with the work, a second handler of a case, or relief from load."""

    HELP = "help"
    SECOND_HANDLER = "second_handler"
    RELIEF = "relief"


class SupportState(StrEnum):
    """Where a request stands."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Reach(StrEnum):
    """How far up a request has gone; all whom it reached may answer it."""

    HEAD = "head"
    ABOVE = "above"
    LEADING_GROUP = "leading_group"
