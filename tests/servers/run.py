"""The folder of one test run, shared by its processes; what an earlier run left behind is cleared away."""

import fcntl
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

VARIABLE = "TEST_RUN_FOLDER_OF_HUIYIN"
MARK = "huiyin-tests-"


def _memory() -> Path:
    shared = Path("/dev/shm")
    return shared if os.access(shared, os.W_OK) else Path(tempfile.gettempdir())


def open_run(within: Path | None = None) -> Path:
    """Make the run's folder and name it to the processes started from here; in memory or `within` another."""
    place = within or _memory()
    for left in place.glob(MARK + "*"):
        owner = left.name.removeprefix(MARK).split("-")[0]
        if not Path(f"/proc/{owner}").exists():
            close_run(left)
    folder = Path(tempfile.mkdtemp(prefix=f"{MARK}{os.getpid()}-", dir=place))
    folder.chmod(0o755)
    os.environ[VARIABLE] = str(folder)
    return folder


def run_folder() -> Path:
    """The folder of the run that this process belongs to."""
    return Path(os.environ[VARIABLE])


def close_run(folder: Path) -> None:
    """Stop the PostgreSQL server of a run and remove all that it wrote."""
    with suppress(FileNotFoundError, ProcessLookupError, PermissionError, ValueError, IndexError):
        postmaster = int((folder / "postgres" / "data" / "postmaster.pid").read_text().splitlines()[0])
        os.kill(postmaster, signal.SIGQUIT)  # at once: nothing in there is to be kept
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Hold a lock among the processes of this run."""
    with (run_folder() / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
