"""The search on top of every page: cases, people, knowledge, each within what the viewer may see (X-06)."""

from portal.search.views import blueprint

__all__ = ["blueprint"]
