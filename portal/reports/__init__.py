"""Satisfaction reports in the portal: drafting, writing, deciding, correcting (S-07)."""

from portal.reports import corrections, decisions, lists, one, texts, words
from portal.reports.blueprint import blueprint

__all__ = ["blueprint", "corrections", "decisions", "lists", "one", "texts", "words"]
