"""Every read of campaigns."""

from models.campaigns.queries.asked import asked_of
from models.campaigns.queries.campaigns import (
    Counts,
    Waiting,
    answered_of,
    count_open_answers,
    counts_of,
    file_of,
    find,
    held,
    listing,
    members_for_export,
    mine,
    open_with_code,
    progress_of,
    versions_to_ask,
)
from models.campaigns.queries.due import (
    to_end,
    to_follow,
    to_prepare,
    to_remind,
    to_seal,
    to_send,
    unreminded,
    waiting_members,
)
from models.campaigns.queries.frame import contacts_of, regions, size_of, strata_of, units_of
from models.campaigns.queries.letters import overtaken
from models.campaigns.queries.person import Holder, Nobody, holder_of

__all__ = [
    "Counts",
    "Holder",
    "Nobody",
    "Waiting",
    "answered_of",
    "asked_of",
    "contacts_of",
    "count_open_answers",
    "counts_of",
    "file_of",
    "find",
    "held",
    "holder_of",
    "listing",
    "members_for_export",
    "mine",
    "open_with_code",
    "overtaken",
    "progress_of",
    "regions",
    "size_of",
    "strata_of",
    "to_end",
    "to_follow",
    "to_prepare",
    "to_remind",
    "to_seal",
    "to_send",
    "units_of",
    "unreminded",
    "versions_to_ask",
    "waiting_members",
]
