"""The facts of one case, which stay the same in all texts about it: where, when, which plan, how much."""

from demo.writing.facts.known import Known
from demo.writing.facts.tables import BY_MOMENT, NAMES, ONCE

__all__ = ["NAMES", "Facts"]


class Facts(Known):
    """What a fragment may ask for by name. Those that depend on the step's moment change with `moment`."""

    def __call__(self, name: str) -> str:
        known = self._known.get(name)
        if known is not None:
            return known
        if name in BY_MOMENT:
            return BY_MOMENT[name](self)
        value = self._known[name] = ONCE[name](self)
        return value
