"""Words for the area cases: kinds, channels, states, endings, due times, contacts, steps."""

from models.cases.queries import Place
from models.cases.rules.steps import Step
from models.cases.words import (
    AssistState,
    Channel,
    Closing,
    CompensationKind,
    CompensationState,
    Confidence,
    ContactMeans,
    Direction,
    DueKind,
    Kind,
    MeetingState,
    OutsideOutcome,
    ReportState,
    Risk,
    State,
    Verdict,
)
from web.language import lazy
from web.words.registry import name

name(
    Kind,
    {
        Kind.COMPLAINT: lazy("Complaint"),
        Kind.FEEDBACK: lazy("Feedback"),
        Kind.INQUIRY: lazy("Inquiry"),
        Kind.SUGGESTION: lazy("Suggestion"),
        Kind.PRAISE: lazy("Praise"),
    },
)
name(
    Channel,
    {
        Channel.HOTLINE: lazy("Hotline"),
        Channel.VOICEMAIL: lazy("Voicemail"),
        Channel.EMAIL: lazy("E-mail message"),
        Channel.CHAT: lazy("Live chat"),
        Channel.SOCIAL: lazy("Social media"),
        Channel.STORE: lazy("Store"),
        Channel.WEB: lazy("Web form"),
        Channel.FORUM: lazy("User forum"),
        Channel.RESEARCH: lazy("Market research"),
        Channel.STAFF: lazy("Staff observation"),
        Channel.SURVEY: lazy("Survey answer"),
        Channel.SUPERVISION: lazy("Supervision hotline"),
        Channel.REGULATOR: lazy("Regulator or mediator"),
    },
)
name(
    State,
    {
        State.NEW: lazy("To be triaged"),
        State.ASSIGNED: lazy("To be taken"),
        State.HANDLING: lazy("In work"),
        State.WAITING: lazy("Waiting for the customer"),
        State.REVIEW: lazy("In review"),
        State.APPROVED: lazy("To be told"),
        State.ANSWERED: lazy("Answered"),
        State.CLOSED: lazy("Closed"),
    },
)
name(
    Closing,
    {
        Closing.CONFIRMED: lazy("Confirmed by the customer"),
        Closing.SATISFIED: lazy("Satisfied at the revisit"),
        Closing.NEUTRAL: lazy("Neutral at the revisit"),
        Closing.NO_ANSWER: lazy("No answer at the revisit"),
        Closing.MALICIOUS: lazy("Malicious complaint"),
        Closing.LEADING_GROUP: lazy("Closed by the leading group"),
        Closing.ON_THE_SPOT: lazy("Answered on the spot"),
        Closing.WITHDRAWN: lazy("Withdrawn"),
        Closing.MERGED: lazy("Merged into another case"),
        Closing.ELSEWHERE: lazy("In the earlier system"),
        Closing.THANKED: lazy("Thanked"),
    },
)
name(
    DueKind,
    {
        DueKind.FIRST_RESPONSE: lazy("First response"),
        DueKind.PLAN: lazy("Plan"),
        DueKind.RESULT: lazy("Resolution"),
        DueKind.REVIEW: lazy("Review"),
        DueKind.TELL: lazy("Reply"),
        DueKind.DECISION: lazy("Decision of the leading group"),
        DueKind.ASSIST: lazy("Assistance"),
        DueKind.PROGRESS: lazy("News for the customer"),
        DueKind.MEETING: lazy("Emergency meeting"),
        DueKind.SPECIAL_REPORT: lazy("Special report"),
        DueKind.ACKNOWLEDGEMENT: lazy("Reading of the special report"),
        DueKind.LEGAL_OPINION: lazy("Legal opinion"),
        DueKind.COMPENSATION: lazy("Approval of the compensation"),
        DueKind.PAYMENT: lazy("Payment"),
        DueKind.CONSULTATION: lazy("Consultation"),
        DueKind.OUTSIDE: lazy("Answer to the regulator"),
        DueKind.EXTENSION: lazy("Decision on more time"),
    },
)
name(
    AssistState,
    {
        AssistState.ASKED: lazy("Asked"),
        AssistState.ANSWERED: lazy("Answered, not accepted yet"),
        AssistState.ACCEPTED: lazy("Accepted"),
        AssistState.DROPPED: lazy("No longer needed"),
    },
)
name(
    CompensationKind,
    {
        CompensationKind.REFUND: lazy("Refund"),
        CompensationKind.CREDIT: lazy("Credit on the bill"),
        CompensationKind.GIFT: lazy("Gift"),
        CompensationKind.OTHER: lazy("Other compensation"),
    },
)
name(
    CompensationState,
    {
        CompensationState.OPINION: lazy("Waiting for Legal"),
        CompensationState.APPROVAL: lazy("Waiting for approval"),
        CompensationState.PAYMENT: lazy("To be paid"),
        CompensationState.PAID: lazy("Paid"),
        CompensationState.REFUSED: lazy("Refused"),
        CompensationState.DROPPED: lazy("No longer needed"),
    },
)
name(
    Risk,
    {Risk.LOW: lazy("Low risk"), Risk.MEDIUM: lazy("Medium risk"), Risk.HIGH: lazy("High risk")},
)
name(
    MeetingState,
    {
        MeetingState.CALLED: lazy("Called"),
        MeetingState.HELD: lazy("Concluded"),
        MeetingState.DROPPED: lazy("No longer needed"),
    },
)
name(
    OutsideOutcome,
    {
        OutsideOutcome.UPHELD: lazy("Upheld"),
        OutsideOutcome.PARTLY: lazy("Partly upheld"),
        OutsideOutcome.REJECTED: lazy("Rejected"),
        OutsideOutcome.MEDIATED: lazy("Settled by mediation"),
        OutsideOutcome.WITHDRAWN: lazy("Withdrawn by the customer"),
    },
)
name(
    ReportState,
    {
        ReportState.DRAFT: lazy("Draft"),
        ReportState.SUBMITTED: lazy("With the leading group"),
        ReportState.ACKNOWLEDGED: lazy("Acknowledged by the leading group"),
        ReportState.RETURNED: lazy("Sent back"),
        ReportState.DROPPED: lazy("No longer needed"),
    },
)
name(
    Verdict,
    {
        Verdict.SUBMITTED: lazy("Waiting for review"),
        Verdict.APPROVED: lazy("Approved"),
        Verdict.REJECTED: lazy("Sent back"),
        Verdict.DROPPED: lazy("Not read: the case ended"),
    },
)
name(
    ContactMeans,
    {
        ContactMeans.PHONE: lazy("Telephone"),
        ContactMeans.EMAIL: lazy("E-mail message"),
        ContactMeans.SMS: lazy("Text message"),
        ContactMeans.WEB: lazy("Tracking page"),
        ContactMeans.CHAT: lazy("Live chat"),
        ContactMeans.VISIT: lazy("Visit"),
        ContactMeans.DIRECT_MESSAGE: lazy("Direct message"),
        ContactMeans.PUBLIC_POST: lazy("Public post"),
    },
)
name(
    Confidence,
    {
        Confidence.HIGH: lazy("Confident"),
        Confidence.MEDIUM: lazy("Fairly sure"),
        Confidence.LOW: lazy("Unsure"),
        Confidence.NONE: lazy("No suggestion"),
    },
)
name(Direction, {Direction.IN: lazy("The customer to us"), Direction.OUT: lazy("We to the customer")})
name(
    Step,
    {
        Step.ACTION_ITEM: lazy("Finish an action item"),
        Step.ASSIGNMENT: lazy("Assign an owner"),
        Step.ASSISTANCE: lazy("Ask another department"),
        Step.ASSISTANCE_ANSWER: lazy("Answer for your department"),
        Step.ASSISTANCE_END: lazy("Let a department’s task go"),
        Step.ASSISTANCE_REVIEW: lazy("Accept a department’s answer"),
        Step.CHANNEL_MOVE: lazy("Move to a better channel"),
        Step.CLOSURE: lazy("Close the case"),
        Step.COMPENSATION: lazy("Propose a compensation"),
        Step.COMPENSATION_END: lazy("Let the compensation go"),
        Step.COMPENSATION_OPINION: lazy("Give the legal opinion"),
        Step.COMPENSATION_PAYMENT: lazy("Pay the compensation"),
        Step.COMPENSATION_REVIEW: lazy("Approve the compensation"),
        Step.CONSULTATION: lazy("Call a consultation"),
        Step.CONSULTATION_MINUTES: lazy("Conclude the consultation"),
        Step.CONTACT: lazy("Contact the customer"),
        Step.DECISION: lazy("Decide how it goes on"),
        Step.EXTENSION: lazy("Ask for more time"),
        Step.EXTENSION_REVIEW: lazy("Decide on more time"),
        Step.JOINT_TALK: lazy("Talk to the customer together"),
        Step.MEETING: lazy("Write the minutes"),
        Step.LINK: lazy("Link with another case"),
        Step.LINK_END: lazy("Take a link away"),
        Step.MERGE: lazy("Merge into another case"),
        Step.NOTE: lazy("Add a note"),
        Step.NUDGE: lazy("Nudge"),
        Step.OPINION_ALERT: lazy("Raise a public-opinion alert"),
        Step.OPINION_ALERT_END: lazy("End the public-opinion alert"),
        Step.OUTSIDE_ANSWER: lazy("Answer the regulator"),
        Step.OUTSIDE_CHANGE: lazy("Keep a further letter"),
        Step.OUTSIDE_COMPLAINT: lazy("Record that a regulator has it"),
        Step.OUTSIDE_OUTCOME: lazy("Record the outcome there"),
        Step.OWNERSHIP: lazy("Take the case"),
        Step.PAUSE: lazy("Ask the customer and wait"),
        Step.PLAN: lazy("Make a plan"),
        Step.PUBLIC_POST: lazy("Record a public post"),
        Step.REOPENING: lazy("Handle it again"),
        Step.REPLY: lazy("Tell the customer"),
        Step.REPORT_REVIEW: lazy("Read the special report"),
        Step.RESULT: lazy("Submit the result"),
        Step.RESUMPTION: lazy("Go on handling"),
        Step.REVIEW: lazy("Review the result"),
        Step.STORE_CONFIRMATION: lazy("Ask how it was, in the store"),
        Step.THANKS: lazy("Say thank you and close"),
        Step.SPECIAL_REPORT: lazy("Write the special report"),
        Step.SECOND_HANDLER_END: lazy("End the second handler’s part"),
        Step.SEPARATION: lazy("Separate again"),
        Step.TRIAGE: lazy("Triage"),
    },
)
name(
    Place,
    {
        Place.PROBLEM: lazy("In the customer’s words:"),
        Place.EXPECTED: lazy("In what is expected:"),
        Place.WHERE: lazy("In where it happened:"),
        Place.SAID: lazy("In a contact:"),
        Place.CHAT: lazy("In the chat:"),
        Place.ANSWER: lazy("In an answer:"),
    },
)
