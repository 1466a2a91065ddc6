"""Inspections in the portal: lists, the scoring screen, draws, checklists, corrections (Q-01)."""

from portal.inspections import checklists, corrections, draws, lists, show, verbs
from portal.inspections.blueprint import blueprint

__all__ = ["blueprint", "checklists", "corrections", "draws", "lists", "show", "verbs"]
