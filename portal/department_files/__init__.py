"""Files of departments: what they were given, what was held against them, talks with heads (C-02, C-03)."""

from portal.department_files import lists, talk, verbs
from portal.department_files.blueprint import blueprint

__all__ = ["blueprint", "lists", "talk", "verbs"]
