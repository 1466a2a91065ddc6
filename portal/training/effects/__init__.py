"""Screens of what training came to, by session and by topic (L-06)."""

from portal.training.effects import lists, one

__all__ = ["lists", "one"]
