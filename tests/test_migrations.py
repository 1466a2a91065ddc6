"""Migrations lead from nothing to what the models say, and back again (X-08)."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import JSON, Engine, create_engine, inspect, text

from assembly import assemble
from models.cases.rules.grams import grams
from models.db import db
from models.schema import metadata
from tests.cast import furnish
from tests.models.hotline.history import report_and_forget
from tests.servers import databases
from tests.servers.databases import Kind
from tests.snapshot import structure
from tests.story import narrate
from web.config import Config

pytestmark = pytest.mark.both_databases


@cache
def scripts() -> ScriptDirectory:
    """All migrations, read once."""
    return ScriptDirectory(str(databases.MIGRATIONS))


@pytest.fixture(autouse=True)
def one_reading_of_the_scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Alembic reads every migration anew for each command, and a walk gives a hundred of them."""
    monkeypatch.setattr(ScriptDirectory, "from_config", lambda config: scripts())


@pytest.fixture
def empty_app(database_kind: Kind, worker: str, config_for: Callable[[Kind], Config]) -> Iterator[Flask]:
    """The application on a database without a single table."""
    name = f"migrated_{worker}"
    yield from serve(databases.empty(database_kind, name), config_for(database_kind))
    databases.drop(database_kind, name)


@pytest.fixture
def app_with_people(
    database_kind: Kind, worker: str, config_for: Callable[[Kind], Config]
) -> Iterator[Flask]:
    """The application with all migrations done, and everybody of the cast."""
    name = f"migrated_{worker}"
    yield from serve(databases.clone(database_kind, name, furnish), config_for(database_kind))
    databases.drop(database_kind, name)


@pytest.fixture
def app_with_story(database_kind: Kind, worker: str, config_for: Callable[[Kind], Config]) -> Iterator[Flask]:
    """The application with all migrations done, the whole story, and what it leaves out."""
    name = f"migrated_{worker}"
    yield from serve(
        databases.clone(database_kind, name, furnish, narrate, report_and_forget), config_for(database_kind)
    )
    databases.drop(database_kind, name)


def serve(address: str, config: Config) -> Iterator[Flask]:
    """The application on the database at `address`, in its context."""
    app = assemble(config.with_changes(database_url=address))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def models_engine(database: str) -> Iterator[Engine]:
    """A database that was made from the models directly."""
    engine = create_engine(database)
    yield engine
    engine.dispose()


def test_they_build_from_nothing_what_the_models_say(empty_app: Flask, models_engine: Engine) -> None:
    upgrade()
    assert structure(db.engine) == structure(models_engine)
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_they_go_down_and_up_with_rows_in_every_table(app_with_story: Flask) -> None:
    """X-08: a step back and forward again loses only what that step brought; from nothing go up again."""
    whole, counts = structure(db.engine), count_rows()
    assert [table for table, rows in counts.items() if not rows] == []
    for _ in range(steps() - 1):
        script, counts = newest(), count_rows()
        downgrade()
        kept = count_rows().keys() - getattr(script.module, "THINS", set())
        upgrade(revision="+1")
        again = count_rows()
        assert {table: again[table] for table in kept} == {table: counts[table] for table in kept}
        downgrade()
    downgrade()
    assert structure(db.engine) == []
    assert inspect(db.engine).get_table_names() == ["alembic_version"]
    upgrade()
    assert structure(db.engine) == whole


def test_cases_decided_before_become_lessons(app_with_story: Flask) -> None:
    """T-05: the figures begin with the first decision; the texts wait for the job that learns them."""
    lesson = (
        "SELECT case_id, month, category, grade, urgent, department, confidence FROM case_lesson"
        ' WHERE case_id IN (SELECT id FROM "case" WHERE registered_by_id IS NULL)'
    )  # those that staff brought over from another system came with a later migration
    with db.engine.connect() as connection:
        before = connection.execute(text(f"{lesson} ORDER BY case_id")).all()
    downgrade(revision="0003")
    upgrade()
    with db.engine.connect() as connection:
        assert connection.execute(text(f"{lesson} ORDER BY case_id")).all() == before
        waiting = connection.execute(text(f"{lesson} AND learned_at IS NULL")).all()
        assert len(waiting) == len(before) > 0


def test_a04_the_house_of_today_is_the_first_line_of_its_history(app_with_people: Flask) -> None:
    lines = {
        "posting": "staff_id, department_id, from_on, until_on",
        "headship": "department_id, staff_id, until_on",
        "placement": "department_id, parent_id, until_on",
    }

    def read() -> dict[str, list[Any]]:
        with db.engine.connect() as connection:
            return {
                table: [*connection.execute(text(f"SELECT {says} FROM {table} ORDER BY 1"))]
                for table, says in lines.items()
            }

    before = read()
    downgrade(revision="survey3")
    upgrade()
    assert read() == before
    assert [len(rows) for rows in before.values()] == [17, 1, 11]


def test_v01_what_was_said_before_is_found(app_with_story: Flask) -> None:
    """V-01: chats and words on results that nothing indexed when they were written."""
    words = text(
        "SELECT case_id, comment FROM case_confirmation WHERE comment <> '' UNION ALL"
        " SELECT case_id, text FROM case_chat_line JOIN case_chat ON case_chat.id = chat_id"
    )
    downgrade(revision="reports")
    with db.engine.begin() as connection:
        connection.execute(text("DELETE FROM case_gram"))
    upgrade()
    with db.engine.connect() as connection:
        said = connection.execute(words).all()
        kept = {tuple(row) for row in connection.execute(text("SELECT gram, case_id FROM case_gram"))}
    wanted = {(gram, case_id) for case_id, spoken in said for gram in grams(spoken)}
    assert kept == wanted
    assert len({case_id for case_id, _spoken in said}) > 1


def test_l03_quizzes_of_before_keep_their_answers_and_marks(app_with_story: Flask) -> None:
    """L-03: one right place and one chosen place become lists; no mark is reckoned anew."""
    quizzes = text("SELECT id, questions, answers FROM quiz WHERE at IS NOT NULL ORDER BY id")
    marks = text("SELECT id, score FROM enrolment ORDER BY id")
    downgrade(revision="moments")
    with db.engine.connect() as connection:
        before = [*connection.execute(quizzes.columns(questions=JSON, answers=JSON))]
        found = connection.execute(text("SELECT id, right_place FROM quiz_question"))
        right = {number: place for number, place in found}  # noqa: C416 (typed)
        scores = [*connection.execute(marks)]
    upgrade()
    with db.engine.connect() as connection:
        kept = connection.execute(
            text("SELECT quiz_id, question_id, chosen, points FROM quiz_answer ORDER BY id").columns(
                chosen=JSON
            )
        ).all()
        assert connection.execute(marks).all() == scores
    assert kept == [
        (quiz_id, number, [place], 100 if place == right[number] else 0)
        for quiz_id, questions, answers in before
        for number, place in zip(questions, answers, strict=True)
    ]
    assert len(before) == 2


def newest() -> Script:
    """The migration that was done last. Its `THINS` names older tables that lose rows of kinds it brought."""
    with db.engine.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
    script = scripts().get_revision(revision or "")
    assert script is not None
    return script


def steps() -> int:
    """How many migrations there are."""
    return len(list(scripts().walk_revisions()))


def count_rows() -> dict[str, int]:
    """How many rows each table of the database has."""
    names = [name for name in inspect(db.engine).get_table_names() if name != "alembic_version"]
    with db.engine.connect() as connection:
        return {
            name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in names
        }
