"""What the rulebook says about rewards at a moment (C-04)."""

from datetime import datetime

from models.conduct.rules.rewards import RewardLimits
from models.conduct.words import RewardKind
from models.rulebook.words import Approver


def limits_at(now: datetime) -> RewardLimits:
    """The limits of the rules in force at a moment."""
    return RewardLimits(
        limits=((50_000, Approver.HEAD), (500_000, Approver.FINANCE), (None, Approver.LEADING_GROUP)),
        usual_points={
            RewardKind.COMMENDATION: 5,
            RewardKind.CERTIFICATE: 5,
            RewardKind.BONUS: 10,
            RewardKind.PROMOTION: 20,
            RewardKind.TRAINING_PLACE: 5,
            RewardKind.PERFORMANCE_POINTS: 10,
            RewardKind.TEAM_FUND: 5,
        },
        most_fen=2_000_000,
        most_points=100,
    )
