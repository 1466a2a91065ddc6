"""Rewards on their way, made by the actions that make them in life."""

from datetime import datetime

from models.conduct import actions
from models.conduct.actions import Check, Nomination
from models.conduct.tables import Reward
from models.conduct.words import RewardGround
from models.people.tables import Department, Staff
from models.rulebook.words import RewardKind
from tests.cast import Cast
from tests.moments import MONDAY

MONEY = (RewardKind.BONUS, RewardKind.TEAM_FUND)


def nominated(
    holder: Staff | Department,
    by: Staff,
    kind: RewardKind = RewardKind.BONUS,
    fen: int | None = None,
    now: datetime = MONDAY,
) -> Reward:
    """A nomination that HR is to check."""
    amount = fen if fen is not None else 50_000 if kind in MONEY else 0
    wanted = Nomination(holder, kind, RewardGround.HARD_CASE, "连夜抢修，用户次日来电致谢", amount)
    return actions.nominate(wanted, by=by, now=now)


def checked(reward: Reward, by: Staff, fen: int | None = None, now: datetime = MONDAY) -> Reward:
    """HR passed it on."""
    amount = reward.amount_fen if fen is None else fen
    return actions.check_reward(reward, Check(reward.kind, "连夜抢修，急用户所急", amount), by=by, now=now)


def announced(
    holder: Staff | Department, cast: Cast, kind: RewardKind | None = None, now: datetime = MONDAY
) -> Reward:
    """A bonus of a person of technical operations, or a fund of a department, that everybody knows of."""
    usual = RewardKind.BONUS if isinstance(holder, Staff) else RewardKind.TEAM_FUND
    reward = checked(nominated(holder, cast.agent, kind or usual, now=now), cast.hr, now=now)
    approver = cast.head if isinstance(holder, Staff) else cast.leader
    actions.approve_reward(reward, by=approver, now=now)
    return actions.announce_reward(reward, by=cast.hr, now=now)
