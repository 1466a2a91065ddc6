"""The test client: what a test has set up is committed before a request, as the request sees nothing else."""

from typing import Any

from flask import current_app, has_app_context
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from models.db import db


class Client(FlaskClient):
    """Flask's client, with forms sent as a browser sends them."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Ask. Whatever the test's session holds is committed first, and read anew afterwards."""
        if has_app_context() and current_app.name == "bare":
            db.session.commit()
        return super().open(*args, **kwargs)
