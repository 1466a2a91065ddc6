"""The words that inspections may hold."""

from enum import StrEnum


class Subject(StrEnum):
    """What a checklist is for: closed cases, or a department."""

    CASE = "case"
    DEPARTMENT = "department"


class ChecklistState(StrEnum):
    """Where a version of a checklist stands; only a published one is used."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


class Mark(StrEnum):
    """How an item was found: all of its points, half of them, none, or not counted."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"


class Ground(StrEnum):
    """Why a case is inspected."""

    RANDOM = "random"
    GRADE_THREE = "grade_three"
    RISK = "risk"
    CALIBRATION = "calibration"


class InspectionState(StrEnum):
    """Where an inspection stands. An overturned one had failed, and an objection was upheld; a compared one
    was a calibration, which has no consequences."""

    DRAWN = "drawn"
    PASSED = "passed"
    FAILED = "failed"
    OVERTURNED = "overturned"
    COMPARED = "compared"


class SheetPart(StrEnum):
    """For what somebody scores: the result, a blind second look, a calibration."""

    FIRST = "first"
    SECOND = "second"
    CALIBRATION = "calibration"


class CorrectionState(StrEnum):
    """Where a correction stands: with the department, with who checks it, accepted, or not needed."""

    ORDERED = "ordered"
    REPORTED = "reported"
    ACCEPTED = "accepted"
    DROPPED = "dropped"


class Verdict(StrEnum):
    """What a check of a correction came to."""

    ACCEPTED = "accepted"
    BACK = "back"
