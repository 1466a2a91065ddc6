"""What came of an improvement is stated as far as the figures go; who suggested it is nominated (K-02)."""

from datetime import datetime

from models.conduct.actions import Nomination, nominate
from models.conduct.tables import Reward
from models.conduct.words import RewardGround
from models.db import db
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import record
from models.improvement.queries import effect_of, held
from models.improvement.rules.steps import ItemStep, item_steps
from models.improvement.tables import ImprovementItem
from models.improvement.words import ItemState
from models.outbox.actions import notify_all
from models.people.tables import Staff
from models.rulebook.words import RewardKind


def conclude(
    item: ImprovementItem, finding: str, *, worked: bool, by: Staff, now: datetime, seen: int | None
) -> ImprovementItem:
    """States whether it worked, keeps the figures as they are now, and tells who raised and who owns it.

    That it worked is said only where the figures show it, when there are any: the interval of the ratio lies
    below one. Records improvement.concluded. Raises NotAllowed, WrongState, Stale; Invalid ("finding",
    "required"), ("worked", "too_early") in the first two weeks, ("worked", "not_shown").
    """
    if not finding.strip():
        raise Invalid("finding", "required")
    item = held(item)
    if item.state is not ItemState.DONE:
        raise WrongState("improvement", item.state.value)
    if ItemStep.CONCLUSION not in item_steps(item, by):
        raise NotAllowed("improvement")
    item.expect(seen)
    found = effect_of(item, now)
    if found is not None and found.early:
        raise Invalid("worked", "too_early")
    if worked and found is not None and not found.fell:
        raise Invalid("worked", "not_shown")
    item.state = ItemState.WORKED if worked else ItemState.NOT_SHOWN
    item.finding, item.ended_at, item.ended_by_id = finding.strip(), now, by.id
    if found is not None:
        item.cases_before, item.weeks_before = found.cases_before, found.weeks_before
        item.cases_after, item.weeks_after = found.cases_after, found.weeks_after
        item.ratio, item.ratio_low, item.ratio_high = found.ratio, found.low, found.high
    item.version += 1
    db.session.flush()
    record("improvement.concluded", item, by=by, now=now, worked=worked)
    people = {item.raised_by_id, item.owner_id or item.raised_by_id} - {by.id}
    notify_all(sorted(people), "improvement_concluded", about=item.audit_name, now=now, facts={})
    return item


def nominate_who_suggested(item: ImprovementItem, *, by: Staff, now: datetime) -> Reward:
    """Nominates who made a suggestion that worked, for a commendation, which HR may change (C-04).

    Records improvement.rewarded beside what `nominate` records. Raises NotAllowed, WrongState, and what
    `nominate` raises.
    """
    item = held(item)
    if item.state is not ItemState.WORKED or item.reward_id is not None:
        raise WrongState("improvement", item.state.value)
    if ItemStep.REWARD not in item_steps(item, by):
        raise NotAllowed("improvement")
    reason = f"{item.title}\n{item.finding}"
    wanted = Nomination(item.raised_by, RewardKind.COMMENDATION, RewardGround.IMPROVEMENT, reason)
    reward = nominate(wanted, by=by, now=now)
    item.reward = reward
    item.version += 1
    db.session.flush()
    record("improvement.rewarded", item, by=by, now=now, reward=reward.number)
    return reward
