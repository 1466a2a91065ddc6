"""X-03: what colleagues write of a case after its data went is gone through again some days later."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs import retention
from models.accountability.tables import MatterCandidate
from models.accountability.words import MatterKind, TriggerKind
from models.cases.tables import Case
from models.conduct.actions.nominate import Nomination, nominate, withdraw_nomination
from models.conduct.tables import Reward
from models.conduct.words import RewardGround
from models.events.actions import SYSTEM, record
from models.events.queries import verify
from models.events.tables import Event
from models.personal.queries import written_later
from models.personal.rules.places import HELD
from models.rulebook.queries import retention_at
from models.rulebook.words import RewardKind
from tests.cast import Cast, meet
from tests.jobs.two_clocks import at_once
from tests.models.personal.expiring import NIGHT, begin, closed

DAY = timedelta(days=1)
SAID = "客户手机13700137000，处理得当"


def expired(session: Session, cast: Cast) -> Case:
    """A case that lost its data on NIGHT."""
    closed(cast)
    begin(cast)
    assert retention.expire(NIGHT).done == 1
    return session.scalars(select(Case)).one()


def praise(session: Session, case: Case) -> None:
    """A head nominates somebody the day after, names a telephone, and takes it back."""
    people = meet()
    wanted = Nomination(
        people.handler,
        RewardKind.COMMENDATION,
        RewardGround.PRAISE,
        SAID,
        case=session.get_one(Case, case.id),
    )
    reward = nominate(wanted, by=people.head, now=NIGHT + DAY)
    withdraw_nomination(reward, by=people.head, now=NIGHT + DAY)
    session.commit()


@pytest.mark.both_databases
def test_x03_later_words_lose_personal_data_some_days_after_the_change(session: Session, cast: Cast) -> None:
    """Once, by one of two clocks; what is written again is gone through again."""
    case = expired(session, cast)
    praise(session, case)
    assert [retention.go_through(NIGHT + n * DAY).done for n in (1, 14)] == [0, 0]
    session.commit()
    assert at_once(retention.go_through, NIGHT + 15 * DAY) == 1
    session.expire_all()
    assert session.scalars(select(Reward.reason)).one() == "客户手机【电话】，处理得当"
    assert session.scalars(select(Case.gone_through_at)).one() == NIGHT + 15 * DAY
    told = select(Event.facts).where(Event.kind == "case.gone_through")
    assert session.scalars(told).all() == [{"texts": 1}]
    assert retention.go_through(NIGHT + 16 * DAY).done == 0
    name = session.scalars(select(Case)).one().audit_name
    record("case.seen_again", name, by=SYSTEM, now=NIGHT + 17 * DAY, reason="客户又来电13700137000")
    session.commit()
    assert [retention.go_through(NIGHT + n * DAY).done for n in (30, 31, 32)] == [0, 1, 0]
    session.expire_all()
    said = select(Event.reason).where(Event.kind == "case.seen_again")
    assert (session.scalars(said).one(), verify().sound) == ("客户又来电【电话】", True)


@pytest.mark.both_databases
def test_x03_every_row_that_hangs_on_a_case_is_looked_for(session: Session, cast: Cast) -> None:
    """Night after night, whatever the trail calls it by."""
    for place in HELD.values():
        if place.called:
            record("x.changed", f"{place.called.partition(':')[0]}:7", by=SYSTEM, now=NIGHT)
    session.commit()
    assert [written_later(retention_at(NIGHT), NIGHT + n * DAY) for n in (14, 15, 16)] == [[], [], []]


def test_x03_later_words_stay_while_something_keeps_the_case(session: Session, cast: Cast) -> None:
    """A matter that was opened since needs them; by day nothing is gone through."""
    case = expired(session, cast)
    praise(session, case)
    found = MatterCandidate(
        source=TriggerKind.BY_HAND,
        kind=MatterKind.DELAY,
        about=case.audit_name,
        case_id=case.id,
        department_id=case.lead_department_id,
        conduct_on=NIGHT.date(),
        text="拖延",
        found_at=NIGHT + DAY,
        dedupe="x",
    )
    session.add(found)
    session.commit()
    night = NIGHT + 15 * DAY
    assert retention.go_through(night).done == 0
    session.delete(found)
    session.commit()
    assert [retention.go_through(at).done for at in (night + timedelta(hours=8), night)] == [0, 1]
