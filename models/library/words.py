"""The words that a typical case may hold."""

from enum import StrEnum


class LessonState(StrEnum):
    """Where a typical case stands on its way into the library."""

    NOMINATED = "nominated"
    WRITING = "writing"
    REVIEW = "review"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class VersionState(StrEnum):
    """Where a version of a write-up stands; one that was dropped is never read."""

    WRITING = "writing"
    REVIEW = "review"
    PUBLISHED = "published"
    DROPPED = "dropped"


IN_MAKING = (VersionState.WRITING, VersionState.REVIEW)
"""A version that readers do not see yet; a typical case has one at most."""


class Personal(StrEnum):
    """What kind of personal data a place in a text holds."""

    NAME = "name"
    PHONE = "phone"
    ID_NUMBER = "id_number"
    ACCOUNT = "account"
    EMAIL = "email"
    PLATE = "plate"
    ADDRESS = "address"
    OTHER = "other"
