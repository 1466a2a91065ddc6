"""The process that cleans one file: name and bytes on standard input, report and bytes on standard output."""

import json
import os
import resource
import sys

from models.cleaning.apart import HEAD
from models.cleaning.cleaner import clean

MOST_MEMORY = 1 << 30
MOST_SECONDS = 60
NICENESS = 10


def main() -> None:
    """Sets its own limits before it reads anything."""
    os.nice(NICENESS)
    for limit, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    given = sys.stdin.buffer
    name = given.read(HEAD.unpack(given.read(HEAD.size))[0]).decode()
    cleaned = clean(given.read(), name)
    said = json.dumps({"format": cleaned.format, "removed": cleaned.removed, "left": cleaned.left}).encode()
    sys.stdout.buffer.write(HEAD.pack(len(said)) + said + cleaned.content)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
