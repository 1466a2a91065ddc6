"""Bringing in feedback from other systems: handing in a file, seeing what is in it, importing it (V-09)."""

from portal.imports import adding, downloads, listing, show, verbs
from portal.imports.blueprint import blueprint

__all__ = ["adding", "blueprint", "downloads", "listing", "show", "verbs"]
