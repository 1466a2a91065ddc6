"""How the day begins: a greeting by the clock on the wall, and what a person is called."""

from datetime import datetime

from models.clock import local
from models.people.rules.names import familiar_name
from models.people.tables import Language, Staff
from web.language import _, current_language
from web.language.filters import named

NOON, EVENING = 12, 18
EARLY = 5


def greeting(at: datetime) -> str:
    """Good morning, afternoon or evening, as it is in Shanghai."""
    hour = local(at).hour
    if EARLY <= hour < NOON:
        return _("Good morning")
    if NOON <= hour < EVENING:
        return _("Good afternoon")
    return _("Good evening")


def called(person: Staff) -> str:
    """What colleagues call a person: 晓雯 for 林晓雯; a whole name where the given name has one sign."""
    return named(person) if current_language() is Language.EN else familiar_name(person.name)
