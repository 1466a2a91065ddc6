"""A report as it is read: the public page, its preview in the portal, and the paper (S-07)."""

from web.reports.listing import Listing
from web.reports.paper import paper
from web.reports.reading import Reading

__all__ = ["Listing", "Reading", "paper"]
