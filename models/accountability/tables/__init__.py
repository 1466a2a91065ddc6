"""Candidates and matters, with every step's rows (A-02, A-03)."""

from models.accountability.tables.candidate import MatterCandidate
from models.accountability.tables.evidence import MatterEvidence, MatterFile
from models.accountability.tables.matter import Matter
from models.accountability.tables.papers import Appeal, Decision, Delivery, Finding, Statement
from models.accountability.tables.proposal import Measure, Proposal
from models.accountability.tables.step import MatterStep

__all__ = [
    "Appeal",
    "Decision",
    "Delivery",
    "Finding",
    "Matter",
    "MatterCandidate",
    "MatterEvidence",
    "MatterFile",
    "MatterStep",
    "Measure",
    "Proposal",
    "Statement",
]
