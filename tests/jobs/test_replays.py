"""A long replay is the clock's work: part by part, by one process at a time, safe to run twice (RB-02)."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from jobs.job import Tally, running, write
from jobs.replays import work_on, work_on_replays
from models.amendments import actions
from models.amendments.queries import open_amendment
from models.amendments.queries.replay import CLAIM, Past, count_due_times, replay
from models.amendments.rules.timeliness import Sums
from models.amendments.tables import Amendment, AmendmentReplay
from models.amendments.words import ReplayState, Section
from models.db import db
from models.errors import Invalid, NotAllowed
from models.rulebook.document import parse
from tests.cast import Cast
from tests.models.amendments.drafts import NOW, change
from tests.models.cases.making import answered

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
PAST = Past.of(FIRST, LAST)


@pytest.fixture
def draft(cast: Cast) -> Amendment:
    """A draft that makes two reviewed cases late."""
    for phone in ("+8613900139001", "+8613900139002"):
        answered(cast, NOW, phone=phone)
    draft = actions.start(by=cast.administrator, now=NOW)
    change(draft, Section.GRADES, "2", cast.administrator, review={"amount": 1, "unit": "working_minutes"})
    return draft


def ask(draft: Amendment, cast: Cast) -> int:
    asked = actions.ask_replay(draft, FIRST, LAST, by=cast.administrator, now=NOW)
    db.session.commit()
    return asked.id


def stored() -> AmendmentReplay:
    return db.session.scalars(select(AmendmentReplay).order_by(AmendmentReplay.id.desc())).first()  # type: ignore[return-value]


def test_rb02_part_by_part_it_comes_to_the_same(cast: Cast, draft: Amendment) -> None:
    whole = replay(parse(draft.document), PAST, now=NOW)
    replay_id, rows = ask(draft, cast), count_due_times(PAST)
    assert work_on(replay_id, now=running(NOW), size=3)
    found = stored()
    assert (found.state, found.progress, found.rows) == (ReplayState.DONE, rows, rows)
    assert Sums.of(found.found).replay() == whole
    assert whole.later == 2


def test_rb02_run_twice_it_is_done_once(cast: Cast, draft: Amendment) -> None:
    """The clock calls it again, and a process that took too long writes nothing any more."""
    replay_id = ask(draft, cast)
    token = write(lambda: actions.claim_replay(replay_id, now=NOW))
    assert token is not None
    assert work_on_replays(NOW) == Tally(), "another process has it"
    assert work_on_replays(NOW + 2 * CLAIM) == Tally(done=1)
    done = stored().found
    assert not write(lambda: actions.keep_part(replay_id, token, now=NOW, found={}))
    assert stored().found == done
    assert work_on_replays(NOW + 2 * CLAIM) == Tally()


def test_rb02_after_a_crash_another_process_goes_on(cast: Cast, draft: Amendment) -> None:
    """What was counted stays counted: nothing twice, nothing left out."""
    whole = replay(parse(draft.document), PAST, now=NOW)
    replay_id = ask(draft, cast)
    stop_after(replay_id, parts=2)
    assert 0 < stored().progress < count_due_times(PAST)
    assert work_on_replays(NOW + 2 * CLAIM) == Tally(done=1)
    assert Sums.of(stored().found).replay() == whole


def stop_after(replay_id: int, *, parts: int) -> None:
    """As a process that dies in its third part."""
    ticks = iter(range(parts + 1))

    def clock() -> datetime:
        next(ticks)
        return NOW

    with pytest.raises((StopIteration, RuntimeError)):
        work_on(replay_id, now=clock, size=2)
    db.session.rollback()


def test_rb02_a_draft_that_changes_meanwhile_ends_it(cast: Cast, draft: Amendment) -> None:
    replay_id = ask(draft, cast)
    held = open_amendment()
    assert held is not None
    change(held, Section.GRADES, "2", cast.administrator, review={"amount": 9, "unit": "working_days"})
    db.session.commit()
    assert work_on(replay_id, now=running(NOW))
    assert (stored().state, stored().found) == (ReplayState.DROPPED, {})


def test_rb02_asked_twice_it_is_one(cast: Cast, draft: Amendment) -> None:
    """Another period takes its place; who may not read drafts asks for none."""
    first = ask(draft, cast)
    assert ask(draft, cast) == first
    actions.ask_replay(draft, FIRST, FIRST, by=cast.leader, now=NOW)
    states = list(db.session.scalars(select(AmendmentReplay.state).order_by(AmendmentReplay.id)))
    assert states == [ReplayState.DROPPED, ReplayState.BUSY]
    with pytest.raises(NotAllowed):
        actions.ask_replay(draft, FIRST, LAST, by=cast.agent, now=NOW)
    with pytest.raises(Invalid):
        actions.ask_replay(draft, LAST, FIRST, by=cast.leader, now=NOW)
