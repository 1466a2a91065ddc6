"""The rows of the hotline: sealed texts, keys, states and days; nothing names a reporter or an accused."""

from models.hotline.tables.counting import HotlinePayout, HotlineTally
from models.hotline.tables.entry import HotlineEntry, HotlineFile
from models.hotline.tables.identity import IdentityHalf, IdentityRequest
from models.hotline.tables.keeper import HotlineKeeper, HotlineRecovery, HotlineUnlocked, RecoveryKey
from models.hotline.tables.keys import HotlineKey, HotlineShare
from models.hotline.tables.mailbox import HotlineMailbox
from models.hotline.tables.report import HotlineReport

__all__ = [
    "HotlineEntry",
    "HotlineFile",
    "HotlineKeeper",
    "HotlineKey",
    "HotlineMailbox",
    "HotlinePayout",
    "HotlineRecovery",
    "HotlineReport",
    "HotlineShare",
    "HotlineTally",
    "HotlineUnlocked",
    "IdentityHalf",
    "IdentityRequest",
    "RecoveryKey",
]
