"""Is it alive, is it ready: two addresses for operators and load balancers (X-08)."""

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, Response, current_app, jsonify
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from models.clock import now
from models.db import db
from models.jobs.queries import lease
from web.access import public
from web.context import installation

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public
def alive() -> Response:
    """The process answers."""
    return _told(jsonify(status="ok"))


@blueprint.get("/readyz")
@public
def ready() -> tuple[Response, int]:
    """The database answers, has the schema that this code expects, the clock goes; 503 names what fails."""
    faults = [name for name, check in CHECKS.items() if not check()]
    status = "ok" if not faults else "not ready"
    return _told(jsonify(status=status, faults=faults)), 503 if faults else 200


def database_answers() -> bool:
    """Whether a query comes back."""
    try:
        db.session.execute(select(1))
    except SQLAlchemyError:
        db.session.rollback()
        return False
    return True


def schema_is_current() -> bool:
    """Whether the database stands at the newest migration."""
    scripts = ScriptDirectory(current_app.extensions["migrate"].directory)
    try:
        with db.engine.connect() as connection:
            heads = set(MigrationContext.configure(connection).get_current_heads())
    except SQLAlchemyError:
        return False
    return heads == set(scripts.get_heads())


def clock_goes() -> bool:
    """Whether some process holds the clock, on installations that are to have one."""
    if not installation().clock:
        return True
    try:
        held = lease("clock")
    except SQLAlchemyError:
        db.session.rollback()
        return False
    return held is not None and held.until > now()


CHECKS = {"database": database_answers, "migrations": schema_is_current, "clock": clock_goes}


def _told(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer
