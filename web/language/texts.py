"""Sentences in the reader's language.

A page says thousands of them, so a sentence is one look into a dictionary. What language it is now, and how
a request chooses it, stays with Flask-Babel.
"""

from functools import cache, lru_cache
from typing import Any

from babel.support import NullTranslations, Translations
from flask import Flask
from flask_babel.speaklater import LazyString
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from models.people.tables import Language
from web.language.choice import LOCALES, TRANSLATIONS, current_language


def text(sentence: str, **values: Any) -> str:
    """The sentence in the reader's language, with `%(name)s` filled from `values`. Imported as `_`."""
    said = _said(sentence)
    return said % values if values else said


def lazy(sentence: str, **values: Any) -> LazyString:
    """As `_`, but looked up when it is shown: for labels that are made when a module loads."""
    return LazyString(text, sentence, **values)


def counted(one: str, other: str, n: int, **values: Any) -> str:
    """A sentence with a number: `one` for exactly one, otherwise `other`; `%(n)s` is the number.

    Both are sentences of their own in the translations; Chinese says the same for both.
    """
    return text(one if n == 1 else other, n=n, **values)


def teach_templates(app: Flask) -> None:
    """Makes `_` known to templates. What a sentence is filled with is escaped, where the template escapes."""
    app.jinja_env.globals["_"] = _in_template


@pass_eval_context
def _in_template(where: EvalContext, sentence: str, /, **values: Any) -> str:
    said = _safe(sentence, current_language()) if where.autoescape else _said(sentence)
    return said % values


@lru_cache(maxsize=8192)
def _safe(sentence: str, language: Language) -> Markup:
    return Markup(sentence if language is Language.EN else _chinese().gettext(sentence))  # noqa: S704 (ours)


def _said(sentence: str) -> str:
    return sentence if current_language() is Language.EN else _chinese().gettext(sentence)


@cache
def _chinese() -> NullTranslations:
    """The translations as they were compiled when the first sentence was asked for."""
    return Translations.load(TRANSLATIONS, [LOCALES[Language.ZH]])


_ = text
