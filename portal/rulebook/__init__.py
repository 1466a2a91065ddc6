"""The rules in force, and the texts that customers are written to with (RB-01, H-05)."""

from portal.rulebook import letters, versions, views
from portal.rulebook.blueprint import blueprint

__all__ = ["blueprint", "letters", "versions", "views"]
