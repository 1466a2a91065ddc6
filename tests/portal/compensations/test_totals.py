"""The totals of compensation: by cause, kind and department, as far as the reader sees the cases (G-06)."""

from io import BytesIO
from zipfile import ZipFile

from models.cases import actions
from models.cases.actions import CompensationDraft
from models.cases.words import CompensationKind
from models.db import db
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.cases.making import taken
from tests.moments import MONDAY
from tests.statements import CountStatements

PAGE = "/portal/compensations"


def some(cast: Cast, count: int = 2) -> None:
    for n in range(count):
        case = taken(cast, phone=f"+86139001390{n:02}")
        draft = CompensationDraft(CompensationKind.REFUND, 10050 + n, "wrong_charge", "重复扣费")
        actions.propose_compensation(case, draft, by=cast.handler, now=MONDAY, seen=None)
        if n == 0:
            actions.approve_compensation(case, approved=True, reason="", by=cast.head, now=MONDAY, seen=None)
            actions.pay(case, "=ZF-1", by=cast.finance, now=MONDAY, seen=None)
    db.session.commit()


def test_g06_by_cause_kind_and_department(cast: Cast, client: Client) -> None:
    some(cast)
    page = client.come_in(cast.leader).get(PAGE).text
    assert "按原因 赔偿原因提出" in region(page, "#totals-1"), "heading, then that of the first column"
    assert "计费差错2100.51 元100.50 元0.00 元" in region(page, "#totals-1")
    assert "退款2100.51 元100.50 元0.00 元" in region(page, "#totals-2")
    assert "技术运维部2100.51 元100.50 元0.00 元" in region(page, "#totals-3")
    assert "=ZF-1" in region(page, "#compensations")
    none = client.get(f"{PAGE}?until=2026-11-22").text
    assert "这段时间没有赔偿" in none
    assert client.get(f"{PAGE}?since=gestern&page=x").status_code == 200


def test_g06_each_reads_what_belongs_to_cases_in_sight(cast: Cast, client: Client) -> None:
    some(cast)
    found = {}
    for part, person in vars(cast).items():
        page = client.come_in(person).get(PAGE)
        found[part] = page.text.count("data-row") if page.status_code == 200 else page.status_code
    readers = {"auditor": 2, "committee": 2, "head": 2, "leader": 2, "finance": 1}
    assert found == {part: readers.get(part, 403) for part in found}


def test_g06_the_export_is_what_is_shown(cast: Cast, client: Client) -> None:
    some(cast)
    answer = client.come_in(cast.finance).get(f"{PAGE}/export.xlsx")
    with ZipFile(BytesIO(answer.data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == 2
    assert all(f"<t>{text}</t>" in sheet for text in ("计费差错", "退款", "已付款", "=ZF-1"))
    assert "<v>100.5</v>" in sheet
    assert "<f>" not in sheet


def test_x08_the_page_costs_the_same_at_any_length(
    cast: Cast, client: Client, statements: CountStatements
) -> None:
    some(cast, 1)
    client.come_in(cast.leader).get(PAGE)
    with statements() as one:
        client.get(PAGE)
    some(cast, 0)
    for n in range(5):
        case = taken(cast, phone=f"+86139001399{n:02}")
        draft = CompensationDraft(CompensationKind.GIFT, 900, "goodwill", "致歉")
        actions.propose_compensation(case, draft, by=cast.handler, now=MONDAY, seen=None)
    db.session.commit()
    with statements() as six:
        client.get(PAGE)
    assert one.count == six.count, six
