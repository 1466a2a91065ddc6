"""Which of a report's sealed texts wait for a second reader: summaries to be read, a reward to be granted."""

from collections.abc import Iterable

from models.hotline.rules.content import Content
from models.hotline.words import EntryKind

REWARD_SETTLED = frozenset({"reward_granted", "reward_refused"})
"""What ends the proposal of a reward."""


def waits_for(texts: Iterable[tuple[int, Content]], staff_id: int) -> bool:
    """Whether a step of somebody else's waits for this reader. `texts` are the readers' own, in order, each
    with its place in the report (W-06, W-10)."""
    summaries: dict[int, int | None] = {}
    proposed_by: int | None = None
    proposed = False
    for position, content in texts:
        what = content.data.get("what")
        if content.kind is EntryKind.SUMMARY:
            summaries[position] = content.staff_id
        elif content.kind is EntryKind.SUMMARY_CHECK:
            summaries.pop(content.data["summary"], None)
        elif what == "reward_proposed":
            proposed, proposed_by = True, content.staff_id
        elif what in REWARD_SETTLED:
            proposed = False
    return any(by != staff_id for by in summaries.values()) or (proposed and proposed_by != staff_id)
