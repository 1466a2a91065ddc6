"""A process that works on imports and is killed in the middle of the last step, as by a power cut.

Takes the configuration and the moment as JSON on standard input.
"""

import json
import os
import signal
import sys
from datetime import datetime

from assembly import assemble
from jobs.imports import work_on_imports
from web.config import Config


def die(*_arguments: object, **_named: object) -> None:
    """Ends this process without a word, while its transaction is open."""
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Work until the cases, their due times and origins are written, but not yet the trail."""
    given = json.loads(sys.stdin.readline())
    app = assemble(Config(**given["config"]))
    sys.modules["models.cases.actions.take_over"].record_many = die  # type: ignore[attr-defined]
    with app.app_context():
        work_on_imports(datetime.fromisoformat(given["now"]))


if __name__ == "__main__":
    main()
