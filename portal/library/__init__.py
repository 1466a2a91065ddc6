"""The case library: what is published, what is in work, one typical case and its steps (L-05)."""

from portal.library import lists, nominating, one, talk, versions
from portal.library.blueprint import blueprint

__all__ = ["blueprint", "lists", "nominating", "one", "talk", "versions"]
