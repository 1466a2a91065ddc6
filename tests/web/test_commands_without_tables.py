"""Commands on a database that nobody set up: one line that says what to do, no traceback (X-08)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from assembly import assemble
from web.commands.schema import NOT_SET_UP, UNREACHABLE
from web.config import Config

COMMANDS = [
    "jobs run seal",
    "jobs list",
    "jobs start",
    "audit verify",
    "audit head",
    "people create-admin",
    "install",
    "demo load",
]


@pytest.fixture
def on(tmp_path: Path) -> Callable[[str], Flask]:
    """The whole application on some other database."""
    return lambda address: assemble(Config(home=tmp_path, database_url=address, clock=False))


@pytest.mark.parametrize("command", COMMANDS)
def test_an_empty_home(on: Callable[[str], Flask], tmp_path: Path, command: str) -> None:
    app = on(f"sqlite:///{tmp_path}/huiyin.db")
    answer = app.test_cli_runner().invoke(args=command.split())
    assert (answer.exit_code, answer.output) == (1, f"Error: {NOT_SET_UP}\n")


def test_a_database_that_does_not_answer(on: Callable[[str], Flask]) -> None:
    app = on("postgresql://nobody@127.0.0.1:1/nothing")
    answer = app.test_cli_runner().invoke(args=["jobs", "run", "seal"])
    assert (answer.exit_code, answer.output) == (1, f"Error: {UNREACHABLE}\n")


def test_logins_of_the_demo_need_no_tables(on: Callable[[str], Flask], tmp_path: Path) -> None:
    app = on(f"sqlite:///{tmp_path}/huiyin.db")
    assert app.test_cli_runner().invoke(args=["demo", "logins"]).exit_code == 0
