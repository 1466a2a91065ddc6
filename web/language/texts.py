"""Sentences in the reader's language."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString


def text(sentence: str, **values: Any) -> str:
    """The sentence in the reader's language, with `%(name)s` filled from `values`. Imported as `_`."""
    return str(gettext(sentence, **values))


def lazy(sentence: str, **values: Any) -> LazyString:
    """As `_`, but looked up when it is shown: for labels that are made when a module loads."""
    return lazy_gettext(sentence, **values)


def counted(one: str, other: str, n: int, **values: Any) -> str:
    """A sentence with a number: `one` for exactly one, otherwise `other`; `%(n)s` is the number.

    Both are sentences of their own in the translations; Chinese says the same for both.
    """
    return str(gettext(one if n == 1 else other, n=n, **values))


_ = text
