"""The rows of a case: itself, its due times, the work on it, its results, words exchanged, lessons."""

from models.cases.tables.assistance import Assistance, AssistanceAnswer
from models.cases.tables.case import Case, CaseCounter
from models.cases.tables.compensation import Compensation
from models.cases.tables.contact import CaseFile, Contact
from models.cases.tables.due_time import DueTime, Pause
from models.cases.tables.extension import Extension
from models.cases.tables.gram import case_gram
from models.cases.tables.learning import EVERY_TEXT, Lesson, like_count, like_sign
from models.cases.tables.meeting import ActionItem, Attendance, Concerned, Meeting
from models.cases.tables.origin import Origin
from models.cases.tables.result import Confirmation, Result
from models.cases.tables.special_report import SpecialReport
from models.cases.tables.work import Milestone, Note, Plan

__all__ = [
    "EVERY_TEXT",
    "ActionItem",
    "Assistance",
    "AssistanceAnswer",
    "Attendance",
    "Case",
    "CaseCounter",
    "CaseFile",
    "Compensation",
    "Concerned",
    "Confirmation",
    "Contact",
    "DueTime",
    "Extension",
    "Lesson",
    "Meeting",
    "Milestone",
    "Note",
    "Origin",
    "Pause",
    "Plan",
    "Result",
    "SpecialReport",
    "case_gram",
    "like_count",
    "like_sign",
]
