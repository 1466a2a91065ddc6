"""The words that columns and documents of reports may hold."""

from enum import StrEnum


class ReportState(StrEnum):
    """Where a report, or a correction of one, stands. What is published never changes."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    DISCARDED = "discarded"


OPEN = (ReportState.DRAFT, ReportState.SUBMITTED)


class ReportSource(StrEnum):
    """What a report is about: the revisits of a period, or one campaign. Never both in one figure (S-06)."""

    REVISIT = "revisit"
    CAMPAIGN = "campaign"


class Passage(StrEnum):
    """What people write in a report: how it begins, what follows from it, and a word on each section."""

    INTRODUCTION = "introduction"
    ACTION = "action"
    PROMISES = "promises"
    DIMENSIONS = "dimensions"
    GROUPS = "groups"
    COURSE = "course"
    RESPONSE = "response"
    OPEN = "open"


REQUIRED = (Passage.INTRODUCTION, Passage.ACTION)
"""A report without these says nothing to customers."""
COMMENTS = (Passage.DIMENSIONS, Passage.GROUPS, Passage.COURSE, Passage.RESPONSE, Passage.OPEN)


class CorrectionPart(StrEnum):
    """What a correction says."""

    WRONG = "wrong"
    RIGHT = "right"


class Undivided(StrEnum):
    """Why a report is not laid out by department, channel, category and means."""

    ANONYMOUS = "anonymous"
    OPEN = "open"
    OVERLAPS = "overlaps"
