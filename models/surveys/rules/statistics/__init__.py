"""Honest figures from answers: pure functions, each with its source (S-06)."""

from models.surveys.rules.statistics.bases import INSIDE, LOW_BASE, PUBLISHED, low_base, shown
from models.surveys.rules.statistics.compared import Compared, Group, compare
from models.surveys.rules.statistics.five_points import FivePoints
from models.surveys.rules.statistics.recommending import Recommending
from models.surveys.rules.statistics.response import Dispositions
from models.surveys.rules.statistics.shares import Z_95, Difference, Share, beyond, difference, share
from models.surveys.rules.statistics.strata import Stratum, Weighted, weighted_share
from models.surveys.rules.statistics.suppression import Suppressed, hidden_in_row, suppress
from models.surveys.rules.statistics.transport import ranges

__all__ = [
    "INSIDE",
    "LOW_BASE",
    "PUBLISHED",
    "Z_95",
    "Compared",
    "Difference",
    "Dispositions",
    "FivePoints",
    "Group",
    "Recommending",
    "Share",
    "Stratum",
    "Suppressed",
    "Weighted",
    "beyond",
    "compare",
    "difference",
    "hidden_in_row",
    "low_base",
    "ranges",
    "share",
    "shown",
    "suppress",
    "weighted_share",
]
