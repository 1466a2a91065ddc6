"""`make reset` empties an installation, and it can begin anew."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask_migrate import upgrade
from sqlalchemy import func, inspect, select

from assembly import assemble
from models.db import db
from models.people.tables import Staff
from tests.cast import furnish
from tests.servers import databases
from tests.servers.databases import Kind
from tools.reset import empty
from web.config import ROOT, Config

pytestmark = [pytest.mark.both_databases, pytest.mark.real_clock]


@pytest.fixture
def config(database_kind: Kind, worker: str, tmp_path: Path) -> Iterator[Config]:
    """An installation of which the cast is part, with an attachment and a kept mail."""
    name = f"reset_{worker}"
    config = Config(home=tmp_path, database_url=databases.clone(database_kind, name, furnish), port=1)
    config.flask()
    (tmp_path / "files" / "picture").write_text("…")
    (tmp_path / "mail" / "letter.eml").write_text("…")
    yield config
    databases.drop(database_kind, name)


def test_nothing_is_left_but_the_secrets(config: Config) -> None:
    secret = config.flask()["SECRET_KEY"]
    empty(config)
    assert [path.name for path in sorted(config.home.iterdir())] == ["secrets"]
    app = assemble(config)
    with app.app_context():
        assert inspect(db.engine).get_table_names() == []
        upgrade()
        assert db.session.scalar(select(func.count()).select_from(Staff)) == 0
        db.session.remove()
        db.engine.dispose()
    assert config.flask()["SECRET_KEY"] == secret


def test_it_asks_first(config: Config) -> None:
    given = {"HOME": str(config.home), "DATABASE_URL": config.database_url, "PORT": str(config.port)}
    done = subprocess.run(
        [sys.executable, "-m", "tools.reset"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", **{f"HUIYIN_{name}": value for name, value in given.items()}},
        input="no\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "Nothing was removed.\n")
    assert str(config.home) in done.stdout
    assert (config.home / "files" / "picture").exists()
