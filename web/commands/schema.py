"""Commands that need the tables: where there are none, one line says what to do, and nothing else happens."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click
from flask.cli import AppGroup

from models.db import db
from web.health import database_answers, schema_is_current

Command = TypeVar("Command", bound=Callable[..., Any])
UNREACHABLE = "The database cannot be reached. Does it run, and is DATABASE_URL right?"
NOT_SET_UP = "The database is not set up for this version: run `flask db upgrade`, then `flask install`."


def needs_schema(command: Command) -> Command:
    """Runs a command only on a database that stands at the newest migration; ends with 1 otherwise."""

    @wraps(command)
    def checked(*args: Any, **options: Any) -> Any:
        if not database_answers():
            raise click.ClickException(UNREACHABLE)
        db.session.remove()  # the look was a transaction of its own
        if not schema_is_current():
            raise click.ClickException(NOT_SET_UP)
        return command(*args, **options)

    return checked  # type: ignore[return-value]


class SchemaGroup(AppGroup):
    """A group of commands that all need the tables."""

    def command(  # type: ignore[override]  # as Flask types it
        self, *args: Any, **options: Any
    ) -> Callable[[Callable[..., Any]], click.Command]:
        """As in any group, with the look at the database before."""
        make = super().command(*args, **options)
        return lambda command: make(needs_schema(command))
