"""Real browsers: a desk for staff, a phone for customers, and what they complain about."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, current_app
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from models.db import db
from models.people.tables import Staff
from tests.client import logged_in
from tests.servers.live import LiveServer
from tools.set_up import browser_program

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
]
DESK = {"viewport": {"width": 1440, "height": 900}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
OpenPage = Callable[..., Page]
PATIENCE = 30_000
"""Milliseconds that a browser is waited for, whether to act or to show something, on a busy machine."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, started so that it talks to nobody but us."""
    program = browser_program()
    expect.set_options(timeout=PATIENCE)
    assert program, "Chromium is missing: make test installs it, or: apt-get install chromium-headless-shell"
    return {**browser_type_launch_args, "executable_path": program, "args": FLAGS}


@pytest.fixture
def live(app: Flask) -> Iterator[LiveServer]:
    """The application on a real socket: `live.url`."""
    server = LiveServer(app)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def open_page(browser: Browser, live: LiveServer) -> Iterator[OpenPage]:
    """Opens a fresh browser window on the live server: `open_page(PHONE, java_script_enabled=False)`.

    Any option of Playwright's `new_context` can be given. The test fails when a page logs an error,
    throws one, or asks another host for anything.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def listen(page: Page) -> None:
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: _note(message, page, complaints))
        page.on("request", lambda request: _stays(request.url, live.url, complaints))

    def open_page(device: dict[str, Any] = DESK, **options: Any) -> Page:
        chosen = {"base_url": live.url, "locale": "zh-CN", "timezone_id": "Asia/Shanghai"} | device | options
        context = browser.new_context(**chosen)
        contexts.append(context)
        context.on("page", listen)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def come_in(page: Page, person: Staff, path: str = "") -> Page:
    """Be logged in as `person` from now on without typing a password, and open a page if one is named.

    What the test's session holds is committed first, so that it sees what browsers have done meanwhile.
    """
    db.session.commit()
    signed = SecureCookieSessionInterface().get_signing_serializer(current_app)
    assert signed is not None
    cookie = {"name": "huiyin", "value": signed.dumps({"_permanent": True} | logged_in(person))}
    page.context.add_cookies([{**cookie, "domain": "127.0.0.1", "path": "/"}])
    if path:
        page.goto(path)
    return page


def send(page: Page, button: Locator) -> None:
    """Presses the button of a form that is sent as a whole page, and waits until its answer stands there.

    Without the wait, what is asked of the page next may be asked of the one that is about to go.
    """
    with page.expect_event("load"):
        button.click()


@pytest.fixture
def desk(open_page: OpenPage) -> Page:
    """A window on a desktop screen, 1440 × 900."""
    return open_page(DESK)


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """A window on a phone, 390 × 844, with touch."""
    return open_page(PHONE)


@pytest.fixture
def phone_without_javascript(open_page: OpenPage) -> Page:
    """The same phone with JavaScript off."""
    return open_page(PHONE, java_script_enabled=False)


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Serious and critical findings of axe on a page, a line each: `assert axe(page) == []`."""
    script = AXE.read_text()

    def check(page: Page) -> list[str]:
        page.evaluate(script)
        findings = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{finding['id']}: {finding['help']}: {[node['target'] for node in finding['nodes']]}"
            for finding in findings["violations"]
            if finding["impact"] in {"serious", "critical"}
        ]

    return check


def _note(message: ConsoleMessage, page: Page, complaints: list[str]) -> None:
    refused = "Failed to load resource" in message.text and "status of 4" in message.text
    if message.type == "error" and not refused:  # a 422 answer is our own way to refuse a form
        complaints.append(f"{page.url}: {message.text}")


def _stays(url: str, ours: str, complaints: list[str]) -> None:
    if not url.startswith((ours, "data:", "blob:", "about:")):
        complaints.append(f"asked elsewhere: {url}")


def fetched(page: Page, address: str) -> tuple[str, bytes]:
    """The type and the bytes that the browser gets for an address, with the cookies of the page.

    The browser keeps them by the server's clock; a request beside it would by the machine's.
    """
    told: list[Any] = page.evaluate(
        """async address => {
            const answer = await fetch(address);
            const bytes = new Uint8Array(await answer.arrayBuffer());
            return [answer.headers.get("content-type"), Array.from(bytes)];
        }""",
        address,
    )
    return told[0], bytes(told[1])
