"""Which language a reader gets, and texts, names, times and numbers in it (X-04).

Sentences are written in English in code and templates; Chinese comes from `translations/`.
"""

from web.language.choice import (
    asked_language,
    bind_language,
    current_language,
    kept_language,
    speak,
    speaking,
)
from web.language.texts import _, counted, lazy, text

__all__ = [
    "_",
    "asked_language",
    "bind_language",
    "counted",
    "current_language",
    "kept_language",
    "lazy",
    "speak",
    "speaking",
    "text",
]
