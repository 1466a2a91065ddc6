"""Inspections of departments on the screen: plan, findings, answer, conclusion, report, export (Q-03)."""

from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session
from time_machine import Traveller

from models.bodies.actions import end_term
from models.bodies.tables import BodyMember
from models.clock import now
from models.files.tables import StoredFile
from models.inspection.tables import Correction
from models.inspection.words import CorrectionState, Mark
from models.people.tables import Language
from models.supervision import queries
from models.supervision.actions import plan_inspection, record_findings, send_findings
from models.supervision.tables import DepartmentInspection
from models.supervision.words import FilePart, InspectionState
from tests.cast import Cast, department
from tests.client import Client, form_on
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import DAY, HOUR
from tests.models.files.samples import picture
from tests.models.supervision.making import SCOPE, checklist, concluded, draft, findings, planned, seat
from tests.moments import MONDAY
from tests.statements import CountStatements

PAGE = "/portal/supervision"


@pytest.fixture(autouse=True)
def clock(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY)


def only(session: Session) -> DepartmentInspection:
    session.expire_all()
    return queries.held(session.scalars(select(DepartmentInspection)).one())


def test_q03_from_the_plan_to_a_correction(
    session: Session, cast: Cast, client: Client, clock: Traveller, valid_html: Callable[[str], None]
) -> None:
    """Planned, found, sent, answered, concluded; each screen leads to the next, typed text is kept."""
    seat(cast)
    checklist(cast)
    session.commit()
    client.come_in(cast.finance)
    assert client.get(f"{PAGE}/new").status_code == 404
    client.come_in(cast.inspector)
    plan = {
        "department": str(department("JS").id), "scope": SCOPE, "first_day": "2026-09-01",
        "last_day": "2026-10-31", "planned_on": "2026-11-24", "leader": str(cast.inspector.id),
    }  # fmt: skip
    refused = client.submit(f"{PAGE}/new", "/new", **plan | {"others": str(cast.handler.id)})
    assert refused.status_code == 422
    assert "任何人不得检查自己所在部门" in refused.text
    assert SCOPE in refused.text
    made = client.submit(f"{PAGE}/new", "/new", **plan | {"others": str(cast.finance.id)})
    assert made.status_code == 303
    place = made.headers["Location"]
    clock.shift(DAY)
    client.come_in(cast.finance)
    ids = sorted(int(part.split('"')[0]) for part in client.get(place).text.split('name="note_')[1:])
    typed = {f"mark_{each}": "met" for each in ids} | {f"mark_{ids[2]}": "not_met"}
    refused = client.submit(place, "/findings", **typed)
    assert refused.status_code == 422
    typed |= {f"note_{ids[2]}": "回访记录缺三件", f"remedy_{ids[2]}": "补齐回访记录"}
    assert client.submit(place, "/findings", **typed).status_code == 303
    client.come_in(cast.head)
    assert client.get(place).status_code == 404
    client.come_in(cast.inspector)
    assert client.submit(place, "/sending").status_code == 303
    client.come_in(cast.head)
    page = client.get(place).text
    valid_html(page)
    assert "回访记录缺三件" in region(page, "#findings")
    assert client.submit(place, "/answer", text="").status_code == 422
    assert client.submit(place, "/answer", text="情况属实，已安排补录。").status_code == 303
    client.come_in(cast.inspector)
    assert client.submit(place, "/conclusion", words="回访记录不全，限期整改。").status_code == 303
    [ordered] = session.scalars(select(Correction)).all()
    assert (ordered.text, only(session).state) == ("补齐回访记录", InspectionState.CLOSED)
    client.come_in(cast.head)
    page = client.get(place).text
    assert f"/portal/inspections/corrections/{ordered.id}" in region_html(page)
    assert only(session).number in client.get(f"/portal/inspections/corrections/{ordered.id}").text
    assert client.send(f"{place}/conclusion", version="1", words="再次").status_code == 403


def region_html(page: str) -> str:
    """The findings as they were sent."""
    return page[page.index('id="findings"') : page.index('id="answer"')]


