"""The person's file: list, one of them, what HR writes into it, import and export (C-05)."""

from portal.staff_files import importing, lists, one
from portal.staff_files.blueprint import blueprint

__all__ = ["blueprint", "importing", "lists", "one"]
