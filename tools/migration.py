"""`make migration MESSAGE="why"`: writes what the tables now have and the migrations do not yet build.

Compares with a scratch database that all migrations so far have built, so the installation at hand plays no
part. Triggers and moved rows are not found by comparing: write those by hand, and test them.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from flask_migrate import revision, upgrade

from assembly import assemble
from tools.set_up import ROOT
from web.config import Config

VERSIONS = ROOT / "migrations" / "versions"


def main() -> None:
    """Write one migration with the message given, formatted as the rest of the code."""
    message = " ".join(sys.argv[1:]).strip()
    if not message:
        raise SystemExit('say what it is for: make migration MESSAGE="Keep the …"')
    before = set(VERSIONS.glob("*.py"))
    with tempfile.TemporaryDirectory() as scratch:
        app = assemble(Config(home=Path(scratch)))
        with app.app_context():
            if before:
                upgrade()
            revision(message=message, autogenerate=True)
    for written in set(VERSIONS.glob("*.py")) - before:
        lines = written.read_text().splitlines(keepends=True)
        written.write_text(
            "".join(
                line for line in lines if "Alembic - please adjust" not in line and "end Alembic" not in line
            )
        )
        for step in (["check", "--select", "I", "--fix", "--quiet"], ["format", "--quiet"]):
            subprocess.run([sys.executable, "-m", "ruff", *step, written], check=True)
        print(written.relative_to(ROOT))


if __name__ == "__main__":
    main()