def test_q03_who_was_slower_keeps_what_was_typed(session: Session, cast: Cast, client: Client) -> None:
    """H-07: somebody of the team wrote findings meanwhile."""
    made = planned(cast)
    session.commit()
    place = f"{PAGE}/{made.number}"
    client.come_in(cast.finance)
    old = client.get(place).text.split('name="version"')[1].split('value="')[1].split('"')[0]
    record_findings(made, dict(list(findings(made).items())[:1]), by=cast.inspector, now=MONDAY, seen=None)
    session.commit()
    item = made.checklist.items[1].id
    typed = {f"mark_{item}": "partly", f"note_{item}": "台账缺一页"}
    refused = client.send(f"{place}/findings", version=old, **typed)
    assert refused.status_code == 422
    assert "期间有其他人作了修改" in refused.text
    assert "台账缺一页" in refused.text


def test_q03_a_form_that_is_not_offered_is_not_shown(session: Session, cast: Cast, client: Client) -> None:
    """An answer before there are findings is refused as such, not as one without words."""
    made = planned(cast)
    session.commit()
    client.come_in(cast.finance)
    assert client.send(f"{PAGE}/{made.number}/answer", text="").status_code == 409


def test_q03_files_show_what_was_found_and_what_is_answered(
    session: Session, cast: Cast, client: Client, clock: Traveller
) -> None:
    """V-02: they stay while the form is refused, go with their tick, are read with the findings, and never
    before these are sent."""
    made = planned(cast)
    place, item = f"{PAGE}/{made.number}", made.checklist.items[0].id
    session.commit()
    clock.shift(DAY)
    client.come_in(cast.finance)
    photo = {"papers": (BytesIO(picture()), "台账.png")}
    refused = client.submit(place, "/findings", **{f"mark_{item}": "partly"}, **photo)
    assert refused.status_code == 422
    assert "台账.png" in refused.text
    wrong = client.submit(place, "/findings", papers=(BytesIO(b"MZ"), "run.exe"))
    assert (wrong.status_code, "run.exe" in wrong.text) == (422, True)
    word = dict(form_on(refused.text, "/findings").form_values())["carried"]
    typed = {f"mark_{item}": "partly", f"note_{item}": "缺一页", "carried": word}
    assert client.send(f"{place}/findings", version=str(only(session).version), **typed).status_code == 303
    [kept] = only(session).files_of(FilePart.FINDINGS)
    assert client.submit(place, "/findings").status_code == 303
    assert only(session).files_of(FilePart.FINDINGS) == [kept]
    assert client.get(f"{place}/files/{kept.id}").data == picture()
    assert client.come_in(cast.head).get(f"{place}/files/{kept.id}").status_code == 404
    assert client.come_in(cast.stranger).get(f"{place}/files/{kept.id}").status_code == 404
    client.come_in(cast.finance)
    assert client.submit(place, "/findings", carried=None).status_code == 303
    assert only(session).files_of(FilePart.FINDINGS) == []
    found = record_findings(only(session), findings(made), [kept], by=cast.finance, now=now(), seen=None)
    send_findings(found, by=cast.inspector, now=now(), seen=None)
    session.commit()
    client.come_in(cast.head)
    assert "台账.png" in region(client.get(place).text, "#findings")
    proof = {"papers": (BytesIO(picture()), "补录.png")}
    assert client.submit(place, "/answer", text="已补录。", **proof).status_code == 303
    [answered] = only(session).files_of(FilePart.ANSWER)
    assert "补录.png" in region(client.get(place).text, "#answer")
    assert client.get(f"{place}/files/{answered.id}").data == picture()
    assert client.get(f"{place}/files/{answered.id + 1}").status_code == 404


def test_q03_the_report_is_the_same_to_the_byte(session: Session, cast: Cast, client: Client) -> None:
    """The PDF of a concluded inspection, for those who may see it; none before the conclusion."""
    made = concluded(cast)
    number = made.number
    session.commit()
    client.come_in(cast.head)
    first = client.get(f"{PAGE}/{number}/report.pdf")
    assert (first.mimetype, first.data[:5]) == ("application/pdf", b"%PDF-")
    assert client.get(f"{PAGE}/{number}/report.pdf").data == first.data
    client.come_in(cast.stranger)
    assert client.get(f"{PAGE}/{number}/report.pdf").status_code == 404


def test_q03_the_list_is_narrowed_by_its_address_and_exported(
    session: Session, cast: Cast, client: Client
) -> None:
    made = concluded(cast)
    number = made.number
    session.commit()
    client.come_in(cast.leader)
    assert number in client.get(PAGE).text
    for address in ("?state=planned", "?year=2025", f"?department={department('YF').id}"):
        assert number not in client.get(f"{PAGE}{address}").text
    book = load_workbook(BytesIO(client.get(f"{PAGE}/export.xlsx?state=closed").data))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert rows[1][:3] == [number, "技术运维部", "已有结论"]
    assert rows[1][7] == 57


