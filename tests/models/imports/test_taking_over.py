"""V-09: what lines become: cases with their origin, due times or end, their customers, the trail."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.cases import actions as cases
from models.cases.queries import Filters, find, listing
from models.cases.tables import Case, Contact, DueTime, Origin
from models.cases.words import Channel, Closing, ContactMeans, DueKind, Kind, State
from models.customers.tables import Customer
from models.events.queries import history, verify
from models.events.tables import Event
from models.files.storage import Store
from models.files.tables import StoredFile
from models.imports import actions
from models.imports.queries import first_and_last, numbers_given
from models.imports.tables import ImportRow
from models.imports.words import ImportState
from models.outbox.actions import note_outlet
from models.outbox.tables import Means, Notice, OutboxMessage
from models.revisits.queries.due import answered_without_revisit, closed_without_lasting
from models.rulebook.queries import rules_of
from tests.cast import Cast, department
from tests.models.cases.making import new
from tests.models.imports.making import SOURCE, handed_in, imported, worked_on
from tests.models.imports.sheets import CLOSED, HEADERS, OPEN, separated, table
from tests.moments import MONDAY
from tests.story.products import list_products

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


def test_m_03_a_product_by_what_customers_call_it(session: Session, cast: Cast, store: Store) -> None:
    """V-09: a line that says “网盘” is about the cloud drive, one that says nothing about none."""
    _fibre, cloud, _copper = list_products(cast.administrator, MONDAY)
    cloud_id = cloud.id
    lines = table(OPEN | {"产品": "网 盘"}, CLOSED, headers=(*HEADERS, "产品"))
    found = worked_on(handed_in(separated(lines), by=cast.agent, store=store), store=store)
    actions.start(found, skip_known=False, letters=False, by=cast.agent, now=MONDAY, seen=None)
    worked_on(found, store=store)
    assert [case_of(session, number).product_id for number in ("CRM-1", "CRM-2")] == [cloud_id, None]


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
    """Its category is kept. Reopened it waits for its triage, as an assigned complaint has a grade."""
    row = CLOSED | {"类型": "投诉", "类别": "网络故障"}
    imported(row, row | {"原系统编号": "G", "等级": "三级"}, by=cast.agent, store=store)
    ungraded, graded = case_of(session, "CRM-2"), case_of(session, "G")
    assert (ungraded.category, ungraded.grade, ungraded.lead_department_id) == ("network_fault", None, None)
    assert (graded.grade, graded.lead_department_id) == (3, department("JS").id)
    cases.reopen(graded, why="not_solved", by=cast.agent, now=MONDAY)
    assert graded.state is State.ASSIGNED
    cases.reopen(ungraded, why="not_solved", by=cast.agent, now=MONDAY)
    assert ungraded.state is State.NEW


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


def test_who_left_only_a_mobile_number_is_told_by_sms(session: Session, cast: Cast, store: Store) -> None:
    """V-09, H-01, R-02: in the hours in which customers are contacted; a landline hears nothing."""
    note_outlet(Means.SMS, open=True, countries=["86"])
    mobile = OPEN | {"原系统编号": "M", "电话": "13600136000", "邮箱": ""}
    landline = OPEN | {"原系统编号": "L", "电话": "021-66668888", "邮箱": ""}
    found = imported(OPEN, mobile, landline, by=cast.agent, store=store, letters=True)
    sent = session.execute(select(OutboxMessage.means, OutboxMessage.to_address).order_by(OutboxMessage.id))
    assert sent.all() == [(Means.EMAIL, "zhao@example.com"), (Means.SMS, "+8613600136000")]
    assert found.mailable == 2
    means = session.scalars(select(Contact.means).order_by(Contact.id)).all()
    assert means == [ContactMeans.EMAIL, ContactMeans.SMS]


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
