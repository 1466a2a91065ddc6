"""The phone list of revisits: `/portal/revisits` (R-02)."""

from portal.revisits import lists, steps, wish
from portal.revisits.blueprint import blueprint

__all__ = ["blueprint", "lists", "steps", "wish"]
