"""Improvement: what rises, items with owner and effect, suggestions by staff (K-02, M-03)."""

from portal.improvement import lists, new, one, rising
from portal.improvement.blueprint import blueprint

__all__ = ["blueprint", "lists", "new", "one", "rising"]
