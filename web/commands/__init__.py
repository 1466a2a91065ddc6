"""The `flask` commands that need only the models: a module an area, listed here."""

import click

from web.commands.audit import audit
from web.commands.install import install
from web.commands.people import people
from web.commands.suggest import suggest_texts

COMMANDS: tuple[click.Command, ...] = (audit, install, people, suggest_texts)
