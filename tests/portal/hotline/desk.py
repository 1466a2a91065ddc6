"""The desk in a browser: supervisors who have unlocked it, and reports sealed by the installation."""

from dataclasses import replace

from flask import Flask
from sqlalchemy import select

from models.db import db
from models.hotline.actions.submit import Receipt, submit
from models.hotline.queries.opening import readers_of
from models.hotline.rules.vault import Vault, stretched
from models.people.tables import LoginSession, Staff
from tests.client import Client
from tests.models.hotline.making import CHEAP, PASSPHRASE, draft
from tests.moments import MONDAY
from web.hotline import vault


def vault_of(app: Flask) -> Vault:
    """The application's own vault, without the pool."""
    with app.app_context():
        return replace(vault(), slowly=stretched, code=CHEAP, passphrase=CHEAP)


def report_to(app: Flask, *people: Staff, **changes: object) -> Receipt:
    """A report about these people, sealed by the application's vault."""
    made = submit(draft(*people, **changes), vault=vault_of(app), now=MONDAY)
    db.session.commit()
    return made


def reading(receipt: Receipt) -> list[Staff]:
    """Who has a share of it."""
    return [share.keeper.staff for share in readers_of(receipt.access.report_id)]


def unlock(client: Client, person: Staff) -> None:
    """Logs in and unlocks the desk."""
    enter(client, person)
    answer = client.submit("/portal/hotline", action="/unlocking", passphrase=PASSPHRASE)
    assert answer.status_code == 303, answer.text[:2000]


def enter(client: Client, person: Staff) -> None:
    """Logs in, with the second factor given where there is one."""
    client.come_in(person)
    for login in db.session.scalars(select(LoginSession).where(LoginSession.staff_id == person.id)):
        login.second_factor_at = MONDAY
    db.session.commit()
