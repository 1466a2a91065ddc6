"""The harness itself: databases are fresh for each test, and requests see only what was committed."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from models.people.roles import Role
from models.people.tables import Department, Staff
from tests.cast import PASSWORD, Cast
from tests.client import Client

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_begins_with_no_rows(session: Session, turn: int) -> None:
    assert session.scalar(select(func.count()).select_from(Department)) == 0
    session.add(Department(code="x", name_zh="部", name_en="Part", position=turn))
    session.commit()


def test_the_database_is_the_one_asked_for(session: Session, database_kind: str) -> None:
    assert session.get_bind().dialect.name == database_kind
    if database_kind == "postgresql":
        assert session.scalar(text("SHOW server_version_num")) >= "180000"


def test_the_application_answers_on_it(client: Client) -> None:
    assert client.get("/healthz").status_code == 200


def test_the_cast_is_there_where_it_is_asked_for(cast: Cast, session: Session) -> None:
    assert session.scalar(select(func.count()).select_from(Staff)) == len(list(cast))
    assert {role for person in cast for role in person.roles} == set(Role)


def test_the_cast_can_log_in(cast: Cast, client: Client) -> None:
    answer = client.submit("/portal/login", login=cast.agent.login, password=PASSWORD)
    assert answer.status_code == 303
    assert client.get("/portal/account").status_code == 200


def test_coming_in_needs_no_password(cast: Cast, client: Client) -> None:
    assert client.get("/portal/account").status_code == 303
    assert client.come_in(cast.agent).get("/portal/account").status_code == 200
