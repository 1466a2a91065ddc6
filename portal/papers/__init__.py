"""Certificates in one file: how far the clock is with them, and the file (C-01)."""

from portal.papers.views import blueprint

__all__ = ["blueprint"]
