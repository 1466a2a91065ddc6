"""A reward is checked by HR, approved by its amount, announced, or revoked (C-04)."""

from dataclasses import dataclass
from datetime import datetime

from models.conduct.actions.audience import tell
from models.conduct.actions.book import book, reverse_all
from models.conduct.actions.nominate import whose
from models.conduct.queries.rewards import held, next_people
from models.conduct.rules.rewards import fault_of
from models.conduct.tables import Reward
from models.conduct.words import EntryCause, RewardState
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.papers.actions import issue
from models.papers.actions import withdraw as void
from models.papers.document import Facts
from models.papers.queries import papers_about
from models.papers.words import PaperKind, PaperState
from models.people.roles import Role
from models.people.tables import Language, Staff
from models.rulebook.queries import conduct_at, rules_at
from models.rulebook.words import RewardKind


@dataclass(frozen=True)
class Check:
    """What HR makes of a nomination. `citation` is what will be announced; money in fen."""

    kind: RewardKind
    citation: str
    amount_fen: int = 0


def check_reward(reward: Reward, wanted: Check, *, by: Staff, now: datetime) -> Reward:
    """HR settles kind, amount and wording; the rules say how many points go with it, and who approves the
    amount. Tells them.

    Records reward.checked. Raises NotAllowed for whom it rewards or who nominated, WrongState, Invalid.
    """
    reward = _mine(reward, RewardState.NOMINATED, by=by, now=now)
    if not wanted.citation.strip():
        raise Invalid("citation", "required")
    rules = conduct_at(now).rewards
    given = rules.rules(wanted.kind)
    fault = fault_of(given, wanted.amount_fen, person=reward.staff_id is not None)
    if fault is not None:
        raise Invalid(*fault)
    due_at = rules_at(now).promise(rules.approval, now).due_at
    reward.kind, reward.amount_fen, reward.points = wanted.kind, wanted.amount_fen, given.points
    reward.citation = wanted.citation.strip()
    reward.approver, reward.due_at = rules.approver(wanted.amount_fen), due_at
    reward.checked_by, reward.checked_at, reward.state = by, now, RewardState.CHECKED
    db.session.flush()
    record(
        "reward.checked",
        reward,
        by=by,
        now=now,
        reward_kind=reward.kind,
        fen=reward.amount_fen or None,
        points=reward.points,
        approver=reward.approver,
    )
    tell(next_people(reward, now), "reward_to_approve", reward, now=now, but=by.id)
    return reward


def approve_reward(reward: Reward, *, by: Staff, now: datetime) -> Reward:
    """Approves what was checked; HR announces it next, and is told. Records reward.approved.

    Raises NotAllowed for whom it rewards, who nominated or checked it, and where its amount is for others to
    approve; WrongState.
    """
    reward = _mine(reward, RewardState.CHECKED, by=by, now=now)
    reward.due_at = rules_at(now).promise(conduct_at(now).rewards.check, now).due_at
    reward.approved_by, reward.approved_at, reward.state = by, now, RewardState.APPROVED
    db.session.flush()
    record("reward.approved", reward, by=by, now=now, fen=reward.amount_fen or None)
    tell(next_people(reward, now), "reward_to_announce", reward, now=now, but=by.id)
    return reward


def refuse_reward(reward: Reward, reason: str, *, by: Staff, now: datetime) -> Reward:
    """HR or who approves says no, with a reason; who nominated is told. Records reward.refused.

    Raises NotAllowed, WrongState, Invalid("reason", "required").
    """
    reward = held(reward)
    if reward.state not in (RewardState.NOMINATED, RewardState.CHECKED):
        raise WrongState("reward", reward.state.value)
    if by.id not in next_people(reward, now):
        raise NotAllowed("reward")
    if not reason.strip():
        raise Invalid("reason", "required")
    reward.state, reward.ended_by, reward.ended_at = RewardState.REFUSED, by, now
    reward.ended_because = reason.strip()
    db.session.flush()
    record("reward.refused", reward, by=by, now=now)
    tell([reward.nominated_by_id, reward.checked_by_id], "reward_refused", reward, now=now, but=by.id)
    return reward


