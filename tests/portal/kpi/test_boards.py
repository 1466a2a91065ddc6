"""The boards of each role, open down to the cases; months, flags and reports on screen (Q-02, Q-04, M-02)."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.accountability.words import MeasureKind
from models.conduct.tables import HeadTalk, Penalty
from models.kpi import queries
from models.kpi.actions import keep, reckon
from models.kpi.tables import KpiCorrection, KpiFlag, KpiMonth
from models.kpi.words import Figure, FlagState
from tests.cast import Cast, department
from tests.client import Client
from tests.markup import region
from tests.models.kpi.many import write
from tests.models.kpi.test_facts import LATER, MONTH
from tests.models.kpi.test_kept import some
from tests.statements import CountStatements
from tests.story import Story

pytestmark = pytest.mark.usefixtures("story")
BOARD = "/portal/kpi"
SUBTITLE = "//p[@class='page-subtitle']"


def test_each_role_comes_to_its_own_figures(client: Client, cast: Cast, story: Story) -> None:
    """M-02: a leader sees the company, a head the department, others their own; finance none."""
    seen = {}
    for part in ("leader", "committee", "inspector", "hr", "auditor", "head", "handler", "agent"):
        client.come_in(getattr(cast, part))
        seen[part] = region(client.get(BOARD).text, SUBTITLE).split(" · ")[0]
    assert seen == {
        "leader": "全公司",
        "committee": "全公司",
        "inspector": "全公司",
        "hr": "全公司",
        "auditor": "全公司",
        "head": "技术运维部",
        "handler": "季书",
        "agent": "柯服",
    }
    for part in ("finance", "supervisor", "trainer", "plain"):
        client.come_in(getattr(cast, part))
        assert client.get(BOARD).status_code == 403


def test_others_figures_are_not_found(client: Client, cast: Cast, story: Story) -> None:
    client.come_in(cast.handler)
    for of in ("company", f"department:{department('JS').id}", f"person:{cast.head.id}"):
        assert client.get(f"{BOARD}?of={of}").status_code == 404
    client.come_in(cast.leader)
    assert client.get(f"{BOARD}?of=person:{cast.handler.id}").status_code == 404
    client.come_in(cast.head)
    assert client.get(f"{BOARD}?of=person:{cast.handler.id}&month=2026-10").status_code == 200


def test_a_tile_says_figure_basis_target_and_comparison(client: Client, cast: Cast, story: Story) -> None:
    client.come_in(cast.leader)
    tile = region(client.get(f"{BOARD}?month=2026-10&of=company").text, "#figure-timeliness")
    assert tile == ("及时率 77.5% 未达标 31 / 40 · 有更正 目标 不低于 95.0% 2026 年 09 月：75.0%")
    assert "一件因停电误判" in client.get(f"{BOARD}?month=2026-10&of=company").text


def test_the_board_is_read_in_as_many_queries_whatever_there_is(
    session: Session, client: Client, cast: Cast, story: Story, statements: CountStatements
) -> None:
    client.come_in(cast.head)
    address = f"{BOARD}?month=2026-10&of=department:{department('JS').id}"
    client.get(address)
    with statements() as few:
        client.get(address)
    write(session, some(cast))
    keep(reckon(MONTH.shifted(1), LATER))
    session.commit()
    with statements() as more:
        client.get(address)
    assert few.count == more.count


def test_a_figure_opens_the_cases_it_counts(
    session: Session, client: Client, cast: Cast, story: Story
) -> None:
    """Each figure leads to its cases; what a reader may not see of cases is counted, and not shown."""
    write(session, some(cast))
    session.commit()
    client.come_in(cast.leader)
    address = f"{BOARD}/cases?month=2026-10&of=company&figure=timeliness"
    page = client.get(address).text
    assert page.count("data-row") == 10
    assert client.get(f"{address}&hit=no").text.count("data-row") == 4
    assert client.get(f"{address}&hit=yes").text.count("data-row") == 6
    assert "该月以 n = 40 冻结" in page
    client.come_in(cast.hr)
    page = client.get(address).text
    assert page.count("data-row") == 0
    assert "另有 10 条属于您无权查看的工单" in page


def test_the_workbook_says_what_the_screen_says(client: Client, cast: Cast, story: Story) -> None:
    client.come_in(cast.leader)
    answer = client.get(f"{BOARD}/figures.xlsx?month=2026-10")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="key-figures-2026-10.xlsx"'


def test_the_wall_names_nobody_and_refreshes_itself(client: Client, cast: Cast, story: Story) -> None:
    """M-04: full screen, and no personal data."""
    client.come_in(cast.leader)
    page = client.get(f"{BOARD}/wall").text
    assert '<meta http-equiv="refresh" content="60">' in page
    assert not any(person.name in page for person in cast)
    client.come_in(cast.head)
    assert client.get(f"{BOARD}/wall").status_code == 403


def test_a_flag_is_decided_once_with_a_reason(
    session: Session, client: Client, cast: Cast, story: Story
) -> None:
    """Q-04: human resources decides what follows; the head sees it and decides nothing."""
    flag = session.scalars(select(KpiFlag)).one()
    assert (flag.figure, [each["month"] for each in flag.months]) == (
        "timeliness",
        ["2026-08", "2026-09", "2026-10"],
    )
    address = f"{BOARD}/flags/{flag.id}"
    client.come_in(cast.head)
    assert "flag-decision" not in client.get(address).text
    assert client.send(f"{address}/decision", outcome="dismissed", reason="不必").status_code == 403
    client.come_in(cast.stranger)
    assert client.get(address).status_code == 404
    client.come_in(cast.hr)
    assert client.submit(address, action="/decision", outcome="dismissed", reason="").status_code == 422
    client.submit(address, action="/decision", outcome="taken", reason="装机爽约为何集中在九月")
    session.refresh(flag)
    assert (flag.state, flag.reason, flag.ended_by_id) == (
        FlagState.TAKEN,
        "装机爽约为何集中在九月",
        cast.hr.id,
    )
    assert client.send(f"{address}/decision", outcome="dismissed", reason="不必").status_code == 409


def test_c03_a_flag_that_is_taken_up_calls_for_a_talk_with_its_figures(
    session: Session, client: Client, cast: Cast, story: Story
) -> None:
    """Q-04, C-03: whoever leads the talk and the head read the figures with it; a deduction is the leading
    group's alone, once, and goes to payroll."""
    flag = session.scalars(select(KpiFlag)).one()
    address = f"{BOARD}/flags/{flag.id}"
    client.come_in(cast.hr)
    client.submit(address, action="/decision", outcome="taken", reason="逐月未达标")
    page = client.get(address).text
    assert 'id="deduction"' not in page
    assert client.send(f"{address}/deduction", **{"deduction-amount": "500"}).status_code == 422
    [called] = session.scalars(select(Penalty).where(Penalty.flag == flag.audit_name))
    talk = session.scalars(select(HeadTalk).where(HeadTalk.penalty_id == called.id)).one()
    assert (called.kind, called.reason, talk.department_id) == (
        MeasureKind.HEAD_TALK,
        "逐月未达标",
        department("JS").id,
    )
    there = f"/portal/department-files/talks/{talk.id}"
    assert there in page
    for reader in (cast.hr, cast.leader):
        client.come_in(reader)
        months = region(client.get(there).text, "#months")
        assert [month in months for month in ("2026-08", "2026-09", "2026-10", "75.0%", "95.0%")] == [
            True
        ] * 5
    client.come_in(cast.leader)
    nothing = {"deduction-amount": "0", "deduction-reason": "三个月"}
    assert client.submit(address, "/deduction", **nothing).status_code == 422
    client.submit(address, "/deduction", **{"deduction-amount": "1500", "deduction-reason": "三个月未改善"})
    found = session.scalars(select(Penalty).where(Penalty.flag == flag.audit_name).order_by(Penalty.id)).all()
    assert [(each.kind, each.amount, each.reason) for each in found] == [
        (MeasureKind.HEAD_TALK, None, "逐月未达标"),
        (MeasureKind.BONUS_DEDUCTION, 150_000, "三个月未改善"),
    ]
    again = {"deduction-amount": "1500", "deduction-reason": "再扣"}
    assert client.send(f"{address}/deduction", **again).status_code == 409
    assert "1,500.00" in region(client.get(address).text, "#decision")


