"""One commit a request, after a good answer; nothing else stores anything."""

import pytest
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from models.db import db
from models.people.tables import Department
from tests.cast import Cast
from tests.client import Client
from tests.web.conftest import House, department


def writing(answer: ResponseReturnValue) -> object:
    """A view that writes a row and answers so."""

    def act() -> ResponseReturnValue:
        db.session.add(department("NEW"))
        return answer

    return act


def stored() -> int:
    """Whether the row was kept."""
    db.session.expire_all()
    return db.session.scalar(select(func.count()).where(Department.code == "NEW")) or 0


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("done", 1),
        (("done", 201), 1),
        (("", 303, {"Location": "/"}), 1),
        (("no", 409), 0),
        (("again", 422), 0),
        (("oh", 503), 0),
    ],
)
def test_a_good_answer_is_stored(
    visitor: Client, house: House, answer: ResponseReturnValue, kept: int
) -> None:
    house.does = writing(answer)  # type: ignore[assignment]
    visitor.post("/square")
    assert stored() == kept


def test_a_fault_stores_nothing(visitor: Client, house: House) -> None:
    def act() -> str:
        db.session.add(department("NEW"))
        db.session.flush()
        raise RuntimeError

    house.does = act
    with pytest.raises(RuntimeError):
        visitor.post("/square")
    assert stored() == 0


def test_some_refusals_count(cast: Cast, visitor: Client, house: House) -> None:
    """A wrong password must be counted although the answer is a refusal."""
    house.does = writing(("again", 422))  # type: ignore[assignment]
    visitor.come_in(cast.plain).send("/portal/counted")
    assert stored() == 1
    house.does = writing(("again", 422))  # type: ignore[assignment]
    visitor.send("/portal/room")
    assert stored() == 1


def test_the_mark_of_access_survives_the_decorator(visitor: Client, house: House) -> None:
    assert visitor.get("/portal/room").status_code == 303
