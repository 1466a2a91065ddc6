"""Words for the area personal: why a case or mail stays though its time is over (X-03)."""

from models.personal.words import Keeps, MailKeeps
from web.language import lazy
from web.words.registry import name

name(
    Keeps,
    {
        Keeps.HOLD: lazy("Held by somebody"),
        Keeps.OUTSIDE: lazy("Before a regulator or mediator"),
        Keeps.OWED: lazy("A compensation, a report or an answer is owed"),
        Keeps.MATTER: lazy("In an accountability matter"),
        Keeps.IMPROVEMENT: lazy("The customer is to be told of an improvement"),
        Keeps.SURVEY: lazy("The customer is being asked how it was"),
        Keeps.WORK: lazy("An inspection, support or a reward waits for somebody"),
        Keeps.MERGED: lazy("Merged into a case that stays"),
    },
)
name(
    MailKeeps,
    {
        MailKeeps.UNCHECKED: lazy("nobody has looked at it"),
        MailKeeps.CASE: lazy("about a case that stays"),
        MailKeeps.HOLD: lazy("from whose case is held"),
    },
)
