"""Words for the area support: what is asked for, where a request stands, how far it has gone."""

from models.support.words import Reach, SupportKind, SupportState
from web.language import lazy
from web.words.registry import name

name(
    SupportKind,
    {
        SupportKind.HELP: lazy("Help with the work"),
        SupportKind.SECOND_HANDLER: lazy("A second handler"),
        SupportKind.RELIEF: lazy("Relief from load"),
    },
)
name(
    SupportState,
    {
        SupportState.ASKED: lazy("Waiting for an answer"),
        SupportState.ACCEPTED: lazy("Agreed to"),
        SupportState.DECLINED: lazy("Declined"),
        SupportState.WITHDRAWN: lazy("Taken back"),
    },
)
name(
    Reach,
    {
        Reach.HEAD: lazy("Head of department"),
        Reach.ABOVE: lazy("Head above"),
        Reach.LEADING_GROUP: lazy("Leading group"),
    },
)
