"""Every write to candidates and matters, one function a verb (A-02, A-03)."""

from models.accountability.actions.appeal import appeal, hear
from models.accountability.actions.candidates import (
    CandidateDraft,
    Report,
    dismiss_candidate,
    note_candidate,
    report_conduct,
)
from models.accountability.actions.clocks import remind_step
from models.accountability.actions.decide import decide, return_proposal
from models.accountability.actions.deliver import acknowledge, deliver_refused
from models.accountability.actions.end import lapse, pass_time, withdraw
from models.accountability.actions.finding import FindingDraft, find
from models.accountability.actions.investigate import (
    EvidenceDraft,
    add_evidence,
    close_investigation,
    name_investigator,
)
from models.accountability.actions.open import MatterDraft, open_matter
from models.accountability.actions.propose import ProposalDraft, propose
from models.accountability.actions.statement import make_statement, notify_person

__all__ = [
    "CandidateDraft",
    "EvidenceDraft",
    "FindingDraft",
    "MatterDraft",
    "ProposalDraft",
    "Report",
    "acknowledge",
    "add_evidence",
    "appeal",
    "close_investigation",
    "decide",
    "deliver_refused",
    "dismiss_candidate",
    "find",
    "hear",
    "lapse",
    "make_statement",
    "name_investigator",
    "note_candidate",
    "notify_person",
    "open_matter",
    "pass_time",
    "propose",
    "remind_step",
    "report_conduct",
    "return_proposal",
    "withdraw",
]
