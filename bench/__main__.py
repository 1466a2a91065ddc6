"""`make bench`: measures everything, a line a figure: name, value, target, ok or short."""

import shutil
import tempfile
from pathlib import Path

from bench import articles, code_checks, duplicates, like_texts, pages, personal, size, surveys, worktime
from tests.servers.run import close_run, open_run

PARTS = (worktime, personal, articles, pages, surveys, code_checks, size, like_texts, duplicates)
ROOM = 30 * 10**9
"""So many bytes a million cases take on the way, with what it takes to sort them."""


def main() -> None:
    place = Path(tempfile.gettempdir())
    if shutil.disk_usage(place).free < ROOM:
        raise SystemExit(f"{place} has less than {ROOM // 10**9} GB left; TMPDIR names another folder.")
    folder = open_run(place)
    try:
        for part in PARTS:
            for figure in part.FIGURES:
                print(figure.line(), flush=True)
    finally:
        close_run(folder)


if __name__ == "__main__":
    main()
