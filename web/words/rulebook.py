"""Words for the area rulebook: occasions of letters, versions, units of time, who is told."""

from models.rulebook.words import Approver, Audience, MessageKind, OutsideBody, RulebookState, Unit
from web.language import lazy
from web.words.registry import name

name(
    MessageKind,
    {
        MessageKind.ACKNOWLEDGEMENT: lazy("Acknowledgement"),
        MessageKind.MORE_INFO_REQUEST: lazy("Question to the customer"),
        MessageKind.MORE_INFO_REMINDER: lazy("Question to the customer: reminder"),
        MessageKind.PROGRESS: lazy("Progress"),
        MessageKind.EXTENSION: lazy("Extension"),
        MessageKind.REPLY: lazy("Reply with the result"),
        MessageKind.REVISIT_INVITATION: lazy("Revisit: invitation"),
        MessageKind.REVISIT_REMINDER: lazy("Revisit: reminder"),
        MessageKind.REOPENED: lazy("Case reopened"),
        MessageKind.OBJECTION: lazy("Objection received"),
        MessageKind.MERGED: lazy("Case merged"),
        MessageKind.CLOSED: lazy("Case closed"),
        MessageKind.WITHDRAWN: lazy("Case withdrawn"),
        MessageKind.CHAT_RATING: lazy("Rating after a chat"),
        MessageKind.CAMPAIGN_INVITATION: lazy("Survey: invitation"),
        MessageKind.CAMPAIGN_REMINDER: lazy("Survey: reminder"),
        MessageKind.TRACKING_CODE: lazy("Code to follow a case"),
    },
)
name(
    RulebookState,
    {
        RulebookState.DRAFT: lazy("Draft"),
        RulebookState.IN_FORCE: lazy("In force"),
        RulebookState.RETIRED: lazy("Taken back"),
    },
)
name(
    Unit,
    {
        Unit.WORKING_DAYS: lazy("working days"),
        Unit.WORKING_MINUTES: lazy("working minutes"),
        Unit.CLOCK_MINUTES: lazy("minutes by the clock"),
        Unit.CALENDAR_DAYS: lazy("calendar days"),
    },
)
name(
    OutsideBody,
    {
        OutsideBody.TELECOM_APPEAL: lazy("Telecom appeal centre"),
        OutsideBody.MARKET_REGULATION: lazy("Market regulation (12315)"),
        OutsideBody.COMMUNICATIONS_ADMINISTRATION: lazy("Communications administration"),
        OutsideBody.CONSUMER_ASSOCIATION: lazy("Consumer association (mediation)"),
        OutsideBody.OTHER: lazy("Another body"),
    },
)
name(
    Approver,
    {
        Approver.HEAD: lazy("Head of department"),
        Approver.FINANCE: lazy("Finance"),
        Approver.LEADING_GROUP: lazy("Leading group"),
    },
)
name(
    Audience,
    {
        Audience.OWNER: lazy("Owner"),
        Audience.HEAD: lazy("Head of department"),
        Audience.CUSTOMER_SERVICE: lazy("Customer service"),
        Audience.PUBLIC_RELATIONS: lazy("Public relations"),
        Audience.LEADING_GROUP: lazy("Leading group"),
    },
)
