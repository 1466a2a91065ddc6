"""Words for the area cases: kinds, channels, states, endings, due times, contacts, steps."""

from models.cases.rules.steps import Step
from models.cases.words import (
    AssistState,
    Channel,
    Closing,
    Confidence,
    ContactMeans,
    Direction,
    DueKind,
    Kind,
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
        Closing.ELSEWHERE: lazy("In the earlier system"),
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
        Step.ASSIGNMENT: lazy("Assign an owner"),
        Step.ASSISTANCE: lazy("Ask another department"),
        Step.ASSISTANCE_ANSWER: lazy("Answer for your department"),
        Step.ASSISTANCE_END: lazy("Let a department’s task go"),
        Step.ASSISTANCE_REVIEW: lazy("Accept a department’s answer"),
        Step.CLOSURE: lazy("Close the case"),
        Step.CONTACT: lazy("Contact the customer"),
        Step.DECISION: lazy("Decide how it goes on"),
        Step.EXTENSION: lazy("Ask for more time"),
        Step.EXTENSION_REVIEW: lazy("Decide on more time"),
        Step.NOTE: lazy("Add a note"),
        Step.NUDGE: lazy("Nudge"),
        Step.OWNERSHIP: lazy("Take the case"),
        Step.PAUSE: lazy("Ask the customer and wait"),
        Step.PLAN: lazy("Make a plan"),
        Step.REPLY: lazy("Tell the customer"),
        Step.RESULT: lazy("Submit the result"),
        Step.RESUMPTION: lazy("Go on handling"),
        Step.REVIEW: lazy("Review the result"),
        Step.TRIAGE: lazy("Triage"),
    },
)
