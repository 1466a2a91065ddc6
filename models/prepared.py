"""Statements that are built once a process: to build a long one takes longer than to run it."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

MOST = 512
Statement = TypeVar("Statement")

_built: OrderedDict[Hashable, Any] = OrderedDict()
_lock = Lock()


def prepared(key: Hashable, build: Callable[[], Statement]) -> Statement:
    """What `build` makes, kept for the next time; those that are asked for least are dropped.

    `key` names the statement and holds every value that is built into it, so that nobody is ever given
    what was built for somebody else.
    """
    with _lock:
        found: Statement | None = _built.get(key)
        if found is not None:
            _built.move_to_end(key)
            return found
    made = build()
    with _lock:
        _built[key] = made
        if len(_built) > MOST:
            _built.popitem(last=False)
    return made
