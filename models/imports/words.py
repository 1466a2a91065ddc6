"""The words that an import's columns may hold."""

from enum import StrEnum


class ImportState(StrEnum):
    """Where an import stands. The clock works on one that is READING, CHECKING or WORKING; a person has the
    word on one that is CHOOSING or CHECKED.
    """

    READING = "reading"
    CHOOSING = "choosing"
    CHECKING = "checking"
    CHECKED = "checked"
    WORKING = "working"
    DONE = "done"
    CANCELLED = "cancelled"
    REFUSED = "refused"


BUSY = (ImportState.READING, ImportState.CHECKING, ImportState.WORKING)
"""The clock's turn."""
OVER = (ImportState.DONE, ImportState.CANCELLED, ImportState.REFUSED)
"""Nothing more happens."""


class Column(StrEnum):
    """What a column of a file can mean, in the order of the template."""

    EXTERNAL = "external"
    RECEIVED = "received"
    CHANNEL = "channel"
    KIND = "kind"
    PROBLEM = "problem"
    TITLE = "title"
    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    ACCOUNT = "account"
    REGION = "region"
    LANGUAGE = "language"
    HAPPENED_WHEN = "happened_when"
    HAPPENED_WHERE = "happened_where"
    EXPECTED = "expected"
    EXPECTED_ON = "expected_on"
    CATEGORY = "category"
    PRODUCT = "product"
    GRADE = "grade"
    STATE = "state"
    CLOSED = "closed"
    OUTCOME = "outcome"


class Mark(StrEnum):
    """What is the matter with a cell itself, whatever its column means."""

    FORMULA = "formula"
    CELL_ERROR = "cell_error"
    DIGITS = "digits"
    """A number with more digits than Excel keeps."""
