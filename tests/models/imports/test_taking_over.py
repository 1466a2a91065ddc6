"""V-09: what lines become: cases with their origin, due times or end, their customers, the trail."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobs.imports import work_on
from models.cases import actions as cases
from models.cases.queries import Filters, find, listing
from models.cases.tables import Case, Contact, DueTime, Origin
from models.cases.words import Channel, Closing, DueKind, Kind, State
from models.customers.tables import Customer
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.events.queries import history, verify
from models.events.tables import Event
from models.files.storage import Store
from models.files.tables import StoredFile
from models.imports import actions
from models.imports.queries import first_and_last, numbers_given
from models.imports.rules.limits import KEPT
from models.imports.tables import Import, ImportRow
from models.imports.words import Column, ImportState
from models.outbox.tables import Notice, OutboxMessage
from models.people.tables import Staff
from models.revisits.queries.due import answered_without_revisit, closed_without_lasting
from models.rulebook.queries import rules_of
from tests.cast import Cast, department
from tests.models.cases.making import new
from tests.models.imports.making import SOURCE, checked, handed_in, imported, worked_on
from tests.models.imports.sheets import CLOSED, OPEN, separated, table, workbook
from tests.moments import MONDAY

pytestmark = pytest.mark.both_databases
SHANGHAI_DAY = "20261123"


def case_of(session: Session, number: str) -> Case:
    """The case that a number of the other system became."""
    return session.scalars(
        select(Case).join(Origin, Origin.case_id == Case.id).where(Origin.number == number)
    ).one()


def count(session: Session, entity: type[object]) -> int:
    return session.scalar(select(func.count()).select_from(entity)) or 0


def test_an_open_one(session: Session, cast: Cast, store: Store) -> None:
    """V-09: its number there and when it was received are kept; it waits for triage, due from now on."""
    found = imported(OPEN, by=cast.agent, store=store)
    case = case_of(session, "CRM-1")
    assert (found.state, found.open_rows, found.closed_rows) == (ImportState.DONE, 1, 0)
    assert (case.number, case.state, case.channel, case.kind) == (
        f"HY-{SHANGHAI_DAY}-0001", State.NEW, Channel.HOTLINE, Kind.COMPLAINT,
    )  # fmt: skip
    assert case.received_at == datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
    assert (case.category, case.grade, case.triaged_at, case.lead_department_id) == (
        "network_fault", 2, None, None,
    )  # fmt: skip
    assert (case.registered_by_id, case.title) == (cast.agent.id, "宽带每晚八点后断网，报修三次没有解决")
    assert case.suggestion["category"] == "network_fault"
    (due,) = session.scalars(select(DueTime))
    promise = rules_of(case.rulebook_id).first_response(Channel.HOTLINE, MONDAY)
    assert (due.case_id, due.kind, due.started_at, due.due_at) == (
        case.id, DueKind.FIRST_RESPONSE, MONDAY, promise.due_at,
    )  # fmt: skip
    assert due.next_notice_at is not None
    assert (case.due_at, case.due_kind) == (due.due_at, DueKind.FIRST_RESPONSE)
    loaded = find(cast.agent, case.number)
    assert loaded is not None
    assert loaded.origin is not None
    assert (loaded.origin.source, loaded.origin.number) == (SOURCE, "CRM-1")


def test_an_open_one_is_worked_on_like_any_other(session: Session, cast: Cast, store: Store) -> None:
    """V-09: triage, answer and revisit go their way; nothing of the import stands in it."""
    imported(OPEN, by=cast.agent, store=store)
    case = case_of(session, "CRM-1")
    from tests.models.cases.making import decision

    cases.triage(case, decision(), by=cast.agent, now=MONDAY, seen=None)
    cases.take(case, by=cast.handler, now=MONDAY, seen=None)
    assert (case.state, case.owner_id) == (State.HANDLING, cast.handler.id)


def test_a_closed_one(session: Session, cast: Cast, store: Store) -> None:
    """V-09: history with its state and closing date; nothing due, nobody asked, nobody written to."""
    imported(CLOSED | {"邮箱": "qian@example.com"}, by=cast.agent, store=store, letters=True)
    case = case_of(session, "CRM-2")
    assert (case.state, case.closing, case.closing_reason) == (
        State.CLOSED, Closing.ELSEWHERE, "已告知次月生效。",
    )  # fmt: skip
    assert case.closed_at == datetime(2025, 3, 9, 8, 0, tzinfo=UTC)
    assert (case.answered_at, case.due_at) == (None, None)
    assert case.lead_department_id == department("YY").id
    assert count(session, DueTime) == count(session, OutboxMessage) == count(session, Contact) == 0
    assert list(answered_without_revisit()) == []
    assert list(closed_without_lasting(MONDAY - timedelta(days=999))) == []


def test_a_closed_complaint_without_a_grade_has_no_department(
    session: Session, cast: Cast, store: Store
) -> None:
    """It could not be reopened, as an assigned complaint has a grade; its category is kept."""
    row = CLOSED | {"类型": "投诉", "类别": "网络故障"}
    imported(row, row | {"原系统编号": "G", "等级": "三级"}, by=cast.agent, store=store)
    ungraded, graded = case_of(session, "CRM-2"), case_of(session, "G")
    assert (ungraded.category, ungraded.grade, ungraded.lead_department_id) == ("network_fault", None, None)
    assert (graded.grade, graded.lead_department_id) == (3, department("JS").id)
    cases.reopen(graded, why="not_solved", by=cast.agent, now=MONDAY)
    assert graded.state is State.ASSIGNED
    with pytest.raises(WrongState):
        cases.reopen(ungraded, why="not_solved", by=cast.agent, now=MONDAY)


def test_nobody_is_written_to_unless_it_is_chosen(session: Session, cast: Cast, store: Store) -> None:
    """V-09: by default no customer hears of an import."""
    imported(OPEN, by=cast.agent, store=store)
    assert count(session, OutboxMessage) == 0


def test_customers_of_open_ones_can_be_told(session: Session, cast: Cast, store: Store) -> None:
    """V-09: chosen, those with an address get the number and the link, kept in the contact log (H-05)."""
    rows = [OPEN, OPEN | {"原系统编号": "no-mail", "邮箱": ""}, CLOSED | {"邮箱": "qian@example.com"}]
    found = imported(*rows, by=cast.agent, store=store, letters=True)
    (message,) = session.scalars(select(OutboxMessage))
    case = case_of(session, "CRM-1")
    assert (message.kind, message.to_address, message.about, found.mailable) == (
        "acknowledgement", "zhao@example.com", case.audit_name, 1,
    )  # fmt: skip
    (contact,) = session.scalars(select(Contact))
    assert (contact.case_id, contact.template, contact.message_id) == (
        case.id, "acknowledgement", message.id,
    )  # fmt: skip


def test_known_customers_are_recognised(session: Session, cast: Cast, store: Store) -> None:
    """V-09: by telephone, mail or account; gaps are filled, what is known is not overwritten."""
    before = new(phone="+8613812345678", email=None, name="赵玉兰")
    rows = [
        OPEN | {"客户姓名": "别人"},
        OPEN | {"原系统编号": "B", "电话": "", "邮箱": "zhao@example.com"},
        OPEN | {"原系统编号": "C", "电话": "13600136000", "邮箱": ""},
        OPEN | {"原系统编号": "D", "电话": "13600136000", "邮箱": "li@example.com", "客户姓名": "李想"},
    ]
    imported(*rows, by=cast.agent, store=store)
    assert {case_of(session, number).customer_id for number in ("CRM-1", "B")} == {before.customer_id}
    assert case_of(session, "C").customer_id == case_of(session, "D").customer_id != before.customer_id
    assert count(session, Customer) == 2
    known, added = session.scalars(select(Customer).order_by(Customer.id))
    assert (known.name, known.email) == ("赵玉兰", "zhao@example.com")
    assert (added.phone, added.email) == ("+8613600136000", "li@example.com")
    assert case_of(session, "CRM-1").contact_name == "别人"
    kinds = [event.kind for event in history(known.audit_name)]
    assert kinds == ["customer.added", "customer.completed"]
    assert [event.kind for event in history(added.audit_name)] == ["customer.added"]


def test_the_trail(session: Session, cast: Cast, store: Store) -> None:
    """V-09, X-02: who imported what; each case says what brought it; no customer's word is in it."""
    found = imported(OPEN, CLOSED, by=cast.agent, store=store)
    events = history(found.audit_name)
    assert [event.kind for event in events] == ["import.added", "import.started", "import.done"]
    assert events[-1].staff_id == cast.agent.id
    assert events[-1].facts == {"cases": 2, "open": 1, "closed": 1, "letters": 0, "left_out": 0}
    case = case_of(session, "CRM-2")
    (event,) = history(case.audit_name)
    assert (event.kind, event.staff_id) == ("case.imported", cast.agent.id)
    assert (event.facts["by_way_of"], event.facts["closed"]) == (found.audit_name, True)
    told = " ".join(str(event.facts) for event in session.scalars(select(Event)))
    assert not any(word in told for word in ("赵玉兰", "13812345678", "断网", "CRM-1"))
    assert verify().sound


