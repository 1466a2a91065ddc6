"""The words that amendments may hold."""

from enum import StrEnum


class AmendmentState(StrEnum):
    """Where the next edition stands. While it is submitted nobody changes it."""

    EDITING = "editing"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    DISCARDED = "discarded"


class ReplayState(StrEnum):
    """Where a replay stands. It is dropped when the draft changes meanwhile or another is asked for."""

    BUSY = "busy"
    DONE = "done"
    DROPPED = "dropped"
    FAILED = "failed"


class Section(StrEnum):
    """A chapter of the rulebook as people edit it; each holds parts with codes."""

    CATEGORIES = "categories"
    ROUTES = "routes"
    CRITERIA = "criteria"
    URGENCY = "urgency"
    IMPORTANCE = "importance"
    GRADES = "grades"
    CHANNELS = "channels"
    HOURS = "hours"
    HOLIDAYS = "holidays"
    REMINDERS = "reminders"
    LIMITS = "limits"


class Edit(StrEnum):
    """What was done to a part."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    RETIRED = "retired"
    RESTORED = "restored"
