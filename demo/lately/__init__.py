"""What happened lately at the demo company, told by the actions that people use: money, help, posts, stores,
a regulator, people held to account, rewarded and trained.

The year before is written as rows (`demo/loading`); these few cases show what stands and waits right now.
"""

from demo.lately import (
    articles,
    departments,
    drive,
    improvement,
    lessons,
    matters,
    meetings,
    money,
    outside,
    retention,
    rewards,
    supervision,
    training,
    voices,
)
from demo.lately.stage import play
from demo.story import Company
from models.files.storage import Store

__all__ = ["tell_lately"]


def tell_lately(company: Company, *, store: Store) -> int:
    """Adds the late cases to a loaded company, none of it after its moment, with files in `store`; how many.
    The caller commits."""
    told = play(company, [*money.SCENES, *departments.SCENES, *voices.SCENES, *outside.SCENES, *drive.SCENES])
    play(
        company,
        [
            *rewards.SCENES,
            *matters.SCENES,
            *lessons.SCENES,
            *training.SCENES,
            *articles.SCENES,
            *improvement.SCENES,
            *meetings.SCENES,
            *retention.SCENES,
            *supervision.scenes(store),
        ],
    )
    return told
