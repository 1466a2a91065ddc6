"""Compiles the locks from pyproject.toml: each package with version and hashes, no registry address."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"requirements.txt": [], "requirements-dev.txt": ["--extra", "dev", "-c", "requirements.txt"]}


def main() -> None:
    """Write both locks, with the newest versions that fit."""
    for name, extra in LOCKS.items():
        command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *extra, "-o", name]
        command += ["--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header"]
        command += ["--python-version", "3.11", "--universal", "--quiet", *sys.argv[1:]]
        subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
