"""W-04: grants are checked, whoever goes loses every share, and what follows is sealed to those who stay."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import Invalid, NotAllowed
from models.events.actions import SYSTEM
from models.hotline.actions.check import check_reports, end_keeper, take_back
from models.hotline.actions.mend import mend
from models.hotline.actions.readers import add_reader, free_keepers, hand_over, recuse
from models.hotline.actions.steps import confirm_involved
from models.hotline.actions.texts import add_message
from models.hotline.queries.changes import changed_shares, ended_keepers
from models.hotline.queries.inbox import inbox
from models.hotline.queries.keepers import keeper_of
from models.hotline.queries.opening import involved_in, open_with_code, readers_of
from models.hotline.queries.reading import read
from models.hotline.rules.access import Access
from models.hotline.tables import HotlineKeeper, HotlineShare, IdentityHalf
from models.people.actions import set_head
from models.people.tables import Staff
from tests.cast import Cast, department
from tests.models.hotline.making import (
    SECRET,
    VAULT,
    as_reader,
    desk,
    holder,
    readers,
    reported,
    row_of,
)
from tests.moments import MONDAY

LATER = MONDAY + timedelta(days=1)


def opened(person: Staff, receipt: object) -> Access:
    found = as_reader(person, receipt)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_w04_a_grant_to_whoever_is_named_is_refused(session: Session, cast: Cast) -> None:
    people = desk(cast)
    receipt = reported(people.one)
    giver = readers(receipt, people)[0]
    access = opened(giver, receipt)
    barred = keeper_of(people.one)
    assert barred is not None
    assert free_keepers(access, now=MONDAY) == []
    with pytest.raises(NotAllowed, match="conflict"):
        add_reader(access, barred.id, "帮忙看看", now=MONDAY)


@pytest.mark.both_databases
def test_w04_whoever_is_taken_off_reads_nothing_that_follows(session: Session, cast: Cast) -> None:
    people = desk(cast)
    receipt = reported(cast.handler)
    gone, stays = readers(receipt, people)[:2]
    before = opened(gone, receipt)
    recuse(before, holder(gone), "我与他是同学", now=MONDAY)
    assert as_reader(gone, receipt) is None
    add_message(open_with_code(str(receipt.code), vault=VAULT), "还有一张照片", now=MONDAY)
    assert [entry.content.text for entry in read(before).entries if entry.content.text] == [
        SECRET,
        "我与他是同学",
    ]
    texts = [entry.content.text for entry in read(opened(stays, receipt)).entries if entry.content.text]
    assert texts == [SECRET, "我与他是同学", "还有一张照片"]
    held = select(HotlineShare).join(HotlineKeeper).where(HotlineKeeper.staff_id == gone.id)
    assert session.scalars(held).all() == []


def test_w04_the_last_reader_hands_over_instead_of_leaving(session: Session, cast: Cast) -> None:
    people = desk(cast)
    receipt = reported(cast.handler)
    for person in readers(receipt, people)[:2]:
        recuse(opened(person, receipt), holder(person), "冲突", now=MONDAY)
    (last,) = readers(receipt, people)
    access = opened(last, receipt)
    with pytest.raises(Invalid, match="last_reader"):
        recuse(access, holder(last), "冲突", now=MONDAY)
    to = free_keepers(access, now=MONDAY)[0]
    hand_over(access, holder(last), to.id, "休产假", now=MONDAY)
    assert readers(receipt, people) == [to.staff]
    assert SECRET in [entry.content.text for entry in read(opened(to.staff, receipt)).entries]


def test_w04_when_the_house_changes_the_share_goes_at_once_and_without_a_key(
    session: Session, cast: Cast
) -> None:
    """The reader becomes the head of whoever is named; the next one who unlocks gives it to somebody free."""
    people = desk(cast)
    receipt = reported(cast.handler)
    (free,) = set(people) - set(readers(receipt, people))
    mover, other, third = readers(receipt, people)
    set_head(department("JS"), mover, by=SYSTEM, now=LATER)
    session.commit()
    assert as_reader(mover, receipt, LATER) is None  # at reading, before any job
    assert [take_back(share, now=LATER) for share in changed_shares(LATER)] == [True]
    assert mover not in readers(receipt, people)
    assert changed_shares(LATER) == []
    check_reports(holder(other, LATER), now=LATER)
    assert set(readers(receipt, people)) == {free, other, third}
    assert SECRET in [entry.content.text for entry in read(opened(free, receipt)).entries]
    assert row_of(receipt).needs_reader is False


def test_w04_a_change_that_means_nothing_costs_a_share_only_until_somebody_unlocks(
    session: Session, cast: Cast
) -> None:
    people = desk(cast)
    receipt = reported(people.one)
    mover, *others = readers(receipt, people)
    set_head(department("MD1"), mover, by=SYSTEM, now=LATER)
    session.commit()
    assert [take_back(share, now=LATER) for share in changed_shares(LATER)] == [True]
    assert set(readers(receipt, people)) == set(others)
    check_reports(holder(others[0], LATER), now=LATER)
    assert set(readers(receipt, people)) == {mover, *others}
    assert (row_of(receipt).needs_reader, changed_shares(LATER)) == (False, [])


def test_w04_where_nobody_else_is_free_enough_readers_are_enough(session: Session, cast: Cast) -> None:
    """Nobody is reminded day after day of a share that there is nobody to grant to."""
    people = desk(cast)
    receipt = reported(people.one)
    gone, *others = readers(receipt, people)
    set_head(department("ZB"), gone, by=SYSTEM, now=LATER)
    session.commit()
    assert [take_back(share, now=LATER) for share in changed_shares(LATER)] == [True]
    assert row_of(receipt).needs_reader is True
    check_reports(holder(others[0], LATER), now=LATER)
    assert (set(readers(receipt, people)), row_of(receipt).needs_reader) == (set(others), False)


def test_w04_whom_the_readers_named_is_barred_from_a_report_that_lost_them_all(
    session: Session, cast: Cast
) -> None:
    """The reporter named nobody; the readers did, and are gone: who is left is not let in by default."""
    people = desk(cast)
    receipt = reported()
    first, accused, other = readers(receipt, people)
    (free,) = set(people) - {first, accused, other}
    confirm_involved(opened(first, receipt), [accused.id], [], "", seen=row_of(receipt).version, now=MONDAY)
    check_reports(holder(first), now=MONDAY)
    assert set(readers(receipt, people)) == {first, other}
    for person in (first, other):
        keeper = keeper_of(person)
        assert keeper is not None
        end_keeper(keeper.id, now=MONDAY)
    mend(open_with_code(str(receipt.code), vault=VAULT), vault=VAULT, now=MONDAY)
    assert readers(receipt, people) == [free]
    assert involved_in(row_of(receipt), opened(free, receipt)).once_people == (accused.id,)


def test_w04_when_a_reader_says_who_is_involved_those_in_conflict_go(session: Session, cast: Cast) -> None:
    people = desk(cast)
    receipt = reported(text=SECRET)
    first, accused = readers(receipt, people)[:2]
    row = row_of(receipt)
    confirm_involved(opened(first, receipt), [accused.id], [], "", seen=row.version, now=MONDAY)
    check_reports(holder(first), now=MONDAY)
    assert accused not in readers(receipt, people)
    assert inbox(holder(accused), now=MONDAY) == []
    assert len(inbox(holder(first), now=MONDAY)) == 1


def test_w04_taking_a_name_off_lets_nobody_in(session: Session, cast: Cast) -> None:
    """A reader who is a friend of the accused could else take the name off and share the report with them."""
    people = desk(cast)
    receipt = reported(people.one)
    giver = readers(receipt, people)[0]
    accused = keeper_of(people.one)
    assert accused is not None
    for named in ([], [cast.handler.id]):
        seen = row_of(receipt).version
        confirm_involved(opened(giver, receipt), named, [], "", seen=seen, now=MONDAY)
        check_reports(holder(giver), now=MONDAY)
        access = opened(giver, receipt)
        assert people.one not in [each.staff for each in free_keepers(access, now=MONDAY)]
        with pytest.raises(NotAllowed, match="conflict"):
            add_reader(access, accused.id, "帮忙看看", now=MONDAY)
    said = involved_in(row_of(receipt), opened(giver, receipt))
    assert (said.people, said.once_people) == ((cast.handler.id,), (people.one.id,))


@pytest.mark.both_databases
def test_w04_leaving_the_role_ends_every_share(session: Session, cast: Cast) -> None:
    people = desk(cast)
    receipt = reported(cast.handler)
    gone = readers(receipt, people)[0]
    keeper = keeper_of(gone)
    assert keeper is not None
    gone.grants.clear()
    session.flush()
    assert ended_keepers(MONDAY) == [keeper.id]
    assert end_keeper(keeper.id, now=MONDAY) is True
    assert (keeper.state, keeper.private_sealed, keeper.recovery_sealed) == ("left", None, None)
    for rows in (HotlineShare, IdentityHalf):
        assert session.scalars(select(rows).where(rows.keeper_id == keeper.id)).all() == []
    assert end_keeper(keeper.id, now=MONDAY) is False


def test_w04_a_report_without_readers_gets_new_ones_when_its_reporter_comes_back(
    session: Session, cast: Cast
) -> None:
    people = desk(cast)
    receipt = reported(cast.handler)
    gone = readers(receipt, people)
    for person in gone:
        keeper = keeper_of(person)
        assert keeper is not None
        end_keeper(keeper.id, now=MONDAY)
    assert list(readers_of(row_of(receipt).id)) == []
    access = mend(open_with_code(str(receipt.code), vault=VAULT), vault=VAULT, now=MONDAY)
    (left,) = set(people) - set(gone)
    assert readers(receipt, people) == [left]
    assert [entry.content.text for entry in read(opened(left, receipt)).entries] == [SECRET]
    add_message(access, "有人吗", now=MONDAY)
    assert [entry.content.text for entry in read(opened(left, receipt)).entries] == [SECRET, "有人吗"]
