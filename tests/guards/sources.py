"""The files that guards read: what the project's own people wrote."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = ("static/vendor/", "tests/vendor/", "requirements", "migrations/versions/")


@cache
def ours(*endings: str) -> tuple[Path, ...]:
    """Every file of ours with one of these endings; with none, every file. Those not yet committed too."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return tuple(
        ROOT / name
        for name in sorted(set(listed))
        if not name.startswith(NOT_OURS)
        and (not endings or name.endswith(endings))
        and (ROOT / name).is_file()
    )


def short(path: Path) -> str:
    """A file's name as people write it."""
    return str(path.relative_to(ROOT))
