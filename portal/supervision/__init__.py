"""Inspections of departments by the supervision group: planned, made, answered, concluded (Q-03)."""

from portal.supervision import lists, new, one, paper, verbs
from portal.supervision.blueprint import blueprint

__all__ = ["blueprint", "lists", "new", "one", "paper", "verbs"]
