"""The rows of a case: the case itself, its due times, the work on it, its results, the words exchanged."""

from models.cases.tables.assistance import Assistance, AssistanceAnswer
from models.cases.tables.case import Case, CaseCounter
from models.cases.tables.contact import CaseFile, Contact
from models.cases.tables.due_time import DueTime, Pause
from models.cases.tables.extension import Extension
from models.cases.tables.result import Confirmation, Result
from models.cases.tables.work import Milestone, Note, Plan

__all__ = [
    "Assistance",
    "AssistanceAnswer",
    "Case",
    "CaseCounter",
    "CaseFile",
    "Confirmation",
    "Contact",
    "DueTime",
    "Extension",
    "Milestone",
    "Note",
    "Pause",
    "Plan",
    "Result",
]