def announce_reward(reward: Reward, *, paper: Facts | None = None, by: Staff, now: datetime) -> Reward:
    """Announces an approved reward: it joins the honour roll and the person's file; its points are booked.

    Its paper is issued with what `paper` says: a certificate, a commendation, or a notice. Tells whom it
    rewards (of a department, its head) and who nominated. Records reward.announced, points.booked and
    paper.issued. Raises NotAllowed for others than HR and for whom it rewards, WrongState.
    """
    reward = _mine(reward, RewardState.APPROVED, by=by, now=now)
    reward.announced_by, reward.announced_at, reward.state = by, now, RewardState.ANNOUNCED
    db.session.flush()
    record(
        "reward.announced",
        reward,
        by=by,
        now=now,
        reward_kind=reward.kind,
        points=reward.points,
        **whose(reward),
    )
    if reward.points:
        book(reward.holder, reward.points, cause=EntryCause.REWARD, about=reward, by=by, now=now)
    if paper is not None:
        language = reward.staff.language if reward.staff else Language.ZH
        issue(paper_of(reward.kind), about=reward.audit_name, facts=paper, language=language, by=by, now=now)
    head = None if reward.staff_id is not None else reward.department.head_id
    tell([reward.staff_id, head], "reward_given", reward, now=now, but=by.id)
    if reward.nominated_by_id not in (reward.staff_id, head):
        tell([reward.nominated_by_id], "reward_announced", reward, now=now, but=by.id)
    return reward


def revoke_reward(reward: Reward, reason: str, *, by: Staff, now: datetime) -> Reward:
    """The leading group takes back what was approved or announced: it leaves the honour roll, its points are
    taken back by entries of their own, and what payroll was handed over is corrected in the next month.

    Tells whom it rewarded, if it was announced, and who nominated. Records reward.revoked. Raises NotAllowed
    for others and for whom it rewards, WrongState, Invalid("reason", "required").
    """
    reward = held(reward)
    if not may_revoke(reward, by):
        raise NotAllowed("reward")
    if reward.state not in (RewardState.APPROVED, RewardState.ANNOUNCED):
        raise WrongState("reward", reward.state.value)
    if not reason.strip():
        raise Invalid("reason", "required")
    told = reward.state is RewardState.ANNOUNCED
    reward.state, reward.ended_by, reward.ended_at = RewardState.REVOKED, by, now
    reward.ended_because = reason.strip()
    db.session.flush()
    record("reward.revoked", reward, by=by, now=now, points=reward.points, fen=reward.amount_fen or None)
    reverse_all(reward, reason, by=by, now=now)
    for paper in papers_about(reward.audit_name):
        if paper.state is PaperState.VALID:
            void(paper, by=by, now=now)
    head = reward.department.head_id if reward.staff_id is None else None
    people = [reward.nominated_by_id, *([reward.staff_id, head] if told else [])]
    tell(people, "reward_revoked", reward, now=now, but=by.id)
    return reward


def paper_of(kind: RewardKind) -> PaperKind:
    """Which paper goes with a kind of reward."""
    papers = {RewardKind.CERTIFICATE: PaperKind.CERTIFICATE, RewardKind.COMMENDATION: PaperKind.COMMENDATION}
    return papers.get(kind, PaperKind.CONDUCT_NOTICE)


def may_revoke(reward: Reward, by: Staff) -> bool:
    """Whether somebody may take a reward back; the leading group may, but for their own."""
    return Role.LEADING_GROUP in by.roles and by.id != reward.staff_id


def _mine(reward: Reward, state: RewardState, *, by: Staff, now: datetime) -> Reward:
    reward = held(reward)
    if reward.state is not state:
        raise WrongState("reward", reward.state.value)
    if by.id not in next_people(reward, now):
        raise NotAllowed("reward")
    return reward
