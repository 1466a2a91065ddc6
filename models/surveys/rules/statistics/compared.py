"""Those who answered beside those who did not: may the one speak for the other? (S-06). Pure."""

from collections.abc import Mapping
from typing import NamedTuple, TypeVar

from models.surveys.rules.statistics.shares import Difference, Share, difference, share

Key = TypeVar("Key")


class Group(NamedTuple):
    """People of one kind, such as a department: how many answered, and how many did not."""

    answered: int
    silent: int


class Compared(NamedTuple):
    """The part of a kind among those who answered and among those who did not, and the one less the other."""

    group: Group
    of_answered: Share | None
    of_silent: Share | None
    apart: Difference | None


def compare(groups: Mapping[Key, Group]) -> dict[Key, Compared]:
    """Each kind's part of both, with the difference and Newcombe's interval (see `difference`).

    A kind whose interval leaves out 0 is over- or underrepresented among the answers. R. M. Groves,
    "Nonresponse rates and nonresponse bias in household surveys", Public Opinion Quarterly 70 (2006)
    646-675: a low response rate alone is no bias, such differences are a sign of it.
    """
    answered = sum(group.answered for group in groups.values())
    silent = sum(group.silent for group in groups.values())
    found = {}
    for key, group in groups.items():
        one, other = share(group.answered, answered), share(group.silent, silent)
        found[key] = Compared(group, one, other, difference(one, other) if one and other else None)
    return found
