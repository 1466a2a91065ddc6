"""A day as it is said in a sentence, a few days later, when the year goes without saying."""

from datetime import datetime

from babel.dates import format_skeleton

from models.clock import local
from models.people.tables import Language

LOCALES = {Language.ZH: "zh_Hans", Language.EN: "en_GB"}


def short_day(moment: datetime, language: Language | str) -> str:
    """23 Nov for English; month and day in Chinese for Chinese. Shanghai's day."""
    said = format_skeleton("MMMd", local(moment), locale=LOCALES[Language(language)])
    return said.replace(" ", "\u00a0")
