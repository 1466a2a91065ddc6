"""After a migration SQLite knows how large its tables are, as it chooses indexes by that."""

from collections.abc import Callable

from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from assembly import assemble
from models.db import db
from tests.cast import furnish
from tests.servers import databases
from tests.servers.databases import Kind
from web.config import Config


def test_x08_what_was_built_anew_is_known(worker: str, config_for: Callable[[Kind], Config]) -> None:
    """A table that was built anew would be read along whichever index comes first, until the night."""
    name = f"sizes_{worker}"
    config = config_for("sqlite").with_changes(database_url=databases.clone("sqlite", name, furnish))
    with assemble(config).app_context():
        downgrade()
        upgrade()
        found = db.session.execute(text("SELECT stat FROM sqlite_stat1 WHERE tbl = 'staff'")).all()
        db.session.remove()
    databases.drop("sqlite", name)
    assert found != []
