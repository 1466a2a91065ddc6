"""The process that makes one slow key: waits for its turn, works when few others want the core, and ends.

It is started as a file of its own, without the rest of the house, whose import takes longer than a key.
"""

import fcntl
import os
import resource
import struct
import sys

NICENESS = 10
"""Added to the server's own. A tenth of what a request gets where both want the core; with 19 a busy server
would never finish one."""
HEAD = struct.Struct(">QII")
"""Bytes of memory, passes, length of the salt; salt and secret follow. Others could read arguments."""
KEY = 32


def main() -> None:
    """Becomes nice before it even reads what to do; the turn ends with the process."""
    if sys.platform == "linux":
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from nacl.bindings import (
        crypto_pwhash_alg,
        crypto_pwhash_ALG_ARGON2ID13,
    )

    told = sys.stdin.buffer.read()
    memory, passes, salt = HEAD.unpack_from(told)
    turn = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(turn, fcntl.LOCK_EX)
    start = HEAD.size + salt
    key = crypto_pwhash_alg(
        KEY, told[start:], told[HEAD.size : start], passes, memory, crypto_pwhash_ALG_ARGON2ID13
    )
    sys.stdout.buffer.write(key)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
