"""How many answers a figure needs: to be shown at all, and to be shown without a warning (S-06). Pure.

Why these are no rules of the rulebook: docs/decisions/0017-how-few-are-few.md.
"""

LOW_BASE = 30
"""Under so many answers a figure is marked: it says little."""
INSIDE = 5
"""Under so many answers a figure is not shown to staff."""
PUBLISHED = 10
"""Under so many answers a figure is not shown to the public."""


def low_base(n: int) -> bool:
    """Whether a figure over `n` answers is marked as resting on few."""
    return n < LOW_BASE


def shown(n: int, threshold: int = INSIDE) -> bool:
    """Whether a figure over `n` answers may be shown at all."""
    return n >= threshold
