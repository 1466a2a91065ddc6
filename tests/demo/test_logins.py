"""The demo logins: one a role (X-01), the same in the README, by command, and on the login page."""

import json
from pathlib import Path

import pytest
from flask import Flask

from demo.logins import demo_logins
from models.people.roles import Role

README = Path(__file__).resolve().parents[2] / "README.md"


def test_there_is_one_login_for_each_role() -> None:
    """X-01: every role can be tried."""
    assert {entry["role"] for entry in demo_logins()} == set(Role)
    assert len(demo_logins()) == len(Role)


@pytest.mark.parametrize("entry", demo_logins(), ids=lambda entry: entry["role"])
def test_the_readme_lists_them(entry: dict[str, str]) -> None:
    """What the README says is what the demo has."""
    row = f"| {entry['name']} | `{entry['login']}` | `{entry['password']}` |"
    assert row in README.read_text()


def test_a_command_prints_them_as_json(app: Flask) -> None:
    """`flask demo logins --json`: role, name, login, password."""
    answer = app.test_cli_runner().invoke(args=["demo", "logins", "--json"])
    assert json.loads(answer.output) == demo_logins()
