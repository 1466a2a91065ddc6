"""The test client: a browser without a window, that sends forms as they stand on the page."""

import secrets
from typing import Any
from urllib.parse import urljoin

from flask import current_app, has_app_context
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from lxml import html
from lxml.html import FormElement, HtmlElement
from werkzeug.test import TestResponse

from models.clock import now
from models.db import db, writing
from models.ids import digest
from models.people.actions.logins import LONGEST_LOGIN
from models.people.tables import LoginSession, Staff


class Client(FlaskClient):
    """Flask's client. What the test's session holds is committed before each request."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Ask. A request sees only what is committed, so what a test has set up is; it is read anew after."""
        if has_app_context() and current_app.name == "bare":
            db.session.commit()
        return super().open(*args, **kwargs)

    def come_in(self, person: Staff) -> "Client":
        """Be logged in as `person` from now on, without asking for a password."""
        login = logged_in(person)
        with self.session_transaction() as cookie:
            cookie.clear()
            cookie.permanent = True
            cookie.update(login)
        return self

    def submit(self, page: str, /, action: str = "", **fields: Any) -> TestResponse:
        """Open `page`, fill in its form, and send it. Answers what came back, redirects not followed.

        `action` is the end of the form's address, where the page has several. A field that the form
        does not have fails the test; one with the value None is left out.
        """
        shown = self.get(page)
        assert shown.status_code == 200, f"{page} answered {shown.status_code}"
        form = form_on(shown.text, action)
        offered = {element.get("name") for element in form.iter("input", "select", "textarea", "button")}
        assert set(fields) <= offered, f"the form has no {', '.join(sorted(set(fields) - offered))}"
        values: dict[str, Any] = {}
        for name, value in form.form_values():
            values.setdefault(name, []).append(value)
        values |= fields
        data = {name: value for name, value in values.items() if value is not None}
        return self.post(urljoin(f"http://localhost{page}", form.action or page), data=data)

    def send(self, address: str, **fields: Any) -> TestResponse:
        """Post `fields` with a valid form token, whatever a page would offer."""
        with self.session_transaction() as cookie:
            seed = cookie.setdefault("csrf_token", secrets.token_hex(20))
        signer = URLSafeTimedSerializer(self.application.secret_key or "", salt="wtf-csrf-token")
        return self.post(address, data={"csrf_token": signer.dumps(seed), **fields})


def logged_in(person: Staff) -> dict[str, Any]:
    """What the cookie of somebody who is logged in holds. Commits."""
    token = secrets.token_urlsafe(24)
    with writing():
        db.session.add(
            LoginSession(token_digest=digest(token), staff=person, expires_at=now() + LONGEST_LOGIN)
        )
        db.session.commit()
    return {"_user_id": token, "_fresh": True}


def form_on(page: str, action: str = "") -> FormElement:
    """The one form on a page that posts to an address with that ending."""
    tree: HtmlElement = html.document_fromstring(page)
    found = [
        form
        for form in tree.forms
        if form.method == "POST" and (not action or (form.action or "").split("?")[0].endswith(action))
    ]
    if not action and len(found) > 1:  # the page's own, not the ones in its frame (logout, language)
        found = [form for form in found if any(parent.tag == "main" for parent in form.iterancestors())]
    assert len(found) == 1, f"{len(found)} forms post to {action or 'anywhere'}"
    return found[0]
