"""Words for the area accountability: chains; states, steps, findings, deliveries, appeals of matters."""

from models.accountability.chain_words import Part, Stop
from models.accountability.words import (
    AppealOutcome,
    CandidateState,
    DeliveryKind,
    EvidenceKind,
    MatterState,
    Mitigation,
    Outcome,
    Step,
    StepEnding,
)
from web.language import lazy
from web.words.registry import name

name(
    CandidateState,
    {
        CandidateState.OPEN: lazy("To be looked at"),
        CandidateState.OPENED: lazy("Matter opened"),
        CandidateState.DISMISSED: lazy("Dismissed"),
    },
)
name(
    MatterState,
    {
        MatterState.OPENED: lazy("To be notified"),
        MatterState.NOTIFIED: lazy("Waiting for the statement"),
        MatterState.HEARD: lazy("Under investigation"),
        MatterState.INVESTIGATED: lazy("Finding to be made"),
        MatterState.FOUND: lazy("Measure to be proposed"),
        MatterState.PROPOSED: lazy("To be decided"),
        MatterState.DECIDED: lazy("To be delivered"),
        MatterState.DELIVERED: lazy("Open to appeal"),
        MatterState.APPEALED: lazy("Appeal to be heard"),
        MatterState.FINAL: lazy("Final"),
        MatterState.WITHDRAWN: lazy("Matter withdrawn"),
        MatterState.LAPSED: lazy("Lapsed"),
    },
)
name(
    Step,
    {
        Step.CANDIDATE: lazy("Look at the candidate"),
        Step.NOTICE: lazy("Notice"),
        Step.STATEMENT: lazy("Statement"),
        Step.INVESTIGATION: lazy("Investigation"),
        Step.FINDING: lazy("Finding"),
        Step.PROPOSAL: lazy("Proposed measure"),
        Step.DECISION: lazy("Decision"),
        Step.DELIVERY: lazy("Delivery"),
        Step.APPEAL: lazy("Appeal"),
        Step.HEARING: lazy("Hearing of the appeal"),
    },
)
name(
    StepEnding,
    {
        StepEnding.MET: lazy("Done"),
        StepEnding.LAPSED: lazy("Time passed"),
        StepEnding.DROPPED: lazy("Not needed"),
    },
)
name(
    EvidenceKind,
    {
        EvidenceKind.EVENT: lazy("From the records"),
        EvidenceKind.CASE: lazy("Case"),
        EvidenceKind.CONTACT: lazy("Contact with the customer"),
        EvidenceKind.INSPECTION: lazy("Inspection"),
        EvidenceKind.DOCUMENT: lazy("Document"),
        EvidenceKind.INTERVIEW: lazy("Interview"),
        EvidenceKind.SURVEY: lazy("Survey answer"),
    },
)
name(
    Outcome,
    {
        Outcome.UPHELD: lazy("Established"),
        Outcome.PARTLY: lazy("Partly established"),
        Outcome.NOT_UPHELD: lazy("Not established"),
    },
)
name(
    Mitigation,
    {
        Mitigation.FIRST_TIME: lazy("First time"),
        Mitigation.SELF_REPORTED: lazy("Reported by the person"),
        Mitigation.OVERLOAD: lazy("Overloaded at the time"),
        Mitigation.SYSTEM_FAULT: lazy("Fault of a system"),
    },
)
name(
    DeliveryKind,
    {
        DeliveryKind.ACKNOWLEDGED: lazy("Acknowledged"),
        DeliveryKind.REFUSED: lazy("Refused before a witness"),
    },
)
name(
    AppealOutcome,
    {
        AppealOutcome.STANDS: lazy("The decision stands"),
        AppealOutcome.LIGHTER: lazy("Made lighter"),
        AppealOutcome.REVERSED: lazy("Reversed"),
    },
)
name(
    Part,
    {
        Part.REGISTERED: lazy("Registered"),
        Part.TRIAGED: lazy("Triaged"),
        Part.RESPONDED: lazy("First word to the customer"),
        Part.LED: lazy("With the department, without an owner"),
        Part.OWNED: lazy("Owned the case"),
        Part.SECONDED: lazy("Second handler"),
        Part.PLANNED: lazy("Made the plan"),
        Part.ASSISTED: lazy("Helped with a task"),
        Part.REVIEWED: lazy("Reviewed the result"),
        Part.DECIDED: lazy("Decided for the leading group"),
        Part.REPLIED: lazy("Told the customer the result"),
    },
)
name(Stop, {Stop.CUSTOMER: lazy("waited for the customer"), Stop.REVIEW: lazy("under review")})
