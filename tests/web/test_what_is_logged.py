"""What stands in the log when something fails: never what a customer told us (X-03)."""

import logging
from datetime import date

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from models.db import db
from models.people.tables import Staff
from tests.cast import Cast, department

WORDS = {"name": "赵玉兰", "phone": "+8613812345678", "email": "zhao@example.com", "login": "zhao-yulan"}


@pytest.mark.both_databases
@pytest.mark.parametrize("left_on", [date(2026, 11, 19), None], ids=["a rule of the table", "a twin"])
def test_an_error_of_the_database_tells_no_row(
    cast: Cast, app: Flask, caplog: pytest.LogCaptureFixture, left_on: date | None
) -> None:
    """Neither of a row that a rule of its table refuses, nor of one whose name is taken."""
    common = WORDS | {"name_en": "Zhao", "joined_on": date(2026, 11, 20), "left_on": left_on}
    with app.app_context(), caplog.at_level(logging.DEBUG):
        place = department("KF").id
        db.session.add_all(
            Staff(number=number, department_id=place, **common) for number in ("T-0901", "T-0902")
        )
        with pytest.raises(IntegrityError) as refused:
            db.session.flush()
        db.session.rollback()
        app.logger.error("it failed", exc_info=refused.value)
    assert "constraint" in caplog.text
    for word in WORDS.values():
        assert word not in caplog.text
        assert word not in str(refused.value.orig)
