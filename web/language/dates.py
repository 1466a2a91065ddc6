"""A day as it is said in a sentence, a few days later, when the year goes without saying."""

from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_skeleton

from models.clock import local_day
from models.people.tables import Language

LOCALES = {Language.ZH: "zh_Hans", Language.EN: "en_GB"}


def short_day(moment: datetime, language: Language | str) -> str:
    """23 Nov for English; month and day in Chinese for Chinese. Shanghai's day."""
    return _said(local_day(moment), Language(language))


@lru_cache(maxsize=512)
def _said(day: date, language: Language) -> str:
    return format_skeleton("MMMd", day, locale=LOCALES[language]).replace(" ", "\u00a0")
