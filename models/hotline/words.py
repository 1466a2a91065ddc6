"""The words that a row or a sealed text of the hotline may hold."""

from enum import StrEnum


class ReportState(StrEnum):
    """Where a report stands (W-05); the last two are reached by time."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    ASSESSED = "assessed"
    INVESTIGATING = "investigating"
    CONCLUDED = "concluded"
    TOLD = "told"
    CLOSED = "closed"
    ERASED = "erased"


class Conclusion(StrEnum):
    """What came of a report (W-05, W-06)."""

    UPHELD = "upheld"
    PARTLY = "partly"
    NOT_UPHELD = "not_upheld"
    NOT_ENOUGH = "not_enough"
    KNOWINGLY_FALSE = "knowingly_false"


class ReportKind(StrEnum):
    """What is reported. Lies sealed within the report; counted apart from it when it is closed."""

    BUCK_PASSING = "buck_passing"
    DELAY = "delay"
    PERFUNCTORY = "perfunctory"
    WRONG_HANDLING = "wrong_handling"
    LEAK = "leak"
    BRIBERY = "bribery"
    FALSE_RECORDS = "false_records"
    RETALIATION = "retaliation"
    OTHER = "other"


class Source(StrEnum):
    """By which way a report came in (W-01). Lies sealed within it."""

    WEB = "web"
    PHONE = "phone"
    MAILBOX = "mailbox"
    PAPER = "paper"


class Side(StrEnum):
    """Who can open a text: the reporter and the readers, or the readers alone."""

    TALK = "talk"
    WORK = "work"


class EntryKind(StrEnum):
    """What a sealed text of a report is. Lies sealed with it."""

    REPORT = "report"
    MESSAGE = "message"
    STATUS = "status"
    NOTE = "note"
    ASSESSMENT = "assessment"
    TASK = "task"
    TASK_DONE = "task_done"
    INTERVIEW = "interview"
    EVIDENCE = "evidence"
    FINDING = "finding"
    MEASURE = "measure"
    SUMMARY = "summary"
    SUMMARY_CHECK = "summary_check"
    IDENTITY = "identity"
    LOG = "log"
    BARRED = "barred"
    """Whom the readers named, as ids, for mending when none of them is left. Shown nowhere."""


class Author(StrEnum):
    """Who wrote a text."""

    REPORTER = "reporter"
    READER = "reader"
    INTAKE = "intake"
    SYSTEM = "system"


class Standing(StrEnum):
    """In which part a person holds a key of the hotline."""

    SUPERVISOR = "supervisor"
    CHAIR = "chair"
    OUTSIDE = "outside"


class KeeperState(StrEnum):
    """Whether a person's key is used: not before another keeper has confirmed it, not after they left."""

    PENDING = "pending"
    ACTIVE = "active"
    LEFT = "left"


class PayoutState(StrEnum):
    """Whether a reward that waits under a code was paid (W-10)."""

    OPEN = "open"
    PAID = "paid"
