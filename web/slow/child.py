"""The process that makes one slow key: waits for its turn, works when few others want the core, and ends.

It is started as a file of its own, without the rest of the house, whose import takes longer than a key.
"""

import fcntl
import os
import resource
import struct
import sys
import time

NICENESS = 10
"""Added to the server's own. A tenth of what a request gets where both want the core; with 19 a busy server
would never finish one."""
HEAD = struct.Struct(">QII")
"""Bytes of memory, passes, length of the salt; salt and secret follow. Others could read arguments."""
KEY = 32
REST, LONGEST_REST = 9, 3.0
"""After a key none is made for so many times as long, so many seconds at the most: keys may take a tenth of
one core, however many are asked for. Being nice is not enough: idle moments of a core are theirs."""
MOMENT = struct.Struct(">d")
"""In the file of the turn: seconds of the machine's own clock before which the next key does not begin."""


def main() -> None:
    """Becomes nice before it even reads what to do; the turn ends with the process."""
    if sys.platform == "linux":
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
    os.setpriority(os.PRIO_PROCESS, 0, max(NICENESS, os.getpriority(os.PRIO_PROCESS, 0)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from nacl.bindings import (
        crypto_pwhash_alg,
        crypto_pwhash_ALG_ARGON2ID13,
    )

    told = sys.stdin.buffer.read()
    memory, passes, salt = HEAD.unpack_from(told)
    turn = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(turn, fcntl.LOCK_EX)
    _let_others_work(turn)
    start, began = HEAD.size + salt, time.monotonic()
    key = crypto_pwhash_alg(
        KEY, told[start:], told[HEAD.size : start], passes, memory, crypto_pwhash_ALG_ARGON2ID13
    )
    os.pwrite(turn, MOMENT.pack(rested(began, time.monotonic())), 0)
    sys.stdout.buffer.write(key)
    sys.stdout.buffer.flush()


def rested(began: float, ended: float) -> float:
    """When the next key may begin after one that took from `began` to `ended`, all in seconds."""
    return ended + min(REST * (ended - began), LONGEST_REST)


def _let_others_work(turn: int) -> None:
    """Nobody waits for longer than the longest rest: a clock that began anew has small numbers again."""
    if len(said := os.pread(turn, MOMENT.size, 0)) == MOMENT.size:
        time.sleep(min(max(MOMENT.unpack(said)[0] - time.monotonic(), 0.0), LONGEST_REST))


if __name__ == "__main__":
    main()
