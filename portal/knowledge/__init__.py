"""The knowledge base: search, one article, writing it, what needs care (K-01)."""

from portal.knowledge import lists, one, upkeep, writing
from portal.knowledge.blueprint import blueprint

__all__ = ["blueprint", "lists", "one", "upkeep", "writing"]
