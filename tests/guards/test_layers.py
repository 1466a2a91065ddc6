"""Who may import whom: the contracts in pyproject.toml hold (architecture: the house, areas, rooms)."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINT = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"


def test_the_contracts_are_kept() -> None:
    """In a process of its own: the linter sets up logging anew, which would silence our loggers."""
    answer = subprocess.run(
        [sys.executable, "-c", LINT], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
