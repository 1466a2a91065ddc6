"""`flask install`: puts what comes with the product and is data in place."""

import click
from flask.cli import with_appcontext

from models.clock import now
from models.db import db, writing
from models.rulebook.actions import install_defaults as install_rules
from models.surveys.actions import install_defaults as install_questionnaires
from web.commands.schema import needs_schema


@click.command()
@with_appcontext
@needs_schema
def install() -> None:
    """Add rules, texts to customers and questionnaires where there are none. May run at every start."""
    with writing():
        added = len(install_rules(now=now())) + len(install_questionnaires(now=now()))
        db.session.commit()
    if added:
        click.echo(f"{added} rules, texts and questionnaires were installed.")
