"""The words that a received message's columns may hold."""

from enum import StrEnum


class Fate(StrEnum):
    """What became of a message. They are filed by it (V-04)."""

    WAITING = "waiting"
    """Kept, and not looked into yet."""
    CASE = "case"
    WORDS = "words"
    """Added to a case that was there."""
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    RECEIPT = "receipt"
    """Says only that a letter of ours was delivered, delayed or read."""
    IGNORED = "ignored"
    FAILED = "failed"
    """We could not make anything of it, time and again: a fault of ours."""


class Reason(StrEnum):
    """Why it became that, where that needs saying."""

    CLOSED_CASE = "closed_case"
    """An answer to a case that is closed: a case of its own."""
    UNPROVEN = "unproven"
    """Names another customer's case and cannot show that it may: a case of its own."""
    UNREADABLE = "unreadable"
    """Cannot be taken apart: a case with the message as it came."""
    TOO_LARGE = "too_large"
    """Only its beginning was fetched; the whole of it lies in the mailbox."""
    BY_HAND = "by_hand"
    """A person made a case of it."""
    DUPLICATE = "duplicate"
    LOOP = "loop"
    OWN = "own"
    TOO_MANY = "too_many"
    EMPTY = "empty"
    TO_STAFF = "to_staff"
    """Answers a mail to staff: somebody of the house wrote it, and means no case."""
