"""Points: one's own, those of people and departments, the months of the ledger (C-04)."""

from portal.points import accounts, own, periods
from portal.points.blueprint import blueprint

__all__ = ["accounts", "blueprint", "own", "periods"]
