"""Keys that are slow by intent, made one at a time at a low priority, so that nobody else waits for them.

Argon2id takes 64 MiB and a core for a fifth of a second for a receipt code, 256 MiB and a second for a
passphrase. Made where requests are answered, a few dozen of them would keep all others waiting. So each is
made by a process of its own that gives way to the others; among all workers one runs, some wait, and whoever
comes then is told at once to try again in a minute. `docs/decisions/0022-slow-keys.md` has the figures.
"""

from web.slow.pool import SlowPool

__all__ = ["SlowPool"]
