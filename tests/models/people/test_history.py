"""The house as it was on a day: postings, heads and the tree, kept by what moves people (A-01, A-04)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from models.clock import SHANGHAI
from models.db import db
from models.people import actions
from models.people.actions import DepartmentDetails, Details
from models.people.queries import department_on, head_on, heads_above_on, organisation_on, reports_on
from models.people.tables import Department, Headship, Placement, Posting, Staff
from tests.cast import Cast, department

pytestmark = pytest.mark.usefixtures("session")
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
TODAY = date(2026, 11, 23)
BEGINNING = date(2026, 1, 5)
ONE = timedelta(days=1)


def move(person: Staff, code: str, by: Staff, now: datetime = NOW) -> None:
    details = Details(person.name, person.name_en, department(code), person.title_zh, person.title_en)
    actions.change_staff(person, replace(details, email=person.email), by=by, now=now)


def postings(person: Staff) -> Sequence[tuple[str, date, date | None]]:
    codes = dict(db.session.execute(select(Department.id, Department.code)).all())
    found = select(Posting).where(Posting.staff_id == person.id).order_by(Posting.from_on)
    return [(codes[row.department_id], row.from_on, row.until_on) for row in db.session.scalars(found)]


def heads(of: Department) -> Sequence[tuple[int, date, date | None]]:
    found = select(Headship).where(Headship.department_id == of.id).order_by(Headship.from_on)
    return [(row.staff_id, row.from_on, row.until_on) for row in db.session.scalars(found)]


def places(of: Department) -> Sequence[tuple[int | None, date, date | None]]:
    found = select(Placement).where(Placement.department_id == of.id).order_by(Placement.from_on)
    return [(row.parent_id, row.from_on, row.until_on) for row in db.session.scalars(found)]


@pytest.mark.both_databases
def test_a04_who_moves_belonged_elsewhere_before(cast: Cast) -> None:
    person = cast.handler
    move(person, "KF", cast.hr)
    assert postings(person) == [("JS", date(2020, 1, 6), TODAY), ("KF", TODAY, None)]
    assert department_on(person.id, TODAY - ONE) == department("JS").id
    assert department_on(person.id, TODAY) == department("KF").id
    assert department_on(person.id, date(2020, 1, 5)) is None
    assert heads_above_on(person.id, TODAY - ONE) == [cast.head.id]
    assert heads_above_on(person.id, TODAY) == []
    assert reports_on(cast.head.id, TODAY - ONE) == {person.id}
    assert reports_on(cast.head.id, TODAY) == set()


def test_a04_two_moves_on_a_day_leave_the_second_and_none_where_it_goes_back(cast: Cast) -> None:
    person = cast.handler
    move(person, "KF", cast.hr)
    move(person, "SC", cast.hr)
    assert postings(person) == [("JS", date(2020, 1, 6), TODAY), ("SC", TODAY, None)]
    move(person, "JS", cast.hr)
    assert postings(person) == [("JS", date(2020, 1, 6), None)]


def test_a04_who_leaves_belongs_nowhere_after_the_last_day(cast: Cast) -> None:
    person = cast.plain
    actions.leave(person, TODAY + 7 * ONE, by=cast.hr, now=NOW)
    move(person, "SC", cast.hr, NOW + 2 * ONE)
    end = TODAY + 8 * ONE
    assert postings(person) == [
        ("YY", date(2020, 1, 6), TODAY + 2 * ONE),
        ("SC", TODAY + 2 * ONE, end),
    ]
    assert department_on(person.id, end - ONE) == department("SC").id
    assert department_on(person.id, end) is None
    assert not organisation_on(end).works(person.id)
    actions.take_back(person, by=cast.hr, now=NOW + 3 * ONE)
    assert postings(person)[-1] == ("SC", TODAY + 2 * ONE, None)


def test_a04_a_last_day_that_has_passed_takes_later_postings_away(cast: Cast) -> None:
    person = cast.plain
    move(person, "SC", cast.hr)
    actions.leave(person, TODAY - 3 * ONE, by=cast.hr, now=NOW)
    assert postings(person) == [("YY", date(2020, 1, 6), TODAY - 2 * ONE)]
    actions.take_back(person, by=cast.hr, now=NOW + ONE)
    assert postings(person) == [("YY", date(2020, 1, 6), TODAY + ONE), ("SC", TODAY + ONE, None)]


@pytest.mark.both_databases
def test_a04_heads_follow_each_other(cast: Cast) -> None:
    js = department("JS")
    assert heads(js) == [(cast.head.id, BEGINNING, None)]
    actions.set_head(js, cast.handler, by=cast.hr, now=NOW)
    assert heads(js) == [(cast.head.id, BEGINNING, TODAY), (cast.handler.id, TODAY, None)]
    actions.set_head(js, cast.head, by=cast.hr, now=NOW)
    assert heads(js) == [(cast.head.id, BEGINNING, None)]
    actions.set_head(js, None, by=cast.hr, now=NOW + ONE)
    assert heads(js) == [(cast.head.id, BEGINNING, TODAY + ONE)]
    assert (head_on(js.id, TODAY), head_on(js.id, TODAY + ONE)) == (cast.head.id, None)
    actions.set_head(js, cast.head, by=cast.hr, now=NOW + ONE)
    assert heads(js) == [(cast.head.id, BEGINNING, None)]
    actions.set_head(js, None, by=cast.hr, now=NOW + ONE)
    actions.set_head(js, cast.handler, by=cast.hr, now=NOW + 2 * ONE)
    assert [line[0] for line in heads(js)] == [cast.head.id, cast.handler.id]


def test_a04_a_department_moves_in_the_tree_and_closes(cast: Cast) -> None:
    store = department("MD1")
    under = DepartmentDetails(store.name_zh, store.name_en, parent=department("JS"))
    actions.change_department(store, under, by=cast.hr, now=NOW)
    assert places(store) == [(None, BEGINNING, TODAY), (department("JS").id, TODAY, None)]
    assert heads_above_on(cast.store.id, TODAY - ONE) == []
    assert heads_above_on(cast.store.id, TODAY) == [cast.head.id]
    empty = actions.add_department(DepartmentDetails("新部", "New"), code="NEW", by=cast.hr, now=NOW)
    actions.set_head(empty, cast.head, by=cast.hr, now=NOW)
    actions.close_department(empty, by=cast.hr, now=NOW + ONE)
    assert places(empty) == [(None, TODAY, TODAY + ONE)]
    assert heads(empty) == [(cast.head.id, TODAY, TODAY + ONE)]
