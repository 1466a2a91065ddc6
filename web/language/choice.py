"""The reader's language: own setting, then `?lang=`, then the cookie, then the browser, then Chinese."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from flask import Flask, Response, current_app, g, has_request_context, request
from flask_babel import force_locale, get_locale, refresh
from sqlalchemy.exc import SQLAlchemyError

from models.people.tables import Language
from web.extensions import babel
from web.site import on_public_site
from web.visit import current_visit

LOCALES = {Language.ZH: "zh_Hans", Language.EN: "en"}
DEFAULT = Language.ZH
YEAR = 365 * 24 * 3600
TRANSLATIONS = Path(__file__).resolve().parents[2] / "translations"


_spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)
"""The language of the request that this thread answers, once it is chosen: a page asks a thousand times."""


def current_language() -> Language:
    """The language that sentences are now shown in."""
    spoken = _spoken.get()
    if spoken is None:
        locale = get_locale()
        spoken = Language.EN if locale is not None and locale.language == "en" else Language.ZH
        if has_request_context():
            _spoken.set(spoken)
    return spoken


@contextmanager
def speaking(language: Language | str) -> Iterator[None]:
    """Shows everything inside in `language`, as in a letter to somebody who is not here."""
    token = _spoken.set(Language(language))
    try:
        with force_locale(LOCALES[Language(language)]):
            yield
    finally:
        _spoken.reset(token)


def speak(language: Language | str) -> None:
    """Answers this request in `language`: for pages that belong to a row with a language of its own.

    Their links carry another choice along, so no cookie is needed.
    """
    g.page_language = Language(language)
    refresh()
    _forget()


def asked_language() -> Language | None:
    """The language that the address asks for, if any."""
    return _known(request.args.get("lang"))


def kept_language() -> Language | None:
    """The language that this browser asked for earlier, if any."""
    return _known(request.cookies.get(current_app.config["LANGUAGE_COOKIE"]))


def bind_language(app: Flask) -> None:
    """Chooses the language of each request, and keeps one that was asked for in a cookie."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(TRANSLATIONS)
    app.config["BABEL_DEFAULT_LOCALE"] = LOCALES[DEFAULT]
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Asia/Shanghai"
    app.config.setdefault("LANGUAGE_COOKIE", "lang")
    babel.init_app(app, locale_selector=_locale)
    app.before_request(_forget)
    app.after_request(_keep)
    app.teardown_request(_forget)
    app.context_processor(lambda: {"language": current_language()})


def _forget(_error: BaseException | None = None) -> None:
    _spoken.set(None)


def _locale() -> str:
    return LOCALES[_chosen()] if has_request_context() else LOCALES[DEFAULT]


def _chosen() -> Language:
    return g.get("page_language") or _own() or asked_language() or kept_language() or _preferred()


def _own() -> Language | None:
    """What a person set, behind the login. An unreachable database must not keep an error from being told."""
    if on_public_site():
        return None
    try:
        visit = current_visit()
        return visit.staff.language if visit is not None else None
    except SQLAlchemyError:
        return None


def _known(word: str | None) -> Language | None:
    return Language(word) if word in set(Language) else None


def _preferred() -> Language:
    """What the browser asks for. Every kind of Chinese is answered in Simplified."""
    for tag, _quality in request.accept_languages:
        known = _known(tag.split("-")[0].lower())
        if known is not None:
            return known
    return DEFAULT


def _keep(answer: Response) -> Response:
    asked = None if "page_language" in g else asked_language()
    name = current_app.config["LANGUAGE_COOKIE"]
    if asked is not None and request.cookies.get(name) != asked:
        answer.set_cookie(
            name,
            asked.value,
            max_age=YEAR,
            secure=bool(current_app.config.get("SESSION_COOKIE_SECURE")),
            httponly=True,
            samesite="Lax",
        )
    if answer.mimetype == "text/html":
        answer.headers["Content-Language"] = "en" if current_language() is Language.EN else "zh-Hans"
        answer.vary.update(("Accept-Language", "Cookie"))
    return answer
