"""Which language a reader gets, and texts, names, times and numbers in it (X-04).

Sentences are written in English in code and templates; Chinese comes from `translations/`.
"""

from web.language.choice import bind_language, current_language, speaking
from web.language.texts import _, counted, lazy, text

__all__ = ["_", "bind_language", "counted", "current_language", "lazy", "speaking", "text"]
