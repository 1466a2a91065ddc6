"""Words for the area hotline: what is reported, where a report stands, what was done on it."""

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
    ReportState,
    {
        ReportState.RECEIVED: lazy("Received"),
        ReportState.ACKNOWLEDGED: lazy("Acknowledged"),
        ReportState.ASSESSED: lazy("Assessed"),
        ReportState.INVESTIGATING: lazy("Under investigation"),
        ReportState.CONCLUDED: lazy("Concluded"),
        ReportState.TOLD: lazy("Outcome told"),
        ReportState.CLOSED: lazy("Closed"),
        ReportState.ERASED: lazy("Erased"),
    },
)
name(
    Conclusion,
    {
        Conclusion.UPHELD: lazy("Found true"),
        Conclusion.PARTLY: lazy("Found partly true"),
        Conclusion.NOT_UPHELD: lazy("Found untrue"),
        Conclusion.NOT_ENOUGH: lazy("Not enough to go on"),
        Conclusion.KNOWINGLY_FALSE: lazy("Knowingly false"),
    },
)
name(
    ReportKind,
    {
        ReportKind.BUCK_PASSING: lazy("Passing the buck"),
        ReportKind.DELAY: lazy("Delay"),
        ReportKind.PERFUNCTORY: lazy("Perfunctory work"),
        ReportKind.WRONG_HANDLING: lazy("Wrong handling"),
        ReportKind.LEAK: lazy("Leak of customer data"),
        ReportKind.BRIBERY: lazy("Taking advantages"),
        ReportKind.FALSE_RECORDS: lazy("False records"),
        ReportKind.RETALIATION: lazy("Retaliation"),
        ReportKind.OTHER: lazy("Other breach"),
    },
)
name(
    Source,
    {
        Source.WEB: lazy("Web page"),
        Source.PHONE: lazy("By telephone"),
        Source.MAILBOX: lazy("Supervision mailbox"),
        Source.PAPER: lazy("On paper"),
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
    },
)
name(
    Author,
    {
        Author.REPORTER: lazy("Reporter"),
        Author.READER: lazy("Supervisor"),
        Author.INTAKE: lazy("Intake officer"),
        Author.SYSTEM: lazy("System"),
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
