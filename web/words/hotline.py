"""Words for the area hotline: what is reported, where a report stands, what came of it, who holds a key."""

from models.hotline.words import Author, Conclusion, ReportKind, ReportState, Source
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
        Source.PAPER: lazy("Letter"),
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
