"""Words for the area rulebook: occasions of letters, versions, units of time, who is told."""

from models.rulebook.words import (
    Approver,
    Audience,
    Decider,
    MatterKind,
    MeasureKind,
    MessageKind,
    OutsideBody,
    RewardKind,
    RulebookState,
    Severity,
    TriggerKind,
    Unit,
)
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
        MessageKind.IMPROVEMENT: lazy("An improvement was made"),
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
name(
    TriggerKind,
    {
        TriggerKind.OVERDUE: lazy("Result overdue"),
        TriggerKind.REOPENED: lazy("Reopened after dissatisfaction"),
        TriggerKind.GRADE_RISE: lazy("Grade raised by poor handling"),
        TriggerKind.INSPECTION: lazy("Failed inspection"),
        TriggerKind.ABOUT_PERSON: lazy("Complaint about a person"),
        TriggerKind.HOTLINE: lazy("Upheld hotline report"),
        TriggerKind.BY_HAND: lazy("Reported by hand"),
    },
)
name(
    MatterKind,
    {
        MatterKind.BUCK_PASSING: lazy("Passing the buck"),
        MatterKind.DELAY: lazy("Delay"),
        MatterKind.PERFUNCTORY: lazy("Perfunctory handling"),
        MatterKind.WRONG_HANDLING: lazy("Wrong handling"),
        MatterKind.DATA_LEAK: lazy("Leak of customer data"),
        MatterKind.OTHER: lazy("Other conduct"),
    },
)
name(
    Severity,
    {
        Severity.MINOR: lazy("Minor"),
        Severity.MODERATE: lazy("Moderate"),
        Severity.SERIOUS: lazy("Serious"),
    },
)
name(
    MeasureKind,
    {
        MeasureKind.WARNING: lazy("Warning"),
        MeasureKind.FINE: lazy("Fine"),
        MeasureKind.POINTS: lazy("Deduction of points"),
        MeasureKind.TRAINING: lazy("Remedial training"),
        MeasureKind.DEMOTION: lazy("Demotion"),
        MeasureKind.PAY_CUT: lazy("Pay cut"),
        MeasureKind.HEAD_TALK: lazy("Talk with the head"),
        MeasureKind.BONUS_DEDUCTION: lazy("Deduction from the department’s bonus"),
    },
)
name(
    Decider,
    {
        Decider.HR: lazy("Human resources"),
        Decider.LEADING_GROUP: lazy("Leading group"),
    },
)
name(
    RewardKind,
    {
        RewardKind.COMMENDATION: lazy("Commendation"),
        RewardKind.CERTIFICATE: lazy("Certificate of honour"),
        RewardKind.BONUS: lazy("Bonus"),
        RewardKind.PROMOTION: lazy("Promotion"),
        RewardKind.TRAINING_PLACE: lazy("Training place"),
        RewardKind.DEPARTMENT_POINTS: lazy("Department points"),
        RewardKind.TEAM_FUND: lazy("Team fund"),
    },
)
