"""Brings an installation up to date: schema, what comes with the product, and a demo company where asked.

A process of its own, so that the one which then serves stays small.
"""

import logging

from flask import Flask
from flask.cli import ScriptInfo
from flask_migrate import upgrade
from sqlalchemy import func, select

from assembly import assemble
from models.db import db
from models.errors import SetupError
from models.people.tables import Staff
from tools.set_up import say
from web.config import Config, config_or_stop


def main() -> None:
    """Prepare the configured installation; what cannot be done is said in one line."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        prepare(config_or_stop())
    except SetupError as error:
        raise SystemExit(str(error)) from None


def prepare(config: Config) -> Flask:
    """Migrate and install; with DEMO=on, load the demo company into a database that has nobody in it."""
    app = assemble(config)
    with app.app_context():
        upgrade()
    if config.demo and is_empty(app):
        say("Loading the demo company …")
        command(app, "demo", "load")  # before installing: it has had the questionnaires for a year
    command(app, "install")
    return app


def is_empty(app: Flask) -> bool:
    """Whether nobody works here yet."""
    with app.app_context():
        return not db.session.scalar(select(func.count()).select_from(Staff))


def command(app: Flask, *words: str) -> None:
    """Run one of the `flask` commands in this process."""
    app.cli.main(args=words, obj=ScriptInfo(create_app=lambda: app), standalone_mode=False)


if __name__ == "__main__":
    main()
