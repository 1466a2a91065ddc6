"""Every read of mail that came: what waits, where a message belongs, lists, and the mails of a case."""

from models.mailbox.queries.lists import (
    FATES,
    Tab,
    count_to_check,
    count_with_unread,
    counts,
    counts_by_kind,
    listing,
)
from models.mailbox.queries.one import account, find, heard_names, mails_of, unprocessed, with_content
from models.mailbox.queries.server import Copy, copies
from models.mailbox.queries.threads import Thread, answers_mail_to_staff, many_from, thread_of, twin_of

__all__ = [
    "FATES",
    "Copy",
    "Tab",
    "Thread",
    "account",
    "answers_mail_to_staff",
    "copies",
    "count_to_check",
    "count_with_unread",
    "counts",
    "counts_by_kind",
    "find",
    "heard_names",
    "listing",
    "mails_of",
    "many_from",
    "thread_of",
    "twin_of",
    "unprocessed",
    "with_content",
]
