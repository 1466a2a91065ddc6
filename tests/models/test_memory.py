"""What a transaction remembers: asked once, and never stale."""

import pytest
from sqlalchemy import text, update
from sqlalchemy.orm import Session

from models.db import db
from models.memory import remembered
from models.people.queries import every_department
from models.people.tables import Department
from tests.cast import Cast, department
from tests.moments import MONDAY
from tests.statements import CountStatements


def names() -> list[str]:
    return [row.name_zh for row in every_department()]


def test_it_is_asked_once(cast: Cast, statements: CountStatements) -> None:
    with statements() as seen:
        first = every_department()
        assert every_department() is first
    assert seen.count == 1


def test_what_was_changed_shows_before_and_after_the_flush(session: Session, cast: Cast) -> None:
    assert "研发部" in names()
    row = department("YF")
    row.name_zh = "研究院"
    session.add(Department(code="NEW", name_zh="新部门", name_en="New"))
    assert {"研究院", "新部门"} <= set(names())
    session.flush()
    assert {"研究院", "新部门"} <= set(names())
    session.delete(department("NEW"))
    assert "新部门" not in names()
    session.rollback()
    assert "研发部" in names()
    assert "新部门" not in names()


def test_a_statement_that_writes_is_noticed(session: Session, cast: Cast) -> None:
    """A row that was changed past the session's objects is read again."""
    every_department()
    session.execute(update(Department).where(Department.code == "YF").values(closed_on=MONDAY.date()))
    assert [row.code for row in every_department() if not row.open] == ["YF"]
    session.execute(text("UPDATE department SET position = 99 WHERE code = 'ZB'"))
    assert every_department()[-1].code == "ZB"


def test_another_transaction_reads_anew(session: Session, cast: Cast, statements: CountStatements) -> None:
    for end in (session.commit, session.rollback, session.close):
        every_department()
        end()
        with statements() as seen:
            every_department()
        assert seen.count == 1


def test_rows_that_left_the_session_are_read_again(
    session: Session, cast: Cast, statements: CountStatements
) -> None:
    """None is handed out that cannot be asked for the rest of it, nor one that would be read by itself."""
    for leave in (session.expunge_all, session.expire_all, lambda: session.expunge(department("YF"))):
        every_department()
        leave()
        with statements() as seen:
            assert "研发部" in names()
        assert seen.count == 1


def test_who_waited_for_a_lock_reads_anew(session: Session, cast: Cast, statements: CountStatements) -> None:
    every_department()
    session.scalars(
        db.select(Department).where(Department.code == "YF").execution_options(populate_existing=True)
    ).one()
    with statements() as seen:
        every_department()
    assert seen.count == 1


def test_what_failed_is_not_remembered(session: Session) -> None:
    def fail() -> int:
        raise LookupError

    with pytest.raises(LookupError):
        remembered("it", fail)
    assert remembered("it", lambda: 1) == 1
