"""Inspections on the screen: checklist, draw, sheet, objection, correction with proof, export (Q-01)."""

from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from time_machine import Traveller

from models.db import db
from models.inspection.actions import draw_month
from models.inspection.tables import Checklist, Correction, Inspection
from models.inspection.words import ChecklistState, CorrectionState, InspectionState
from models.people.tables import Language
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import HOUR
from tests.models.inspection.making import (
    LATER,
    MONTH,
    bureau,
    closed,
    drawn,
    extra_inspector,
    failed,
    published,
)

INSPECTIONS = "/portal/inspections"


@pytest.fixture(autouse=True)
def a_month_later(at: Callable[..., Traveller]) -> Traveller:
    return at(LATER + 2 * HOUR)


def only(table: type[Inspection] | type[Correction]) -> Inspection | Correction:
    db.session.expire_all()
    return db.session.scalars(select(table)).one()


def test_q01_a_checklist_is_written_and_published_by_another(cast: Cast, client: Client) -> None:
    people = bureau(cast)
    db.session.commit()
    client.come_in(people.first)
    sent = client.submit(
        f"{INSPECTIONS}/checklists/new", "/checklists/new",
        name_zh="结案工单质检表", name_en="Closed cases", code="case", subject="case",
    )  # fmt: skip
    assert sent.status_code == 303
    place = sent.headers["Location"]
    rows = {"text_zh_0": "答复完整", "text_en_0": "Complete reply", "weight_0": "0"}
    assert client.submit(place, "/items", **rows).status_code == 422
    assert client.submit(place, "/items", **rows | {"weight_0": "60"}).status_code == 303
    assert "/publication" not in client.get(place).text
    client.come_in(people.second)
    assert client.submit(place, "/publication").status_code == 303
    made = db.session.scalars(select(Checklist)).one()
    assert (made.state, made.published_by_id) == (ChecklistState.PUBLISHED, people.second.id)


def test_q01_from_the_draw_to_a_rechecked_correction(cast: Cast, client: Client) -> None:
    """Drawn, scored beside the case's words, failed, reported with proof, sent back, accepted."""
    people = bureau(cast)
    items = [item.id for item in published(people).items]
    case = closed(cast)
    db.session.commit()
    client.come_in(people.first)
    sent = client.submit(f"{INSPECTIONS}/draws", "/draws", **{"draw-month": f"{MONTH:%Y-%m}"})
    assert sent.headers["Location"] == f"{INSPECTIONS}/draws/{MONTH:%Y-%m}"
    assert "notice good" in client.get(sent.headers["Location"]).text
    made = only(Inspection)
    assert isinstance(made, Inspection)
    assert made.inspector is not None
    inspector, place = made.inspector, f"{INSPECTIONS}/{made.id}"
    page = client.come_in(inspector).get(place).text
    assert case.problem in page
    marks = {f"mark_{item}": "met" for item in items}
    killer = items[3]
    marks[f"mark_{killer}"] = "not_met"
    assert client.submit(place, "/sheet", **marks).status_code == 422
    notes = marks | {f"note_{killer}": "附件中有客户身份证照片"}
    refused = client.submit(place, "/sheet", **notes)
    assert refused.status_code == 422
    assert "附件中有客户身份证照片" in refused.text
    assert client.submit(place, "/sheet", **notes, correction="删除附件并补做培训").status_code == 303
    correction = only(Correction)
    assert isinstance(correction, Correction)
    place = f"{INSPECTIONS}/corrections/{correction.id}"
    assert client.come_in(cast.stranger).get(place).status_code == 404
    client.come_in(cast.handler)
    assert client.submit(place, "/report", **{"report-text": "已删除"}).status_code == 303
    client.come_in(inspector)
    assert "复查截止" in region(client.get(place).text, "#order")
    assert "复查 " in region(client.get(f"{INSPECTIONS}/corrections").text, f"#correction-{correction.id}")
    back = {"check-verdict": "no", "check-remark": ""}
    assert client.submit(place, "/check", **back).status_code == 422
    assert client.submit(place, "/check", **back | {"check-remark": "培训记录呢？"}).status_code == 303
    client.come_in(cast.head)
    assert client.submit(place, "/report", **{"report-text": "已培训"}).status_code == 303
    client.come_in(inspector)
    assert client.submit(place, "/check", **{"check-verdict": "yes"}).status_code == 303
    ended = only(Correction)
    assert isinstance(ended, Correction)
    assert (ended.state, ended.round) == (CorrectionState.ACCEPTED, 2)


