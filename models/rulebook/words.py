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


class Unit(StrEnum):
    """What a period is counted in."""

    WORKING_DAYS = "working_days"
    WORKING_MINUTES = "working_minutes"
    CLOCK_MINUTES = "clock_minutes"


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


class RulebookState(StrEnum):
    """Where a version of the rulebook stands.

    A retired one was put in force and taken back before its day came: it never governed a case.
    """

    DRAFT = "draft"
    IN_FORCE = "in_force"
    RETIRED = "retired"
