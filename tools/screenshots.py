"""`make screenshots`: the pictures of the README in `docs/pictures/`, from a freshly loaded demo company."""

import json
import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import select
from werkzeug.serving import make_server

from models.cases.tables import Case
from models.cases.words import State
from models.db import db
from models.people.roles import Role
from models.revisits.tables import Revisit
from models.revisits.words import RevisitState
from models.surveys.tables import Invitation
from survey.answer.link import PURPOSE
from tools.prepare import prepare
from tools.set_up import ROOT, browser_program, say
from web.config import Config

PICTURES = ROOT / "docs" / "pictures"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
DESK: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}


def main() -> None:
    """Load the demo company into a scratch folder, serve it, and look at it."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        app = prepare(Config(home=Path(scratch), demo=True, clock=False))
        with served(app) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_program(), args=FLAGS)
            at_desk(browser, url, app)
            on_phone(browser, url, app)
            browser.close()


def at_desk(browser: Browser, url: str, app: Flask) -> None:
    """My day of a customer service agent, and a case that a department is handling."""
    page = opened(browser, url, DESK)
    told = app.test_cli_runner().invoke(args=["demo", "logins", "--json"], catch_exceptions=False)
    agent = next(login for login in json.loads(told.output) if login["role"] == Role.CUSTOMER_SERVICE_AGENT)
    page.goto("/portal/login")
    page.locator("input[name=login]:visible").fill(agent["login"])
    page.locator("input[name=password]:visible").fill(agent["password"])
    page.locator("input[name=password]:visible").press("Enter")
    page.wait_for_url("**/portal/")
    keep(page, "day", "/portal/")
    keep(page, "case", f"/portal/cases/{case_to_show(app)}")


def on_phone(browser: Browser, url: str, app: Flask) -> None:
    """The start of the public site, and a question of the survey."""
    page = opened(browser, url, PHONE)
    keep(page, "start", "/")
    keep(page, "survey", f"/s/{survey_to_show(app)}")


def case_to_show(app: Flask) -> str:
    """The number of the latest grade 2 complaint that is being handled."""
    newest = select(Case.number).where(Case.state == State.HANDLING, Case.grade == 2)
    with app.app_context():
        return db.session.scalars(newest.order_by(Case.received_at.desc()).limit(1)).one()


def survey_to_show(app: Flask) -> str:
    """The token of a survey that was sent and waits for its answer."""
    waiting = select(Invitation.locator).join(Revisit, Revisit.invitation_id == Invitation.id)
    with app.app_context():
        newest = waiting.where(Revisit.state == RevisitState.SENT).order_by(Revisit.id.desc()).limit(1)
        token: str = app.extensions["signer"].token(PURPOSE, db.session.scalars(newest).one())
        return token


def opened(browser: Browser, url: str, device: dict[str, Any]) -> Page:
    """A window on the served site, in Chinese."""
    context = browser.new_context(base_url=url, locale="zh-CN", timezone_id="Asia/Shanghai", **device)
    return context.new_page()


def keep(page: Page, name: str, address: str) -> None:
    """Open an address and save what the window shows."""
    answer = page.goto(address)
    if answer is None or answer.status != 200:
        raise SystemExit(f"{address} cannot be shown: {answer.status if answer else 'no answer'}")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{name}.png")
    say(f"docs/pictures/{name}.png")


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The application on a free port of loopback."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


if __name__ == "__main__":
    main()
