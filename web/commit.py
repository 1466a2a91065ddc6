"""One commit a request, after the view has answered well; nothing else commits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec

from flask import Response, make_response
from flask.typing import ResponseReturnValue

from models.db import begin_reading, begin_writing, db

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]


def commits(view: Callable[P, ResponseReturnValue]) -> Callable[P, Response]:
    """Commits when the view answers below 400, and rolls back when it answers otherwise or raises."""

    @wraps(view)
    def committing(*args: P.args, **kwargs: P.kwargs) -> Response:
        answer = _answer(view, *args, **kwargs)
        if answer.status_code < 400:
            db.session.commit()
        else:
            db.session.rollback()
        return answer

    return committing


def commits_refusals(view: Callable[P, ResponseReturnValue]) -> Callable[P, Response]:
    """As `commits`, also when the answer is a refusal: for steps whose refusals count, such as a login."""

    @wraps(view)
    def committing(*args: P.args, **kwargs: P.kwargs) -> Response:
        answer = _answer(view, *args, **kwargs)
        db.session.commit()
        return answer

    return committing


@contextmanager
def reading() -> Iterator[None]:
    """For a long read inside a request that may write: meanwhile others write, and nothing may be changed.

    Rows that were read before are read anew afterwards.
    """
    db.session.rollback()
    begin_reading()
    try:
        yield
    finally:
        db.session.rollback()
        begin_writing()


def _answer(view: Callable[P, ResponseReturnValue], *args: P.args, **kwargs: P.kwargs) -> Response:
    try:
        return make_response(view(*args, **kwargs))
    except BaseException:
        db.session.rollback()
        raise
