"""`flask demo load` and `flask demo logins`."""

import json
import time

import click
from flask import current_app
from flask.cli import AppGroup

from demo.asking import ask_customers
from demo.company import make_company
from demo.hotline import tell_hotline
from demo.lately import tell_lately
from demo.lately.improvement import send_letters
from demo.loading.load import load as load_company
from demo.logins import demo_logins
from demo.measuring import measure_months
from demo.months import report_months
from models.clock import local_day, now
from models.db import db, writing
from models.events.actions import seal
from models.people.rules import Role
from models.people.tables import Language
from web.commands.schema import needs_schema
from web.context import installation
from web.downloads import file_store
from web.hotline import vault
from web.language import speaking
from web.letters import render
from web.words import word

EVERYTHING = 10**9
demo = AppGroup("demo", help="The demo company 云帆网络.")


@demo.command()
@needs_schema
def load() -> None:
    """Load the demo company into an empty installation: a year of cases up to this moment."""
    started, at = time.monotonic(), now()
    company = make_company(local_day(at), until=at, hotline=installation().service_hotline)
    with writing():
        loaded = load_company(company, now=at)
        late = tell_lately(company, store=file_store())
        send_letters(company, render)
        tell_hotline(company, vault=vault(), store=file_store())
        asked = ask_customers(company, post=render)
        measure_months(at)
        report_months(at)
        seal(limit=EVERYTHING)  # else the clock would have a year to seal while the first pages are asked for
        db.session.commit()
    seconds = time.monotonic() - started
    cases = loaded.cases + late + asked.chats
    click.echo(
        f"云帆网络: {loaded.staff} people, {loaded.customers} customers, {cases} cases,"
        f" {asked.answers} answers to surveys, {seconds:.1f} seconds."
    )


@demo.command()
@click.option("--json", "as_json", is_flag=True, help="As one JSON array: role, name, login, password.")
def logins(as_json: bool) -> None:
    """Print one login a role."""
    if as_json:
        click.echo(json.dumps(demo_logins(), ensure_ascii=False, indent=1))
        return
    with current_app.test_request_context(), speaking(Language.ZH):
        for entry in demo_logins():
            click.echo(f"{word(Role(entry['role']))}\t{entry['name']}\t{entry['login']}\t{entry['password']}")
