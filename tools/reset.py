"""`make reset`: empties the installation after asking. Secrets stay, so that printed links are not confused.

With `--force` nothing is asked.
"""

import shutil
import sys

from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import make_url

from tools.serve import answers
from tools.set_up import say
from web.config import Config, config_or_stop
from web.home import Home


def main() -> None:
    """Ask, then remove every row, attachment, kept mail and SMS."""
    config = config_or_stop()
    if answers(config):
        raise SystemExit(
            f"Something answers on {config.host}:{config.port}. Stop it first; nothing was removed."
        )
    shown = make_url(config.database_url).render_as_string(hide_password=True)
    say(
        f"This removes all data for good:\n  {shown}\n  {Home(config.home).files}\n  {Home(config.home).mail}"
    )
    if "--force" not in sys.argv[1:] and not _agreed():
        raise SystemExit("Nothing was removed.")
    empty(config)
    say("Everything was removed. `make run` starts anew.")


def empty(config: Config) -> None:
    """Remove the SQLite file, or drop every table of the PostgreSQL database; then files, mails and SMS."""
    if config.on_sqlite:
        for ending in ("", "-wal", "-shm"):
            config.sqlite_file.with_name(config.sqlite_file.name + ending).unlink(missing_ok=True)
    else:
        _drop_tables(config.database_url)
    home = Home(config.home)
    for folder in (home.files, home.mail, home.sms):
        shutil.rmtree(folder, ignore_errors=True)


def _drop_tables(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        names = inspect(connection).get_table_names()
        if names:
            quoted = ", ".join(f'"{name}"' for name in names)
            connection.execute(text(f"DROP TABLE {quoted} CASCADE"))
    engine.dispose()


def _agreed() -> bool:
    try:
        return input("Type yes to go on: ").strip().lower() == "yes"
    except EOFError:
        return False


if __name__ == "__main__":
    main()
