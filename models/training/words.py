"""The words that training may hold (L-01 … L-04)."""

from enum import StrEnum


class PlanState(StrEnum):
    """Where a plan stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"


class Field(StrEnum):
    """What training is about (L-01)."""

    PROCESS = "process"
    COMMUNICATION = "communication"
    PROBLEM_SOLVING = "problem_solving"
    LAW = "law"
    PRODUCT = "product"


class Method(StrEnum):
    """How a session is held (L-02)."""

    INTERNAL = "internal"
    EXPERT = "expert"
    CASE_STUDY = "case_study"
    ROLE_PLAY = "role_play"


class SessionState(StrEnum):
    """Planned until its log is closed; a cancelled one is never held."""

    PLANNED = "planned"
    LOGGED = "logged"
    CANCELLED = "cancelled"


class Rhythm(StrEnum):
    """How often a session is repeated."""

    ONCE = "once"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


class Scope(StrEnum):
    """How much of a series is meant: a session and those after it, or all that are still to come."""

    FOLLOWING = "following"
    WHOLE = "whole"


class Clash(StrEnum):
    """What two sessions want at the same time."""

    TRAINER = "trainer"
    ROOM = "room"


class Busy(StrEnum):
    """What somebody has at the time of a session."""

    ENROLLED = "enrolled"
    HOLDS = "holds"
    ON_DUTY = "on_duty"


class Place(StrEnum):
    """Whether somebody has a seat in a session, waits for one, or gave it up."""

    SEATED = "seated"
    WAITING = "waiting"
    GIVEN_UP = "given_up"


class Way(StrEnum):
    """How somebody came to be enrolled."""

    SELF = "self"
    HEAD = "head"
    RULE = "rule"
    TRAINER = "trainer"
    WALK_IN = "walk_in"


class Attendance(StrEnum):
    """Whether and how long somebody took part."""

    PRESENT = "present"
    LATE = "late"
    LEFT_EARLY = "left_early"
    ABSENT = "absent"


class Means(StrEnum):
    """How attendance was noted."""

    CODE = "code"
    TAP = "tap"
    SHEET = "sheet"


class Assessment(StrEnum):
    """How it is seen what was learned."""

    NONE = "none"
    MARKS = "marks"
    QUIZ = "quiz"


class QuestionKind(StrEnum):
    """How a question of a quiz is answered: one place, one or more places, or whether a sentence is true."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"


class NeedState(StrEnum):
    """Whether somebody still has to take part in something."""

    OPEN = "open"
    MET = "met"
    DROPPED = "dropped"


TOOK_PART = (Attendance.PRESENT, Attendance.LATE)
"""Who left early has not taken part to the end, and makes it up."""
