"""`make bench`: measures everything, or the parts that are named; a line a figure: name, value, target, ok or
short.
"""

import os
import shutil
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from tests.servers.run import VARIABLE, close_run, open_run

PARTS = (
    "worktime", "personal", "articles", "pages", "surveys", "code_checks", "size", "boards", "like_texts",
    "duplicates",
)  # fmt: skip
ROOM = 60 * 10**9
"""So many bytes a million cases take on the way on both databases, with what it takes to sort them."""


def main(named: list[str]) -> None:
    """Measure the parts of these names, or all. A run folder that the environment names is used as it is and
    kept, with the databases that were filled in it."""
    if unknown := set(named) - set(PARTS):
        raise SystemExit(f"{', '.join(sorted(unknown))}: no such part. There are {', '.join(PARTS)}.")
    if VARIABLE in os.environ:
        measure(named)
        return
    place = Path(tempfile.gettempdir())
    if shutil.disk_usage(place).free < ROOM:
        raise SystemExit(f"{place} has less than {ROOM // 10**9} GB left; TMPDIR names another folder.")
    folder = open_run(place)
    try:
        measure(named)
    finally:
        close_run(folder)


def measure(named: list[str]) -> None:
    """Say each figure of these parts, or of all."""
    for part in named or PARTS:
        for figure in import_module(f"bench.{part}").FIGURES:
            print(figure.line(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
