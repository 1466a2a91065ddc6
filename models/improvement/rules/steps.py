"""Who may do what with an improvement item (K-02). Pure."""

from enum import StrEnum

from models.improvement.tables import ImprovementItem
from models.improvement.words import ItemSource, ItemState
from models.people.tables import Staff
from models.permissions import Permission


class ItemStep(StrEnum):
    """What can be done with an item."""

    TAKING_UP = "taking_up"
    DECLINING = "declining"
    CHANGE = "change"
    DONE = "done"
    CONCLUSION = "conclusion"
    REWARD = "reward"
    VOICE = "voice"


def item_steps(item: ImprovementItem, by: Staff) -> list[ItemStep]:
    """What this person may do next. Nobody takes up or judges a suggestion of their own."""
    steers = by.may(Permission.IMPROVEMENT_STEER)
    own = item.source is ItemSource.SUGGESTION and item.raised_by_id == by.id
    found: list[ItemStep] = []
    if item.state is ItemState.SUGGESTED and steers and not own:
        found += [ItemStep.TAKING_UP, ItemStep.DECLINING]
    if item.state is ItemState.OPEN and steers and not own:
        found.append(ItemStep.CHANGE)
    if item.state is ItemState.OPEN and (steers or item.owner_id == by.id):
        found.append(ItemStep.DONE)
    if item.state in (ItemState.SUGGESTED, ItemState.OPEN) and (steers or item.owner_id == by.id):
        found.append(ItemStep.VOICE)
    if item.state is ItemState.DONE and steers and not own:
        found.append(ItemStep.CONCLUSION)
    rewards = item.source is ItemSource.SUGGESTION and item.reward_id is None
    if item.state is ItemState.WORKED and steers and rewards and not own:
        found.append(ItemStep.REWARD)
    return found