def test_q01_the_inspected_person_objects_and_the_leading_group_decides(cast: Cast, client: Client) -> None:
    people = bureau(cast)
    published(people)
    closed(cast)
    made = failed(drawn(people))
    place = f"{INSPECTIONS}/{made.id}"
    db.session.commit()
    assert client.come_in(cast.stranger).get(place).status_code == 404
    assert "objecting" in client.come_in(cast.handler).get(place).text
    sent = client.submit(place, "/objection", **{"objection-text": "附件不是客户身份证"})
    assert sent.status_code == 303
    assert "objecting" not in client.get(place).text
    client.come_in(cast.leader)
    decided = {"decision-upheld": "yes", "decision-reason": "确属误判"}
    assert client.submit(place, "/decision", **decided).status_code == 303
    found = only(Inspection)
    assert isinstance(found, Inspection)
    assert found.state is InspectionState.OVERTURNED


def test_q01_lists_are_filtered_and_exported(cast: Cast, client: Client) -> None:
    people = bureau(cast)
    published(people)
    case = closed(cast)
    made = failed(drawn(people))
    db.session.commit()
    client.come_in(cast.auditor)
    assert case.number in region(client.get(INSPECTIONS).text, "#inspections")
    passed = client.get(f"{INSPECTIONS}?state=passed&month=nonsense&department=7777").text
    assert case.number not in region(passed, "#inspections")
    book = load_workbook(BytesIO(client.get(f"{INSPECTIONS}/export.xlsx?state=failed").data))
    [head, row] = list(book.active.iter_rows(values_only=True))
    assert len(head) == 11
    assert row[0] == case.number
    assert (row[6], made.state) == (80, InspectionState.FAILED)


@pytest.mark.parametrize("page", ["", "/mine", "/corrections", "/draws", "/checklists"])
def test_x04_in_english_without_a_word_of_chinese(cast: Cast, client: Client, page: str) -> None:
    cast.inspector.language = Language.EN
    db.session.commit()
    assert words_in_the_other_language(client.come_in(cast.inspector).get(f"{INSPECTIONS}{page}").text) == []


def test_q01_as_many_queries_for_three_inspections_as_for_one(
    cast: Cast, client: Client, statements: Callable[..., object]
) -> None:
    people = bureau(cast)
    published(people)
    cases = [closed(cast, phone=f"+861381234567{n}") for n in range(3)]
    assert len({case.id for case in cases}) == 3
    draw_month(MONTH, by=people.first, now=LATER, seed="SEED")
    db.session.commit()
    client.come_in(cast.auditor).get(INSPECTIONS)
    with statements() as seen:  # type: ignore[attr-defined]
        client.get(f"{INSPECTIONS}?month={MONTH:%Y-%m}")
    three = seen.count
    for made in db.session.scalars(select(Inspection).offset(1)):
        for sheet in list(made.sheets):
            db.session.delete(sheet)
        db.session.delete(made)
    db.session.commit()
    with statements() as seen:  # type: ignore[attr-defined]
        client.get(f"{INSPECTIONS}?month={MONTH:%Y-%m}")
    assert seen.count == three


def test_q01_somebody_else_checks_and_scores(cast: Cast, client: Client) -> None:
    """On the page of the correction and of the inspection, with a reason, for whoever steers inspections."""
    people = bureau(cast)
    published(people)
    closed(cast)
    made = failed(drawn(people))
    third = extra_inspector()
    inspector, blind = made.inspector, next(each for each in made.sheets if not each.done)
    assert inspector is not None
    place = f"{INSPECTIONS}/corrections/{made.correction_id}"
    db.session.commit()
    assert 'id="checker"' not in client.come_in(cast.head).get(place).text
    client.come_in(inspector)
    assert words_in_the_other_language(client.get(place).text) == []
    wanted = {"checker-person": str(third.id), "checker-reason": ""}
    assert client.submit(place, "/checker", **wanted).status_code == 422
    assert client.submit(place, "/checker", **wanted | {"checker-reason": "岗位调整"}).status_code == 303
    assert "已更换复查人并通知本人。" in client.get(place).text
    assert third.name in client.come_in(third).get(place).text
    here = f"{INSPECTIONS}/{made.id}"
    fourth = extra_inspector("志四", "I-0005")
    db.session.commit()
    client.come_in(inspector)
    assert words_in_the_other_language(client.get(here).text) == []
    prefix = f"sheet{blind.id}-"
    wanted = {f"{prefix}person": str(fourth.id), f"{prefix}reason": ""}
    path = f"/sheets/{blind.id}/inspector"
    assert client.submit(here, path, **wanted).status_code == 422
    assert client.submit(here, path, **wanted | {f"{prefix}reason": "休假"}).status_code == 303
    assert "your-sheet" in client.come_in(fourth).get(here).text
