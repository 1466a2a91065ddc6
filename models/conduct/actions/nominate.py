"""Somebody is nominated for a reward (C-04)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.cases.tables import Case
from models.clock import local, local_day
from models.conduct.actions.audience import tell
from models.conduct.queries.rewards import held, next_people
from models.conduct.rules.rewards import fault_of
from models.conduct.tables import Reward, RewardSuggestion
from models.conduct.words import RewardGround, RewardState, SuggestionState
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.ids import random_code
from models.people.tables import Department, Staff
from models.rulebook.queries import conduct_at, rules_at
from models.rulebook.words import RewardKind


@dataclass(frozen=True)
class Nomination:
    """Who is nominated for what. A case that who nominates may see; money in fen."""

    holder: Staff | Department
    kind: RewardKind
    ground: RewardGround
    reason: str
    amount_fen: int = 0
    case: Case | None = None
    suggestion: RewardSuggestion | None = None


def nominate(wanted: Nomination, *, by: Staff, now: datetime) -> Reward:
    """Nominates a person or department; a suggestion that it came from is taken. Tells who checks it.

    Records reward.nominated. Raises Invalid: ("reason", "required"), ("holder", "oneself") for oneself,
    ("holder", "holder_left") for who does not work here any more or a closed department, and what does not go
    together; WrongState where the suggestion was taken or dismissed meanwhile.
    """
    if not wanted.reason.strip():
        raise Invalid("reason", "required")
    holder, person = wanted.holder, isinstance(wanted.holder, Staff)
    if isinstance(holder, Staff):
        if holder.id == by.id:
            raise Invalid("holder", "oneself")
        if not holder.works_on(local_day(now)):
            raise Invalid("holder", "holder_left")
    elif not holder.open:
        raise Invalid("holder", "holder_left")
    rules = conduct_at(now).rewards
    given = rules.rules(wanted.kind)
    fault = fault_of(given, wanted.amount_fen, person=person)
    if fault is not None:
        raise Invalid(*fault)
    reward = Reward(
        number=random_code(12),
        kind=wanted.kind,
        ground=wanted.ground,
        staff=holder if isinstance(holder, Staff) else None,
        department=holder.department if isinstance(holder, Staff) else holder,
        case=wanted.case,
        reason=wanted.reason.strip(),
        amount_fen=wanted.amount_fen,
        points=given.points,
        due_at=rules_at(now).promise(rules.check, now).due_at,
        nominated_by=by,
        nominated_at=now,
    )
    db.session.add(reward)
    db.session.flush()
    reward.number = f"R{local(now).year}-{reward.id:04d}"
    db.session.flush()
    if wanted.suggestion is not None:
        _take(wanted.suggestion, reward, by=by, now=now)
    record(
        "reward.nominated",
        reward,
        by=by,
        now=now,
        reward_kind=reward.kind,
        ground=reward.ground,
        case=wanted.case.number if wanted.case else None,
        fen=reward.amount_fen or None,
        **whose(reward),
    )
    tell(next_people(reward, now), "reward_to_check", reward, now=now, but=by.id)
    return reward


def withdraw_nomination(reward: Reward, *, by: Staff, now: datetime) -> Reward:
    """Who nominated takes it back before it is decided. Records reward.withdrawn.

    Raises NotAllowed for others, WrongState when it is decided.
    """
    reward = held(reward)
    if reward.nominated_by_id != by.id:
        raise NotAllowed("reward")
    if reward.state not in (RewardState.NOMINATED, RewardState.CHECKED):
        raise WrongState("reward", reward.state.value)
    reward.state, reward.ended_at, reward.ended_by = RewardState.WITHDRAWN, now, by
    db.session.flush()
    record("reward.withdrawn", reward, by=by, now=now)
    return reward


def whose(reward: Reward) -> dict[str, Any]:
    """The fact of the trail that says who is rewarded."""
    return {"department": reward.department_id} if reward.staff_id is None else {"staff": reward.staff_id}


def _take(suggestion: RewardSuggestion, reward: Reward, *, by: Staff, now: datetime) -> None:
    db.session.refresh(suggestion, ["state"], with_for_update={"of": RewardSuggestion})
    if suggestion.state is not SuggestionState.OPEN:
        raise WrongState("suggestion", suggestion.state.value)
    suggestion.state, suggestion.reward_id = SuggestionState.TAKEN, reward.id
    suggestion.ended_by_id, suggestion.ended_at = by.id, now
    db.session.flush()
