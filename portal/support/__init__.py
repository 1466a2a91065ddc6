"""Requests for support: one's own, those to answer, one of them (H-10)."""

from portal.support import asking, lists, one
from portal.support.blueprint import blueprint

__all__ = ["asking", "blueprint", "lists", "one"]
