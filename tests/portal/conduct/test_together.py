"""Payroll, months of the ledger and numbers of papers, when several press at once (A-03, C-01, C-04)."""

from collections.abc import Callable, Iterator
from io import BytesIO

import openpyxl
import pytest
from sqlalchemy import func, select
from time_machine import Traveller

from models.accountability.words import MatterState
from models.conduct.actions import revoke_reward
from models.conduct.queries.points import balance_of
from models.conduct.tables import LedgerEntry, LedgerPeriod, PayrollIssue, PayrollLine
from models.db import db
from models.events.tables import Event
from models.papers.tables import Paper
from models.people.actions.roles import grant
from models.people.roles import Role
from tests.cast import Cast, department
from tests.client import Client
from tests.models.accountability.making import bench, opened
from tests.models.cases.making import DAY
from tests.models.conduct.making import announced
from tests.models.conduct.test_ledger import given_to
from tests.moments import MONDAY
from tests.together import Crowd

PAGE = "/portal/payroll"
MONTHS = "/portal/points/months"


@pytest.fixture(autouse=True)
def in_december(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY + 10 * DAY)


def count(of: type[LedgerEntry] | type[PayrollIssue] | type[PayrollLine]) -> int:
    return db.session.scalar(select(func.count(of.id))) or 0


def told(kind: str) -> int:
    return db.session.scalar(select(func.count(Event.id)).where(Event.kind == kind)) or 0


@pytest.mark.both_databases
def test_c01_a_month_is_handed_over_once_whoever_presses_with_whom(cast: Cast, crowd: Crowd) -> None:
    """C-01: each amount is in it once; who came second is told so."""
    announced(cast.handler, cast)
    people = (cast.hr, cast.finance, cast.hr)
    answers = crowd.together(*(crowd.staff(each, f"{PAGE}/2026-11/issue") for each in people))
    assert answers == [303] * 3
    assert (count(PayrollIssue), count(PayrollLine), told("payroll.issued")) == (1, 1, 1)


def sheets(client: Client) -> Iterator[list[object]]:
    file = client.get(f"{PAGE}/2026-11/payroll.xlsx")
    for sheet in openpyxl.load_workbook(BytesIO(file.data)):
        for row in sheet.iter_rows():
            yield [cell.value for cell in row]


def test_c01_what_was_handed_over_reads_the_same_whatever_happens_later(cast: Cast, client: Client) -> None:
    """C-01: the reward is revoked and the person moves; the sheet of the month stays, lines and all."""
    reward = announced(cast.handler, cast)
    client.come_in(cast.hr)
    assert client.submit(PAGE, "/issue").status_code == 303
    before = list(sheets(client))
    revoke_reward(reward, "材料不实", by=cast.leader, now=MONDAY + 11 * DAY)
    cast.handler.department = department("KF")
    db.session.commit()
    assert list(sheets(client)) == before
    assert client.send(f"{PAGE}/2026-11/issue").status_code == 303
    assert count(PayrollLine) == 1


@pytest.mark.both_databases
def test_c04_a_month_is_closed_once_and_takes_nothing_meanwhile(cast: Cast, crowd: Crowd) -> None:
    """C-04: one report, one entry in the trail."""
    grant(cast.trainer, {Role.TRAINER, Role.HR})
    for points in (10, -3):
        given_to(cast.handler, points, cast.hr)
    people = (cast.hr, cast.trainer, cast.hr)
    answers = crowd.together(*(crowd.staff(each, f"{MONTHS}/2026-11/closing") for each in people))
    assert answers == [303, 409, 409]
    period = db.session.scalars(select(LedgerPeriod)).one()
    assert period.report is not None
    assert (period.report["entries"], told("points.closed")) == (2, 1)
    assert (count(LedgerEntry), balance_of(cast.handler)) == (2, 7)


@pytest.mark.both_databases
def test_a03_papers_that_are_issued_at_once_have_one_number_after_another(cast: Cast, crowd: Crowd) -> None:
    """A-03: none twice, none left out, though one of the steps is refused after it was begun."""
    people = bench(cast)
    matters = [opened(people) for _each in range(3)]
    pressed = [*matters, matters[0]]
    presses = (
        crowd.staff(by, f"/portal/matters/{matter.number}/notice", **{"notice-version": str(matter.version)})
        for matter, by in zip(pressed, (people.office, people.decider) * 2, strict=True)
    )
    assert crowd.together(*presses) == [303, 303, 303, 409]
    papers = db.session.scalars(select(Paper).order_by(Paper.serial)).all()
    assert [paper.number for paper in papers] == [f"回音责〔2026〕{n}号" for n in (1, 2, 3)]
    assert {paper.about for paper in papers} == {matter.audit_name for matter in matters}
    assert MatterState.NOTIFIED is matters[0].state
