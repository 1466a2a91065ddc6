"""The rows of a case: itself, its due times, the work on it, results, words, lessons, its kin."""

from models.cases.tables.assistance import Assistance, AssistanceAnswer
from models.cases.tables.belonging import MERGEABLE, Link, Merge
from models.cases.tables.case import Case, CaseCounter
from models.cases.tables.channel import (
    Chat,
    ChatLine,
    FurtherPost,
    OpinionAlert,
    Post,
    StoreVisit,
    Study,
)
from models.cases.tables.code import TrackingCode
from models.cases.tables.compensation import Compensation
from models.cases.tables.contact import CaseFile, Contact, JointTalk
from models.cases.tables.due_time import DueTime, Pause
from models.cases.tables.extension import Extension
from models.cases.tables.gram import case_gram
from models.cases.tables.learning import EVERY_TEXT, Lesson, like_count, like_sign
from models.cases.tables.meeting import ActionItem, Attendance, Concerned, Meeting
from models.cases.tables.origin import Origin
from models.cases.tables.outside import OutsideAnswer, OutsideComplaint, OutsidePaper
from models.cases.tables.result import Confirmation, Result
from models.cases.tables.sign import case_sign
from models.cases.tables.special_report import SpecialReport
from models.cases.tables.work import Milestone, Note, Plan

__all__ = [
    "EVERY_TEXT",
    "MERGEABLE",
    "ActionItem",
    "Assistance",
    "AssistanceAnswer",
    "Attendance",
    "Case",
    "CaseCounter",
    "CaseFile",
    "Chat",
    "ChatLine",
    "Compensation",
    "Concerned",
    "Confirmation",
    "Contact",
    "DueTime",
    "Extension",
    "FurtherPost",
    "JointTalk",
    "Lesson",
    "Link",
    "Meeting",
    "Merge",
    "Milestone",
    "Note",
    "OpinionAlert",
    "Origin",
    "OutsideAnswer",
    "OutsideComplaint",
    "OutsidePaper",
    "Pause",
    "Plan",
    "Post",
    "Result",
    "SpecialReport",
    "StoreVisit",
    "Study",
    "TrackingCode",
    "case_gram",
    "case_sign",
    "like_count",
    "like_sign",
]
