"""Every write of inspections of departments (Q-03)."""

from models.supervision.actions.answer import answer_findings
from models.supervision.actions.check import name_checker
from models.supervision.actions.conclude import conclude
from models.supervision.actions.find import FindingDraft, record_findings, send_findings
from models.supervision.actions.plan import PlanDraft, change_team, drop_inspection, plan_inspection
from models.supervision.actions.remind import remind_inspection

__all__ = [
    "FindingDraft",
    "PlanDraft",
    "answer_findings",
    "change_team",
    "conclude",
    "drop_inspection",
    "name_checker",
    "plan_inspection",
    "record_findings",
    "remind_inspection",
    "send_findings",
]
