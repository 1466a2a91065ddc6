"""The words of keeping personal data for their time (X-03)."""

from enum import StrEnum


class Keeps(StrEnum):
    """Why a closed case keeps its personal data though its time is over."""

    HOLD = "hold"
    OUTSIDE = "outside"
    """A regulator or mediator has it."""
    OWED = "owed"
    """A compensation, a report or an answer is still owed."""
    MATTER = "matter"
    """An accountability matter, its appeal, or what may become one."""
    IMPROVEMENT = "improvement"
    """Its customer is to be told what an improvement came to."""
    SURVEY = "survey"
    """Its customer is being asked how it was."""
    WORK = "work"
    """An inspection, a correction, a request for support or a reward waits for somebody."""
    MERGED = "merged"
    """The case that carries it on is still kept."""


class MailKeeps(StrEnum):
    """Why a mail that became no case is kept though its time is over."""

    UNCHECKED = "unchecked"
    """It may be a customer's voice, and nobody has looked at it."""
    CASE = "case"
    """It has to do with a case that keeps its own."""
    HOLD = "hold"
    """Its sender is whose case is held."""
