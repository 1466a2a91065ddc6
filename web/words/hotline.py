"""Words for the area hotline: what is reported, where a report stands, what came of it, who holds a key."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from models.hotline.words import (
    Author,
    Conclusion,
    EntryKind,
    KeeperState,
    ReportKind,
    ReportState,
    Source,
    Standing,
)
from web.language import lazy
from web.words.registry import name

name(
    ReportKind,
    {
        ReportKind.BUCK_PASSING: lazy("Passed from one to the next"),
        ReportKind.DELAY: lazy("Left lying or delayed"),
        ReportKind.PERFUNCTORY: lazy("Dealt with for show only"),
        ReportKind.WRONG_HANDLING: lazy("Handled wrongly, so that it got worse"),
        ReportKind.LEAK: lazy("Customers' data given away"),
        ReportKind.BRIBERY: lazy("Money or gifts taken"),
        ReportKind.FALSE_RECORDS: lazy("Records or figures falsified"),
        ReportKind.RETALIATION: lazy("Somebody punished for complaining or reporting"),
        ReportKind.OTHER: lazy("Something else"),
    },
)
name(
    ReportState,
    {
        ReportState.RECEIVED: lazy("Report received"),
        ReportState.ACKNOWLEDGED: lazy("Read and acknowledged"),
        ReportState.ASSESSED: lazy("Assessed"),
        ReportState.INVESTIGATING: lazy("Being investigated"),
        ReportState.CONCLUDED: lazy("Investigation concluded"),
        ReportState.TOLD: lazy("Outcome told"),
        ReportState.CLOSED: lazy("Closed"),
        ReportState.ERASED: lazy("Erased"),
    },
)
name(
    Conclusion,
    {
        Conclusion.UPHELD: lazy("Found to be true"),
        Conclusion.PARTLY: lazy("Found to be true in part"),
        Conclusion.NOT_UPHELD: lazy("Found not to be true"),
        Conclusion.NOT_ENOUGH: lazy("Not enough to go on"),
        Conclusion.KNOWINGLY_FALSE: lazy("Knowingly false"),
    },
)
name(
    Source,
    {
        Source.WEB: lazy("Web page"),
        Source.PHONE: lazy("Telephone"),
        Source.MAILBOX: lazy("Supervision mailbox"),
        Source.PAPER: lazy("Letter on paper"),
    },
)
name(
    Author,
    {
        Author.REPORTER: lazy("Reporter"),
        Author.READER: lazy("Supervision group"),
        Author.INTAKE: lazy("Taken down by an officer"),
        Author.SYSTEM: lazy("System"),
    },
)
name(
    EntryKind,
    {
        EntryKind.REPORT: lazy("The report"),
        EntryKind.MESSAGE: lazy("Message"),
        EntryKind.STATUS: lazy("Told to the reporter"),
        EntryKind.NOTE: lazy("Internal note"),
        EntryKind.ASSESSMENT: lazy("Assessment of the report"),
        EntryKind.TASK: lazy("Task"),
        EntryKind.TASK_DONE: lazy("Task done"),
        EntryKind.INTERVIEW: lazy("Interview"),
        EntryKind.EVIDENCE: lazy("Evidence"),
        EntryKind.FINDING: lazy("Finding"),
        EntryKind.MEASURE: lazy("Measure"),
        EntryKind.SUMMARY: lazy("Summary for accountability"),
        EntryKind.SUMMARY_CHECK: lazy("Check of the summary"),
        EntryKind.IDENTITY: lazy("Identity"),
        EntryKind.LOG: lazy("What readers did"),
        EntryKind.BARRED: lazy("Concerns"),
    },
)
name(
    Standing,
    {
        Standing.SUPERVISOR: lazy("Supervisor"),
        Standing.CHAIR: lazy("Chair of the committee"),
        Standing.OUTSIDE: lazy("Outside reader"),
    },
)
name(
    KeeperState,
    {
        KeeperState.PENDING: lazy("Waits to be confirmed"),
        KeeperState.ACTIVE: lazy("In use"),
        KeeperState.LEFT: lazy("Left"),
    },
)

_TOLD: Mapping[str, LazyString] = {
    "acknowledged": lazy("The report was acknowledged"),
    "investigating": lazy("The investigation has begun"),
    "told": lazy("The outcome was told"),
    "closed": lazy("The report was closed"),
    "extended": lazy("The limit was moved"),
    "identity_opened": lazy("Two supervisors opened who reported"),
    "reward": lazy("A reward was granted; its code is shown to the reporter"),
}


def status_told(what: str) -> str:
    """What a reporter was told, in a word that lies sealed with it."""
    return str(_TOLD.get(what, what))
