"""Every read of results: within the viewer's scope, aggregated in the database (S-06)."""

from models.results.queries.asked import Asked, everybody_asked
from models.results.queries.counts import (
    by_attributes,
    by_campaign,
    by_moment_and_attributes,
    by_stratum,
    head,
    over_time,
)
from models.results.queries.joined import sees_all
from models.results.queries.listed import MOST_COUNTED, Answered, Listing, answers, comments
from models.results.queries.moments import DAYS, first_day
from models.results.queries.records import MOST_RECORDS, Record, loose_words, records
from models.results.queries.response import Became, response
from models.results.queries.rounds import FirstAndLast, first_and_last
from models.results.queries.silent import silent
from models.results.queries.sources import campaign, campaigns, chosen, earlier, measures
from models.results.rules.sheets import Head

__all__ = [
    "DAYS",
    "MOST_COUNTED",
    "MOST_RECORDS",
    "Answered",
    "Asked",
    "Became",
    "FirstAndLast",
    "Head",
    "Listing",
    "Record",
    "answers",
    "by_attributes",
    "by_campaign",
    "by_moment_and_attributes",
    "by_stratum",
    "campaign",
    "campaigns",
    "chosen",
    "comments",
    "earlier",
    "everybody_asked",
    "first_and_last",
    "first_day",
    "head",
    "loose_words",
    "measures",
    "over_time",
    "records",
    "response",
    "sees_all",
    "silent",
]
