"""The product alone: a program that draws pages where no package of the workshop can be loaded.

`python -m tests.demo.lean` reads a JSON document on its standard input: `home` and `database_url` of an
installation, `login` (what the cookie of somebody logged in holds), `refused` (top-level modules) and
`paths`. It prints a JSON object of each path's status. An error inside a page is raised, not shown.
"""

import json
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType


class Refuse(MetaPathFinder):
    """Finds nothing, loudly, where a module is not the product's."""

    def __init__(self, names: set[str]) -> None:
        self.names = names

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Refuse `fullname` where it belongs to the workshop; leave all else to others."""
        if fullname.partition(".")[0] in self.names:
            raise ModuleNotFoundError(f"{fullname} is not installed where the product runs", name=fullname)
        return None


def main() -> None:
    """Draw every page once, as one person."""
    asked = json.load(sys.stdin)
    sys.meta_path.insert(0, Refuse(set(asked["refused"])))
    # Only now: what these load at the beginning is to be refused as well.
    from assembly import assemble
    from web.config import Config

    config = Config(home=Path(asked["home"]), database_url=asked["database_url"], clock=False, workers=1)
    app = assemble(config)
    app.testing = True
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie.update(asked["login"])
    print(json.dumps({path: client.get(path).status_code for path in asked["paths"]}))


if __name__ == "__main__":
    main()
