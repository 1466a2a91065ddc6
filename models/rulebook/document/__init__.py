"""The rulebook as one immutable, validated JSON document (RB-01)."""

from models.rulebook.document.compensation import CompensationCause, CompensationRules
from models.rulebook.document.follow_up import Reminder, Revisit, ScalePoint
from models.rulebook.document.intake import ChannelRules, PublicForm, Uploads
from models.rulebook.document.parse import InvalidDocument, fingerprint, parse, written
from models.rulebook.document.part import Sign
from models.rulebook.document.rules import CLOCK, Promise, Rules
from models.rulebook.document.time import Period
from models.rulebook.document.triage import Category, Criterion, GradeRules

__all__ = [
    "CLOCK",
    "Category",
    "ChannelRules",
    "CompensationCause",
    "CompensationRules",
    "Criterion",
    "GradeRules",
    "InvalidDocument",
    "Period",
    "Promise",
    "PublicForm",
    "Reminder",
    "Revisit",
    "Rules",
    "ScalePoint",
    "Sign",
    "Uploads",
    "fingerprint",
    "parse",
    "written",
]
