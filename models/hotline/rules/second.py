"""Which of a report's sealed texts wait for a second reader: summaries to be read, a reward to be granted.

The texts come in order, each with its place in the report. Pure (W-06, W-10).
"""

from collections.abc import Iterable

from models.hotline.rules.content import Content
from models.hotline.words import EntryKind

Texts = Iterable[tuple[int, Content]]
REWARD_SETTLED = frozenset({"reward_granted", "reward_refused"})
"""What ends the proposal of a reward."""


def unread_summaries(texts: Texts) -> dict[int, Content]:
    """Summaries that nobody has checked yet, by their place."""
    found: dict[int, Content] = {}
    for position, content in texts:
        if content.kind is EntryKind.SUMMARY:
            found[position] = content
        elif content.kind is EntryKind.SUMMARY_CHECK:
            found.pop(content.data["summary"], None)
    return found


def proposed_reward(texts: Texts) -> tuple[int, Content] | None:
    """The proposal that is neither granted nor refused, with its place: it holds `amount_fen`."""
    found = None
    for position, content in texts:
        what = content.data.get("what")
        if what == "reward_proposed":
            found = (position, content)
        elif what in REWARD_SETTLED:
            found = None
    return found


def waits_for(texts: Texts, staff_id: int) -> bool:
    """Whether a step of somebody else's waits for this reader."""
    own = list(texts)
    reward = proposed_reward(own)
    waiting = [*unread_summaries(own).values(), *([reward[1]] if reward is not None else [])]
    return any(content.staff_id != staff_id for content in waiting)
