"""Accountability in the portal: candidates, matters, one's own matters (A-02 … A-05)."""

from portal.matters import candidates, lists, report, show, verbs, words
from portal.matters.blueprint import blueprint

__all__ = ["blueprint", "candidates", "lists", "report", "show", "verbs", "words"]
