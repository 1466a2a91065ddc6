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


class RulebookState(StrEnum):
    """Where a version of the rulebook stands.

    A retired one was put in force and taken back before its day came: it never governed a case.
    """

    DRAFT = "draft"
    IN_FORCE = "in_force"
    RETIRED = "retired"