def test_q03_the_list_is_read_in_as_many_queries_whatever_there_is(
    session: Session, cast: Cast, client: Client, statements: CountStatements
) -> None:
    made = planned(cast)
    session.commit()
    client.come_in(cast.leader)
    client.get(PAGE)
    with statements() as one:
        client.get(PAGE)
    for _ in range(2):
        plan_inspection(draft(cast), by=cast.inspector, now=MONDAY + HOUR)
    session.commit()
    with statements() as three:
        client.get(PAGE)
    assert (one.count, made.state) == (three.count, InspectionState.PLANNED)


def test_q03_the_list_says_what_is_yet_to_be_put_right(
    session: Session, cast: Cast, client: Client, clock: Traveller, statements: CountStatements
) -> None:
    """How many corrections are open and how many of these are overdue, on the screen and in the workbook;
    as many queries with and without."""
    row = f"#inspection-{concluded(cast).number}"
    session.commit()
    client.come_in(cast.leader).get(PAGE)
    with statements() as found:
        assert "超期" not in region(client.get(PAGE).text, row)
    correction = session.scalars(select(Correction)).one()
    clock.shift(correction.due_at - MONDAY + DAY)
    client.come_in(cast.leader)
    assert "1 1 项超期" in region(client.get(PAGE).text, row)
    book = load_workbook(BytesIO(client.get(f"{PAGE}/export.xlsx").data))
    assert [cell.value for cell in book.active[2]][10:] == [1, 1]
    correction.state, correction.ended_at = CorrectionState.DROPPED, MONDAY
    correction.next_notice_at = None
    session.commit()
    client.get(PAGE)
    with statements() as without:
        assert "超期" not in region(client.get(PAGE).text, row)
    assert found.count == without.count


def test_q03_one_is_read_in_as_many_queries_whatever_it_holds(
    session: Session, cast: Cast, client: Client, statements: CountStatements
) -> None:
    """At one fault and file, and at three."""
    made, counts = planned(cast), []
    place = f"{PAGE}/{made.number}"
    for faults in ({3: Mark.NOT_MET}, {1: Mark.NOT_MET, 2: Mark.PARTLY, 3: Mark.NOT_MET}):
        files = [
            StoredFile(key=f"{n}-{len(faults)}", name=f"{n}.png", media_type="image/png", size=1, sha256="0")
            for n in range(len(faults))
        ]
        session.add_all(files)
        session.flush()
        record_findings(made, findings(made, faults), files, by=cast.finance, now=MONDAY, seen=None)
        session.commit()
        client.come_in(cast.inspector).get(place)
        with statements() as seen:
            client.get(place)
        counts.append(seen.count)
    assert counts[0] == counts[1]


def test_q03_m02_a_member_of_the_group_finds_it_in_the_menu(
    session: Session, cast: Cast, client: Client
) -> None:
    """A seat grants no permission; while it lasts, the inspections are in the navigation."""
    seat(cast)
    session.commit()
    link = 'href="/portal/supervision"'
    assert link in client.come_in(cast.finance).get("/portal/").text
    assert link in client.come_in(cast.head).get("/portal/").text
    assert link not in client.come_in(cast.legal).get("/portal/").text
    for term in session.scalars(select(BodyMember).where(BodyMember.staff_id == cast.finance.id)):
        end_term(term, MONDAY.date() - DAY, "届满", by=cast.hr, now=MONDAY)
    session.commit()
    assert link not in client.come_in(cast.finance).get("/portal/").text


def test_q03_it_is_read_in_one_language(session: Session, cast: Cast, client: Client) -> None:
    made = concluded(cast)
    number = made.number
    cast.leader.language = Language.EN
    session.commit()
    client.come_in(cast.leader)
    written = [
        SCOPE,
        made.answer,
        made.conclusion,
        "回访记录缺三件",
        "十月台账第 4 页",
        "补齐回访记录并由负责人抽查",
        "核对档案室台账，记录齐全。",
    ]
    assert words_in_the_other_language(client.get(f"{PAGE}/{number}").text, written) == []
    assert words_in_the_other_language(client.get(PAGE).text) == []
