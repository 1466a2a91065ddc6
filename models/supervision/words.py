"""The words that inspections of departments may hold."""

from enum import StrEnum


class InspectionState(StrEnum):
    """Where an inspection of a department stands. `answering` lies with the department, `answered` with who
    leads the inspection; a dropped one was called off before it had findings to answer."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    ANSWERING = "answering"
    ANSWERED = "answered"
    CLOSED = "closed"
    DROPPED = "dropped"


class FilePart(StrEnum):
    """What a file belongs to: the findings of the group, or the department's answer."""

    FINDINGS = "findings"
    ANSWER = "answer"


class Step(StrEnum):
    """What can be done with one."""

    CHANGE_TEAM = "change_team"
    RECORD = "record"
    SEND = "send"
    ANSWER = "answer"
    CONCLUDE = "conclude"
    DROP = "drop"