def test_the_report(session: Session, cast: Cast, store: Store) -> None:
    """V-09: who, when, which file, how many, and the numbers given, which follow each other."""
    new()
    rows = [CLOSED | {"原系统编号": f"A-{n}"} for n in range(3)]
    found = imported(*rows, by=cast.agent, store=store)
    assert (found.started_by_id, found.ended_at, found.file_name, found.rows) == (
        cast.agent.id, MONDAY, "工单.csv", 3,
    )  # fmt: skip
    assert numbers_given(found) == [
        (line, f"A-{line - 2}", f"HY-{SHANGHAI_DAY}-{line:04}") for line in (2, 3, 4)
    ]
    assert first_and_last(found) == (f"HY-{SHANGHAI_DAY}-0002", f"HY-{SHANGHAI_DAY}-0004")


def test_what_the_file_said_is_forgotten(session: Session, cast: Cast, store: Store) -> None:
    """V-09, X-03: once the cases are there, neither lines nor file hold customers' data any more."""
    found = imported(OPEN, CLOSED, by=cast.agent, store=store)
    assert found.file_id is None
    assert [(row.cells, row.meaning) for row in session.scalars(select(ImportRow))] == [({}, {})] * 2
    assert count(session, StoredFile) == 1  # until the sweep of files, which finds it unreferenced


def test_customer_service_is_told_once(session: Session, cast: Cast, store: Store) -> None:
    """V-09: a notice for the import, none for each case."""
    imported(*[OPEN | {"原系统编号": f"A-{n}"} for n in range(30)], by=cast.agent, store=store)
    notices = session.scalars(select(Notice).order_by(Notice.id)).all()
    told = [(notice.staff_id, notice.kind) for notice in notices]
    assert sorted(told) == sorted(
        [
            (cast.agent.id, "import_checked"),
            (cast.agent.id, "import_done"),
            (cast.second_agent.id, "import_done"),
        ]
    )


def test_found_by_its_earlier_number(session: Session, cast: Cast, store: Store) -> None:
    """V-09: customers call with the number that they were given there."""
    imported(OPEN, CLOSED, by=cast.agent, store=store)
    found = listing(cast.agent, Filters(text="CRM-2"), now=MONDAY)
    assert [case.id for case in found.rows] == [case_of(session, "CRM-2").id]


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
    assert max(session.scalars(select(Case.number))) == f"HY-{SHANGHAI_DAY}-0002"


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
