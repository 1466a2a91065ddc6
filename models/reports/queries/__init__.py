"""Every read of reports: figures counted anew, reports as rows, and what the public sees (S-07)."""

from models.reports.queries.counting import count, count_campaign, count_key, count_period
from models.reports.queries.offers import Offers, missing_quarter, offers
from models.reports.queries.people import approvers, authors_of, editors
from models.reports.queries.reports import (
    Listed,
    beside,
    earlier,
    find,
    listing,
    open_correction,
    published,
    published_listing,
    taken,
)

__all__ = [
    "Listed",
    "Offers",
    "approvers",
    "authors_of",
    "beside",
    "count",
    "count_campaign",
    "count_key",
    "count_period",
    "earlier",
    "editors",
    "find",
    "listing",
    "missing_quarter",
    "offers",
    "open_correction",
    "published",
    "published_listing",
    "taken",
]
