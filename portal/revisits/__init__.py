"""The phone list of revisits: `/portal/revisits` (R-02)."""

from portal.revisits import lists, steps, surveys, wish
from portal.revisits.blueprint import blueprint

__all__ = ["blueprint", "lists", "steps", "surveys", "wish"]
