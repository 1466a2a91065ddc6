"""A customer with a secret link."""

from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from models.cases.tables import Case
from survey.keys import proof_of
from tests.client import Client


def key(app: Flask, case: Case) -> str:
    """The key of a case."""
    with app.app_context():
        return proof_of(case)


def follow(client: Client, case: Case, **more: str) -> TestResponse:
    """Open the secret link and go where it leads."""
    asked = {"key": key(client.application, case), **more}
    return client.get(f"/track/{case.number}", query_string=asked, follow_redirects=True)


def step(client: Client, case: Case, noun: str, **fields: Any) -> TestResponse:
    """Send a step's form with the key in it."""
    data = {"key": key(client.application, case), **fields}
    return client.post(
        f"/track/{case.number}/{noun}",
        data={name: value for name, value in data.items() if value is not None},
        content_type="multipart/form-data",
    )
