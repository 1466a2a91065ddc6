"""The `flask` commands that need only the models: a module an area, listed here."""

import click

COMMANDS: tuple[click.Command, ...] = ()