def test_a04_nobody_of_the_department_decides_on_its_flag(
    session: Session, client: Client, cast: Cast, story: Story
) -> None:
    flag = session.scalars(select(KpiFlag)).one()
    flag.department_id = cast.hr.department_id
    session.commit()
    assert (queries.decides_flag(cast.hr, flag, LATER), queries.decides_flag(cast.leader, flag, LATER)) == (
        False,
        True,
    )
    client.come_in(cast.hr)
    sent = {"outcome": "taken", "reason": "面谈"}
    assert client.send(f"{BOARD}/flags/{flag.id}/decision", **sent).status_code == 403


def test_a_month_is_frozen_and_corrected_by_hand(
    session: Session, client: Client, cast: Cast, story: Story
) -> None:
    client.come_in(cast.inspector)
    client.send(f"{BOARD}/months/2026-11/closing")
    assert session.scalars(select(KpiMonth).where(KpiMonth.month == date(2026, 11, 1))).one().state == "open"
    page = f"{BOARD}/months/2026-10/correction?of=company&figure=satisfaction"
    answer = client.submit(page, action="/correction", n="40", hits="50", reason="误录")
    assert answer.status_code == 422
    odd = client.submit(page, action="/correction", figure="result_time", n="4", median="sNaN", reason="误录")
    assert odd.status_code == 422
    client.submit(page, action="/correction", n="40", hits="38", reason="两份答复误录")
    fix = session.scalars(select(KpiCorrection).order_by(KpiCorrection.id.desc())).first()
    assert fix is not None
    assert (fix.figure, fix.n, fix.hits, fix.reason) == ("satisfaction", 40, 38, "两份答复误录")
    own = f"{BOARD}/months/2026-10/correction?of=department:{department('ZL').id}&figure=timeliness"
    answer = client.submit(own, action="/correction", n="40", hits="40", reason="部门要求")
    assert answer.status_code == 403  # their own department's
    assert client.send(f"{BOARD}/months/2019-12/closing").status_code == 404  # before the first case
    client.come_in(cast.leader)
    assert client.get(f"{BOARD}/months/2026-10/correction").status_code == 403


def test_q02_a_correction_stands_beside_the_figure_wherever_it_is_read(cast: Cast, story: Story) -> None:
    """On the board, in the tables of departments, and in the course that charts and reports draw."""
    found = [
        queries.reading(Figure.TIMELINESS, MONTH),
        queries.by_subject(MONTH, ["company"])["company"][Figure.TIMELINESS],
        queries.course(Figure.TIMELINESS, MONTH.back(3))[-1],
    ]
    assert [(each.hits, each.corrected and each.corrected.hits) for each in found] == [(30, 31)] * 3


def test_reports_are_kept_as_they_were_sent(client: Client, cast: Cast, story: Story) -> None:
    client.come_in(cast.leader)
    assert "2026-07 – 2026-09" in client.get(f"{BOARD}/reports").text
    assert client.get(f"{BOARD}/reports/2026-09.pdf").status_code == 200
    assert client.get(f"{BOARD}/reports/2026-08.pdf").status_code == 404
