"""What comes after its time is too late, whether or not the clock has noted it (A-03)."""

from datetime import timedelta

import pytest

from models.accountability import actions, queries
from models.accountability.queries.clocks import last_moment
from models.accountability.rules.due_process import Verb
from models.accountability.tables import Matter
from models.accountability.words import MatterState, StepEnding
from models.clock import local_day
from models.db import db
from models.errors import Invalid, WrongState
from tests.cast import Cast
from tests.models.accountability.making import bench, to
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
MINUTE = timedelta(minutes=1)


def running(matter: Matter) -> timedelta:
    """How long after Monday's first moment the time that runs is over."""
    (step,) = [each for each in matter.steps if each.running]
    return step.due_at - MONDAY


@pytest.mark.parametrize("state", [MatterState.NOTIFIED, MatterState.DELIVERED], ids=["statement", "appeal"])
def test_a03_a_word_counts_until_its_time_is_over_and_not_after(cast: Cast, state: MatterState) -> None:
    """A-03: judged by the due time itself; the clock may run an hour later."""
    people = bench(cast)
    early, late = to(state, people), to(state, people)
    say = actions.make_statement if state is MatterState.NOTIFIED else actions.appeal
    verb = Verb.STATE if state is MatterState.NOTIFIED else Verb.APPEAL
    over = MONDAY + running(late)
    for moment, theirs in ((over - MINUTE, (verb,)), (over, ())):
        assert queries.standing(late, people.person, local_day(moment), now=moment).verbs == theirs
    with pytest.raises(Invalid, match="time_over"), db.session.begin_nested():
        say(late, "当时正在处理另一工单。", by=people.person, now=over, seen=None)
    db.session.expire_all()
    assert late.state is state
    early = say(early, "当时正在处理另一工单。", by=people.person, now=over - MINUTE, seen=None)
    assert early.state is not state
    assert actions.pass_time(late.id, now=over)
    assert StepEnding.LAPSED in {each.ending for each in late.steps}


def test_a03_nothing_is_decided_once_the_longest_time_is_over(cast: Cast) -> None:
    """A-03: the matter has lapsed by then, whoever is quicker than the clock."""
    people = bench(cast)
    matter = to(MatterState.PROPOSED, people)
    over = last_moment(matter)
    assert not queries.standing(matter, people.decider, local_day(over), now=over).verbs
    with pytest.raises(WrongState, match="lapsed"), db.session.begin_nested():
        actions.decide(matter, "同意。", by=people.decider, now=over, seen=None)
    db.session.expire_all()
    assert actions.lapse(matter.id, now=over)
    assert (matter.state, matter.decision) == (MatterState.LAPSED, None)
