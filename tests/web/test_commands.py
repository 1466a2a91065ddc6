"""`flask people`: what a shell may do before anybody can log in."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from models.clock import now
from models.db import db
from models.people import actions
from models.people.queries import departments, staff_with_login
from models.people.roles import Role
from tests.cast import Cast


def run(app: Flask, *arguments: str) -> str:
    """What the command prints. It must succeed."""
    db.session.commit()
    with app.app_context():  # else it would run in the context of the test's own session
        result = app.test_cli_runner().invoke(args=["people", *arguments])
    assert result.exit_code == 0, result.output
    db.session.expire_all()
    return result.output


def password_in(output: str) -> str:
    return output.rsplit(": ", 1)[1].strip()


def test_the_first_administrator_of_an_empty_house(small: Flask, session: Session) -> None:
    output = run(small, "create-admin")
    staff = staff_with_login("admin")
    assert staff is not None
    assert staff.roles == {Role.STAFF, Role.ADMINISTRATOR}
    assert [row.code for row in departments()] == ["COMPANY"]
    assert staff.password_temporary
    assert staff.number == "HY-0001"
    assert actions.log_in("admin", password_in(output), now=now()) is not None


def test_somebody_who_is_here_becomes_one(small: Flask, cast: Cast) -> None:
    output = run(small, "create-admin", "--login", "plain")
    assert Role.ADMINISTRATOR in cast.plain.roles
    assert actions.log_in("plain", password_in(output), now=now()) is not None


@pytest.mark.parametrize("login", ["王", "with space"])
def test_a_login_that_cannot_be(small: Flask, session: Session, login: str) -> None:
    with small.app_context():
        result = small.test_cli_runner().invoke(args=["people", "create-admin", "--login", login])
    assert result.exit_code == 1
    assert "login: format" in result.output
    db.session.rollback()
    assert departments() == []
