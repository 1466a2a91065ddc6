"""The rulebook as one immutable, validated JSON document (RB-01)."""

from models.rulebook.document.compensation import CompensationCause, CompensationRules
from models.rulebook.document.conduct import (
    COUNTED,
    MONEY,
    MOST_MONTHS,
    OF_DEPARTMENTS,
    ConductRules,
    LegalLimits,
    MeasureRange,
    RewardRules,
    ScaleRow,
)
from models.rulebook.document.days import with_days_of
from models.rulebook.document.faults import Fault, fault
from models.rulebook.document.follow_up import Reminder, Revisit, ScalePoint
from models.rulebook.document.hotline import HotlineRules
from models.rulebook.document.inspections import Inspections
from models.rulebook.document.intake import ChannelRules, Mailbox, PublicForm, Uploads
from models.rulebook.document.kpi import KpiRules, Target
from models.rulebook.document.outside import Outside, Support
from models.rulebook.document.parse import InvalidDocument, fingerprint, parse, written
from models.rulebook.document.part import Sign
from models.rulebook.document.retention import RetentionRules
from models.rulebook.document.rules import CLOCK, Promise, Rules
from models.rulebook.document.time import WEEKDAYS, Period
from models.rulebook.document.training import Training
from models.rulebook.document.triage import Category, Criterion, GradeRules

__all__ = [
    "CLOCK",
    "COUNTED",
    "MONEY",
    "MOST_MONTHS",
    "OF_DEPARTMENTS",
    "WEEKDAYS",
    "Category",
    "ChannelRules",
    "CompensationCause",
    "CompensationRules",
    "ConductRules",
    "Criterion",
    "Fault",
    "GradeRules",
    "HotlineRules",
    "Inspections",
    "InvalidDocument",
    "KpiRules",
    "LegalLimits",
    "Mailbox",
    "MeasureRange",
    "Outside",
    "Period",
    "Promise",
    "PublicForm",
    "Reminder",
    "RetentionRules",
    "Revisit",
    "RewardRules",
    "Rules",
    "ScalePoint",
    "ScaleRow",
    "Sign",
    "Support",
    "Target",
    "Training",
    "Uploads",
    "fault",
    "fingerprint",
    "parse",
    "with_days_of",
    "written",
]
