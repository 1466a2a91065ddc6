"""Reading chains, candidates and matters: who sees which, whose turn it is, what is due (A-01 … A-04)."""

from models.accountability.queries.candidates import candidates, find_candidate
from models.accountability.queries.chain import NamedLink, chain
from models.accountability.queries.clocks import due_notices, lapsed, passed
from models.accountability.queries.due_people import Standing, everybody, free_for, standing
from models.accountability.queries.load import load_on
from models.accountability.queries.matters import (
    appealed_measures,
    decided_measures,
    deducted_in_month,
    find,
    held,
    listing,
    own_matters,
    times_before,
    turns,
    waiting_for_word,
)
from models.accountability.queries.triggers import new_candidates
from models.accountability.queries.weighed import weighed_case

__all__ = [
    "NamedLink",
    "Standing",
    "appealed_measures",
    "candidates",
    "chain",
    "decided_measures",
    "deducted_in_month",
    "due_notices",
    "everybody",
    "find",
    "find_candidate",
    "free_for",
    "held",
    "lapsed",
    "listing",
    "load_on",
    "new_candidates",
    "own_matters",
    "passed",
    "standing",
    "times_before",
    "turns",
    "waiting_for_word",
    "weighed_case",
]
