"""Fetches the pinned front-end packages, copies what the sites use, and records each file's hash.

`python -m tools.vendor` refreshes everything (npm and the network are needed); `--check` only verifies the
hashes of what is there.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

ROOT = Path(__file__).resolve().parent.parent
MANIFEST = ROOT / "static/vendor/manifest.json"
# The public site loads a sprite of its own, because a page there stays under 30 kB with everything.
SPRITES = {"static/icons.svg": "tools/icons.txt", "static/icons-public.svg": "tools/icons-public.txt"}


@dataclass(frozen=True)
class Package:
    """One pinned npm package: which of its files go where."""

    name: str
    version: str
    licence: str
    files: dict[str, str]


class Entry(TypedDict):
    """One line of the manifest."""

    name: str
    version: str
    licence: str
    file: str
    sha256: str


ICONS = Package("@tabler/icons", "3.51.0", "MIT", {"LICENSE": "static/vendor/tabler-icons/LICENSE"})
PACKAGES = (
    Package(
        "htmx.org",
        "4.0.1",
        "0BSD",
        {"dist/htmx.min.js": "static/vendor/htmx/htmx.min.js", "LICENSE": "static/vendor/htmx/LICENSE"},
    ),
    ICONS,
    Package(
        "axe-core",
        "4.14.1",
        "MPL-2.0",
        {"axe.min.js": "tests/vendor/axe.min.js", "LICENSE": "tests/vendor/axe-LICENSE"},
    ),
)


def refresh() -> list[Entry]:
    """Fetch every package, copy its files, draw the icon sprite; answer the manifest's entries."""
    entries: list[Entry] = []
    with tempfile.TemporaryDirectory() as scratch:
        for package in PACKAGES:
            folder = _unpacked(package, Path(scratch))
            for source, target in package.files.items():
                _write(target, (folder / source).read_bytes())
                entries.append(_entry(package, target))
            if package is ICONS:
                for target, names in SPRITES.items():
                    _write(target, sprite(ROOT / names, folder / "icons/outline").encode())
                    entries.append(_entry(package, target))
    return entries


def sprite(icon_list: Path, folder: Path) -> str:
    """One SVG with a symbol for each icon on the list; a name that Tabler lacks raises FileNotFoundError."""
    names = sorted({line.strip() for line in icon_list.read_text().splitlines() if line.strip()})
    symbols = "".join(_symbol(name, (folder / f"{name}.svg").read_text()) for name in names)
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}</svg>\n'


def faults(entries: list[Entry]) -> list[str]:
    """What differs from the manifest, a line each."""
    found = []
    for entry in entries:
        path = ROOT / entry["file"]
        if not path.is_file():
            found.append(f"{entry['file']} is missing")
        elif _sha256(path) != entry["sha256"]:
            found.append(f"{entry['file']} differs from {entry['name']} {entry['version']}")
    return found


def _symbol(name: str, markup: str) -> str:
    shapes = re.findall(r"<(?:path|circle|rect|line|polyline|ellipse|polygon)\b[^>]*/>", markup)
    drawn = "".join(shape.replace(" />", "/>") for shape in shapes if 'stroke="none"' not in shape)
    return f'<symbol id="{name}" viewBox="0 0 24 24">{drawn}</symbol>\n'


def _unpacked(package: Package, scratch: Path) -> Path:
    folder = scratch / package.name.replace("/", "-")
    folder.mkdir()
    pinned = f"{package.name}@{package.version}"
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), pinned]
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def _entry(package: Package, file: str) -> Entry:
    return {
        "name": package.name,
        "version": package.version,
        "licence": package.licence,
        "file": file,
        "sha256": _sha256(ROOT / file),
    }


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(file: str, content: bytes) -> None:
    path = ROOT / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def main(arguments: list[str]) -> int:
    """Refresh or check; the exit status says whether all is well."""
    parser = argparse.ArgumentParser(prog="python -m tools.vendor", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only verify the recorded hashes")
    if parser.parse_args(arguments).check:
        found = faults(json.loads(MANIFEST.read_text()))
        print("\n".join(found) or "every vendored file is as recorded")
        return 1 if found else 0
    entries = refresh()
    MANIFEST.write_text(json.dumps(entries, indent=2) + "\n")
    print(f"{len(entries)} files written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
