"""V-09: all or none, never twice, and by whom: what keeps lines from becoming cases."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobs.imports import work_on
from models.cases.tables import Case, Origin
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.files.storage import Store
from models.files.tables import StoredFile
from models.imports import actions
from models.imports.rules.limits import KEPT
from models.imports.tables import Import, ImportRow
from models.imports.words import Column, ImportState
from models.outbox.tables import Notice
from models.people.tables import Staff
from tests.cast import Cast
from tests.models.imports.making import SOURCE, checked, handed_in, imported, worked_on
from tests.models.imports.sheets import CLOSED, OPEN, separated, table, workbook
from tests.moments import MONDAY

pytestmark = pytest.mark.both_databases


def case_of(session: Session, number: str) -> Case:
    """The case that a number of the other system became."""
    return session.scalars(
        select(Case).join(Origin, Origin.case_id == Case.id).where(Origin.number == number)
    ).one()


def count(session: Session, entity: type[object]) -> int:
    return session.scalar(select(func.count()).select_from(entity)) or 0


def test_one_wrong_line_keeps_all_back(session: Session, cast: Cast, store: Store) -> None:
    """V-09: no partial import, not even by a form that was made elsewhere."""
    found = checked(OPEN, CLOSED | {"渠道": "信鸽"}, by=cast.agent, store=store)
    assert (found.state, found.faulty, found.open_rows) == (ImportState.CHECKED, 1, 1)
    with pytest.raises(Invalid) as refused:
        actions.start(found, skip_known=True, letters=False, by=cast.agent, now=MONDAY, seen=None)
    assert (refused.value.field, refused.value.why) == ("rows", "faulty")
    assert count(session, Case) == 0


def test_the_same_file_again(session: Session, cast: Cast, store: Store) -> None:
    """V-09: by its digest, under whatever name and of whatever source."""
    content = separated(table(OPEN))
    first = worked_on(handed_in(content, by=cast.agent, store=store), store=store)
    second = worked_on(handed_in(content, by=cast.second_agent, store=store, source="另一个"), store=store)
    for each in (first, second):
        assert each.state is ImportState.CHECKED
    actions.start(first, skip_known=False, letters=False, by=cast.agent, now=MONDAY, seen=None)
    worked_on(first, store=store)
    with pytest.raises(Invalid) as refused:
        actions.start(second, skip_known=False, letters=False, by=cast.agent, now=MONDAY, seen=None)
    assert refused.value.why == "imported_before"
    with pytest.raises(Invalid) as refused:
        handed_in(content, by=cast.second_agent, store=store, name="又一次.csv")
    assert (refused.value.field, refused.value.why) == ("file", "imported_before")
    assert count(session, Case) == 1


def test_the_same_numbers_in_another_file(session: Session, cast: Cast, store: Store) -> None:
    """V-09: already imported lines are named with their cases, and left out only where that is chosen."""
    imported(OPEN, by=cast.agent, store=store)
    again = checked(OPEN | {"客户原话": "改过的话"}, CLOSED, by=cast.agent, store=store, source="旧 客服系统")
    assert (again.source, again.faulty, again.known, again.to_import) == (SOURCE, 0, 1, 1)
    (row,) = session.scalars(select(ImportRow).where(ImportRow.known_case_id.is_not(None)))
    assert (row.line, row.known_case_id) == (2, case_of(session, "CRM-1").id)
    with pytest.raises(Invalid) as refused:
        actions.start(again, skip_known=False, letters=False, by=cast.agent, now=MONDAY, seen=None)
    assert (refused.value.field, refused.value.why) == ("skip_known", "known_rows")
    actions.start(again, skip_known=True, letters=False, by=cast.agent, now=MONDAY, seen=None)
    worked_on(again, store=store)
    assert again.state is ImportState.DONE
    assert count(session, Case) == 2
    assert case_of(session, "CRM-1").problem == OPEN["客户原话"]


def test_nothing_left(session: Session, cast: Cast, store: Store) -> None:
    imported(OPEN, by=cast.agent, store=store)
    again = checked(OPEN | {"客户姓名": "赵女士"}, by=cast.agent, store=store)
    with pytest.raises(Invalid) as refused:
        actions.start(again, skip_known=True, letters=False, by=cast.agent, now=MONDAY, seen=None)
    assert (refused.value.field, refused.value.why) == ("rows", "nothing_left")


def test_the_same_number_of_another_system_is_another_case(
    session: Session, cast: Cast, store: Store
) -> None:
    imported(OPEN, by=cast.agent, store=store)
    imported(OPEN | {"客户姓名": "钱伟"}, by=cast.agent, store=store, source="合作方")
    assert count(session, Case) == 2


def test_brought_in_between_check_and_import(session: Session, cast: Cast, store: Store) -> None:
    """V-09: what another import made meanwhile is found in the last step; nothing is written."""
    first = checked(OPEN, CLOSED, by=cast.agent, store=store)
    second = checked(OPEN | {"客户姓名": "赵女士"}, by=cast.agent, store=store)
    for each in (first, second):
        actions.start(each, skip_known=False, letters=False, by=cast.agent, now=MONDAY, seen=None)
    worked_on(first, store=store)
    worked_on(second, store=store)
    assert (first.state, second.state) == (ImportState.DONE, ImportState.CHECKED)
    assert (second.known, second.to_import, second.started_at) == (1, 0, None)
    assert count(session, Case) == 2
    assert max(session.scalars(select(Case.number))) == "HY-20261123-0002"


def test_columns_chosen_once_are_remembered(session: Session, cast: Cast, store: Store) -> None:
    """V-09: unknown headers are chosen by a person; the next file of the same source needs no choice."""
    headers = ("流水X", "啥时候", "打哪来", "类型", "客户原话", "电话")
    row = dict(zip(headers, ("Z-1", "2026-11-20", "热线", "咨询", "问套餐", "13812345678"), strict=True))
    found = worked_on(
        handed_in(separated(table(row, headers=headers)), by=cast.agent, store=store), store=store
    )
    assert (found.state, found.columns) == (
        ImportState.CHOOSING, {"3": "kind", "4": "problem", "5": "phone"},
    )  # fmt: skip
    choice = {
        0: Column.EXTERNAL, 1: Column.RECEIVED, 2: Column.CHANNEL, 3: Column.KIND, 4: Column.PROBLEM,
        5: Column.PHONE,
    }  # fmt: skip
    actions.choose_columns(found, choice, by=cast.agent, now=MONDAY, seen=found.version)
    worked_on(found, store=store)
    assert (found.state, found.faulty, found.to_import) == (ImportState.CHECKED, 0, 1)
    actions.start(found, skip_known=False, letters=False, by=cast.agent, now=MONDAY, seen=None)
    worked_on(found, store=store)
    next_one = handed_in(
        separated(table(row | {"流水X": "Z-2"}, headers=headers)), by=cast.agent, store=store
    )
    worked_on(next_one, store=store)
    assert (next_one.state, next_one.columns) == (ImportState.CHECKED, found.columns)


def test_two_people_at_one_import(session: Session, cast: Cast, store: Store) -> None:
    """V-09, H-07: nobody starts what another has changed since it was read."""
    found = checked(OPEN, by=cast.agent, store=store)
    seen = found.version
    choice = {int(place): Column(column) for place, column in found.columns.items()}
    actions.choose_columns(found, choice, by=cast.second_agent, now=MONDAY, seen=seen)
    worked_on(found, store=store)
    with pytest.raises(Stale):
        actions.start(found, skip_known=False, letters=False, by=cast.agent, now=MONDAY, seen=seen)


def test_called_off(session: Session, cast: Cast, store: Store) -> None:
    """V-09: at any time before it is done; lines and file are forgotten, and the clock lets it be."""
    waiting = handed_in(separated(table(OPEN)), by=cast.agent, store=store)
    started = checked(CLOSED, by=cast.agent, store=store)
    actions.start(started, skip_known=False, letters=False, by=cast.agent, now=MONDAY, seen=None)
    for found in (waiting, started):
        actions.cancel(found, by=cast.second_agent, now=MONDAY)
        worked_on(found, store=store)
        assert (found.state, found.file_id) == (ImportState.CANCELLED, None)
        with pytest.raises(WrongState):
            actions.cancel(found, by=cast.agent, now=MONDAY)
    assert count(session, ImportRow) == count(session, Case) == 0


def test_a_file_that_nobody_imports_is_forgotten(session: Session, cast: Cast, store: Store) -> None:
    """V-09, X-03: after the days that it is kept; what is done or new stays."""
    from flask import current_app

    from jobs.tidy import sweep_imports

    old = checked(OPEN, by=cast.agent, store=store)
    done = imported(CLOSED, by=cast.agent, store=store)
    session.execute(Import.__table__.update().values(changed_at=MONDAY - KEPT - timedelta(minutes=1)))
    fresh = checked(OPEN | {"客户姓名": "新"}, by=cast.agent, store=store)
    session.commit()
    with current_app.app_context():
        assert sweep_imports(MONDAY).done == 1
        assert sweep_imports(MONDAY).done == 0
    session.expire_all()
    assert [each.state for each in (old, done, fresh)] == [
        ImportState.CANCELLED, ImportState.DONE, ImportState.CHECKED,
    ]  # fmt: skip
    assert old.trouble == "expired"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.xlsm", b"x", "macros"),
        ("a.xls", b"x", "old_or_locked"),
        ("a.pdf", b"x", "kind_not_taken"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"x" * (20 * 1024 * 1024 + 1), "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_refused_at_the_door(
    session: Session, cast: Cast, store: Store, name: str, content: bytes, why: str
) -> None:
    """V-09: macros, old kinds, nothing, too much."""
    with pytest.raises(Invalid) as refused:
        handed_in(content, by=cast.agent, store=store, name=name)
    assert (refused.value.field, refused.value.why) == ("file", why)
    assert count(session, Import) == count(session, StoredFile) == 0


def test_a_file_that_cannot_be_read(session: Session, cast: Cast, store: Store) -> None:
    """V-09: what is found when it is read is said on its page and under the bell."""
    content = workbook(table(OPEN))[:300]
    found = worked_on(handed_in(content, by=cast.agent, store=store, name="断.xlsx"), store=store)
    assert (found.state, found.trouble, found.file_id) == (ImportState.REFUSED, "broken", None)
    (notice,) = session.scalars(select(Notice))
    assert (notice.staff_id, notice.kind) == (cast.agent.id, "import_refused")


def test_only_who_may_import(session: Session, cast: Cast, store: Store) -> None:
    """V-09, X-01: customer service; not the administrator, who sees no customer."""
    for person in (cast.administrator, cast.handler, cast.store, cast.plain):
        with pytest.raises(NotAllowed):
            handed_in(separated(table(OPEN)), by=person, store=store)
    found = checked(OPEN, by=cast.agent, store=store)
    stranger: Staff = cast.head
    for act in (
        lambda: actions.start(found, skip_known=False, letters=False, by=stranger, now=MONDAY, seen=None),
        lambda: actions.choose_columns(found, {}, by=stranger, now=MONDAY, seen=None),
        lambda: actions.cancel(found, by=stranger, now=MONDAY),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_sent_twice_it_is_one_import(session: Session, cast: Cast, store: Store) -> None:
    from io import BytesIO

    content = separated(table(OPEN))
    first, second = (
        actions.add_import(
            BytesIO(content), "a.csv", source="S", submission="AB12", store=store, by=cast.agent, now=MONDAY
        )
        for _ in range(2)
    )
    assert first.id == second.id
    assert count(session, Import) == 1


def test_the_file_is_gone(session: Session, cast: Cast, store: Store) -> None:
    found = handed_in(separated(table(OPEN)), by=cast.agent, store=store)
    (file,) = session.scalars(select(StoredFile))
    store.remove(file.key)
    session.commit()
    work_on(found.id, store=store, now=lambda: MONDAY)
    session.expire_all()
    again = session.get_one(Import, found.id)
    assert (again.state, again.trouble) == (ImportState.REFUSED, "file_lost")
