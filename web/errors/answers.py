"""Errors on their way to the browser: rolled back, logged where it is our fault, and rendered."""

from dataclasses import replace

from flask import Flask, Response, current_app, make_response, render_template
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable

from models.db import db
from models.errors import Busy, DomainError, SetupError
from models.ids import random_code
from web.errors.explanations import FORM_EXPIRED, NOTHING_READ, Explanation, of_domain, of_status
from web.fragments import is_fragment_request
from web.security import ForeignForm, NothingRead

SECONDS_TO_WAIT = 3
SECONDS_OF_A_QUEUE = 60
LOCKED = ("database is locked", "database table is locked")
LOCK_STATES = {"40001", "40P01", "55P03"}  # PostgreSQL: serialization failure, deadlock, lock not available
UNIQUE = "UNIQUE constraint failed"
UNIQUE_STATE = "23505"


def register(app: Flask) -> None:
    """Binds each kind of error to its answer."""
    app.register_error_handler(DomainError, _domain)
    app.register_error_handler(CSRFError, _form)
    app.register_error_handler(ForeignForm, _form)
    app.register_error_handler(NothingRead, _nothing_read)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(StaleDataError, _stale)
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(InternalServerError, _broken)


def tell(explanation: Explanation, *, reference: str = "") -> Response:
    """Renders an explanation: a region above the page for htmx, so what was typed stays; else a page."""
    template = "web/_error.html" if is_fragment_request() else "web/error.html"
    answer = make_response(
        render_template(template, explanation=explanation, reference=reference), explanation.status
    )
    answer.headers["Cache-Control"] = "no-store"
    answer.vary.add("HX-Request")
    return answer


def _domain(error: DomainError) -> Response:
    db.session.rollback()
    if isinstance(error, SetupError):
        current_app.logger.error("%s", error)
    answer = tell(of_domain(error))
    if isinstance(error, Busy):
        answer.headers["Retry-After"] = str(SECONDS_OF_A_QUEUE)
    return answer


def _form(_error: HTTPException) -> Response:
    db.session.rollback()
    return tell(FORM_EXPIRED)


def _nothing_read(_error: NothingRead) -> Response:
    db.session.rollback()
    return tell(NOTHING_READ)


def _http(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:
        return make_response(error.get_response())
    db.session.rollback()
    answer = tell(replace(of_status(error.code), status=error.code))
    for name, value in error.get_headers():
        if name not in {"Content-Type", "Content-Length"}:
            answer.headers[name] = value
    return answer


def _stale(_error: StaleDataError) -> Response:
    db.session.rollback()
    return tell(of_status(409))


def _database(error: DBAPIError) -> Response:
    db.session.rollback()
    state = getattr(error.orig, "sqlstate", None)
    text = str(error.orig)
    if state in LOCK_STATES or any(sign in text for sign in LOCKED):
        current_app.logger.warning("the database was locked: %s", text)
        answer = tell(of_status(ServiceUnavailable.code))
        answer.headers["Retry-After"] = str(SECONDS_TO_WAIT)
        return answer
    if isinstance(error, IntegrityError) and (state == UNIQUE_STATE or UNIQUE in text):
        current_app.logger.warning("two writers at once: %s", text)
        return tell(of_status(409))
    raise error


def _broken(error: InternalServerError) -> Response:
    db.session.rollback()
    reference = random_code(8)
    current_app.logger.error("shown to the reader as %s", reference, exc_info=error.original_exception)
    return tell(of_status(500), reference=reference)
