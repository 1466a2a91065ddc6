"""Replays of a draft: counted part by part, each in a transaction of its own, by one process (RB-02).

A process that dies leaves its claim behind; when that runs out, another goes on after the last part kept.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import undefer

from jobs.job import Tally, each_apart, running, stopping, write
from models.amendments import actions
from models.amendments.queries.replay import (
    CHUNK,
    MOST_ATTEMPTS,
    Past,
    count_due_times,
    part,
    to_replay,
)
from models.amendments.rules.timeliness import Sums
from models.amendments.tables import Amendment, AmendmentReplay
from models.amendments.words import ReplayState
from models.db import db
from models.rulebook.document import parse
from models.rulebook.document.parse import fingerprint


def work_on_replays(now: datetime) -> Tally:
    """Carries out every replay that waits for the clock."""
    clock = running(now)
    return each_apart(to_replay(now), lambda replay_id: work_on(replay_id, now=clock), name="replays")


def work_on(replay_id: int, *, now: Callable[[], datetime], size: int = CHUNK) -> bool:
    """Part after part until it is done, or this process must end; whether it did any. Commits each part."""
    token = write(lambda: actions.claim_replay(replay_id, now=now()))
    if token is None:
        return False

    def end(state: ReplayState) -> bool:
        return write(lambda: actions.end_replay(replay_id, token, state, now=now()))

    found = db.session.get_one(AmendmentReplay, replay_id, populate_existing=True)
    if found.attempts > MOST_ATTEMPTS:
        return end(ReplayState.FAILED)
    draft = db.session.get_one(Amendment, found.amendment_id, options=[undefer(Amendment.document)])
    if not draft.live or fingerprint(draft.document) != found.digest:
        return end(ReplayState.DROPPED)
    rules, past, at = parse(draft.document), Past.of(found.since, found.until), found.asked_at
    sums, after, done = Sums.of(found.found), found.after_id, found.progress
    rows = count_due_times(past) if found.rows is None else found.rows
    while not stopping():
        some = part(rules, past, after=after, now=at, size=size)
        sums.add(some.played)
        after, done = max(after, some.last), done + some.count
        kept = {"rows": rows, "progress": done, "after_id": after, "found": sums.as_json()}
        if not write(lambda kept=kept: actions.keep_part(replay_id, token, now=now(), **kept)):  # type: ignore[misc]
            return False
        if some.count < size:
            return end(ReplayState.DONE)
    write(lambda: actions.give_replay_back(replay_id, token))
    return False
