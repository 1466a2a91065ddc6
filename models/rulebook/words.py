"""The words that rulebook documents and rows may hold."""

from enum import StrEnum


class Channel(StrEnum):
    """Where a voice arrives (V-01)."""

    HOTLINE = "hotline"
    VOICEMAIL = "voicemail"
    EMAIL = "email"
    CHAT = "chat"
    SOCIAL = "social"
    STORE = "store"
    WEB = "web"
    FORUM = "forum"
    RESEARCH = "research"
    STAFF = "staff"
    SURVEY = "survey"
    SUPERVISION = "supervision"
    """Handed over by the supervision hotline: a customer's matter that is no breach of duty."""
    REGULATOR = "regulator"
    """By way of a regulator or a mediator, to whom the customer turned (H-11)."""


class Audience(StrEnum):
    """Who is told (H-04). Each case says which people these are."""

    OWNER = "owner"
    HEAD = "head"
    CUSTOMER_SERVICE = "customer_service"
    PUBLIC_RELATIONS = "public_relations"
    LEADING_GROUP = "leading_group"


class Approver(StrEnum):
    """Who approves a compensation by its amount (G-06)."""

    HEAD = "head"
    FINANCE = "finance"
    LEADING_GROUP = "leading_group"


class TriggerKind(StrEnum):
    """Where a candidate for a matter comes from (A-02)."""

    OVERDUE = "overdue"
    REOPENED = "reopened"
    GRADE_RISE = "grade_rise"
    INSPECTION = "inspection"
    ABOUT_PERSON = "about_person"
    HOTLINE = "hotline"
    BY_HAND = "by_hand"


class MatterKind(StrEnum):
    """What somebody is held to account for (A-02)."""

    BUCK_PASSING = "buck_passing"
    DELAY = "delay"
    PERFUNCTORY = "perfunctory"
    WRONG_HANDLING = "wrong_handling"
    DATA_LEAK = "data_leak"
    OTHER = "other"


class Severity(StrEnum):
    """How grave conduct was, as the scale of measures knows it."""

    MINOR = "minor"
    MODERATE = "moderate"
    SERIOUS = "serious"


class MeasureKind(StrEnum):
    """What may follow on conduct: for persons, and for departments (C-03)."""

    WARNING = "warning"
    FINE = "fine"
    POINTS = "points"
    TRAINING = "training"
    DEMOTION = "demotion"
    PAY_CUT = "pay_cut"
    HEAD_TALK = "head_talk"
    BONUS_DEDUCTION = "bonus_deduction"


class Decider(StrEnum):
    """Who decides on a measure."""

    HR = "hr"
    LEADING_GROUP = "leading_group"


class RewardKind(StrEnum):
    """Rewards for persons (C-01) and for departments (C-02)."""

    COMMENDATION = "commendation"
    CERTIFICATE = "certificate"
    BONUS = "bonus"
    PROMOTION = "promotion"
    TRAINING_PLACE = "training_place"
    DEPARTMENT_POINTS = "department_points"
    TEAM_FUND = "team_fund"


class OutsideBody(StrEnum):
    """A regulator or mediator to whom a complaint goes (H-11). Another one is named where it is recorded."""

    TELECOM_APPEAL = "telecom_appeal"
    MARKET_REGULATION = "market_regulation"
    COMMUNICATIONS_ADMINISTRATION = "communications_administration"
    CONSUMER_ASSOCIATION = "consumer_association"
    OTHER = "other"


class Unit(StrEnum):
    """What a period is counted in."""

    WORKING_DAYS = "working_days"
    WORKING_MINUTES = "working_minutes"
    CLOCK_MINUTES = "clock_minutes"
    CALENDAR_DAYS = "calendar_days"


class Means(StrEnum):
    """How a message leaves the house."""

    EMAIL = "email"
    SMS = "sms"


class MessageKind(StrEnum):
    """The occasions on which a customer is written to (H-05)."""

    ACKNOWLEDGEMENT = "acknowledgement"
    MORE_INFO_REQUEST = "more_info_request"
    MORE_INFO_REMINDER = "more_info_reminder"
    PROGRESS = "progress"
    EXTENSION = "extension"
    REPLY = "reply"
    REVISIT_INVITATION = "revisit_invitation"
    REVISIT_REMINDER = "revisit_reminder"
    REOPENED = "reopened"
    OBJECTION = "objection"
    MERGED = "merged"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    CHAT_RATING = "chat_rating"
    CAMPAIGN_INVITATION = "campaign_invitation"
    CAMPAIGN_REMINDER = "campaign_reminder"
    TRACKING_CODE = "tracking_code"
    IMPROVEMENT = "improvement"


class RulebookState(StrEnum):
    """Where a version of the rulebook stands.

    A retired one was put in force and taken back before its day came: it never governed a case.
    """

    DRAFT = "draft"
    IN_FORCE = "in_force"
    RETIRED = "retired"


class Figure(StrEnum):
    """The key figures that have targets (Q-02); each is one function of `models/kpi/queries/facts/`."""

    TIMELINESS = "timeliness"
    TIMELINESS_FIRST = "timeliness_first"
    RESPONSE_TIMELINESS = "response_timeliness"
    TRIAGE_ACCURACY = "triage_accuracy"
    HANDLING_ACCURACY = "handling_accuracy"
    SATISFACTION = "satisfaction"
    FIRST_CONTACT = "first_contact"
    REOPENED = "reopened"
    OVERDUE = "overdue"
    REVISIT_RESPONSE = "revisit_response"
    RESPONSE_TIME = "response_time"
    RESULT_TIME = "result_time"
