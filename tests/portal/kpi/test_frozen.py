"""A frozen month, read after everything has changed: cases, rules, departments (Q-02, Q-05)."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from time_machine import Traveller

from jobs.job import Tally
from jobs.kpi import close, reckon
from models.cases.tables import Case, DueTime
from models.kpi.tables import KpiCorrection
from models.monthly.actions import draft_month
from models.people import actions as people
from models.people.actions.departments import DepartmentDetails
from models.people.actions.staff import Details
from models.people.tables import Staff
from models.rulebook import actions as rulebooks
from models.rulebook.installed import first_document
from tests.cast import Cast, department, meet
from tests.client import Client
from tests.markup import region
from tests.models.kpi.many import write
from tests.models.kpi.test_facts import DAY, LATER, MONTH
from tests.models.kpi.test_kept import kept, some

BOARD = "/portal/kpi?month=2026-10&of="


def other_rules(cast: Cast) -> None:
    """From tomorrow on half of all clocks in time is enough."""
    document = first_document()
    for target in document["kpi"]["targets"]:
        if target["figure"] == "timeliness":
            target |= {"target": 50, "excellent": 60}
    edition = rulebooks.draft(
        document, name="新版", effective_from=LATER + DAY, note="修订", by=cast.administrator, now=LATER
    )
    rulebooks.put_in_force(edition, by=cast.leader, now=LATER)


def merged(session: Session, cast: Cast) -> None:
    """Technical operations is renamed, then goes into research: its people move, it is closed."""
    old, new = department("JS"), department("YF")
    renamed = DepartmentDetails(name_zh="网络运维中心", name_en="Network Centre", position=old.position)
    people.change_department(old, renamed, by=cast.administrator, now=LATER)
    for person in session.scalars(select(Staff).where(Staff.department_id == old.id)).all():
        moved = Details(person.name, person.name_en, new, email=person.email, phone=person.phone)
        people.change_staff(person, moved, by=cast.administrator, now=LATER)
    people.close_department(old, by=cast.administrator, now=LATER)


@pytest.mark.both_databases
def test_q02_q05_a_closed_month_is_read_as_it_was(
    session: Session, cast: Cast, client: Client, at: Callable[..., Traveller]
) -> None:
    """Figures, target, names and the department's summary stay; what was wrong is added beside it, dated."""
    clock = at(LATER)
    write(session, some(cast))
    session.commit()
    assert close(LATER) == Tally(done=1)
    cast = meet()  # a job leaves no rows behind in its session
    assert draft_month(MONTH, now=LATER)
    session.commit()
    frozen, where = kept(session), f"department:{department('JS').id}"
    client.come_in(cast.leader)

    def read() -> list[str]:
        pages = [client.get(f"{BOARD}{of}").text for of in ("company", where)]
        tiles = [region(page, "#figure-timeliness") for page in pages]
        names = [
            region(pages[0], "#departments"),
            region(pages[1], "//p[@class='page-subtitle']").split(" · ")[0],
        ]
        return [*tiles, *names, region(client.get("/portal/monthly/summaries/1").text, "#figures")]

    before = read()
    assert [part in before[0] for part in ("及时率 60.0%", "未达标", "不低于 95.0%")] == [True] * 3
    assert ("技术运维部" in before[2], "技术运维部" in before[3]) == (True, True)
    other_rules(cast)
    merged(session, cast)
    for row in session.scalars(select(DueTime)):
        row.due_at = LATER
    for case in session.scalars(select(Case)):
        case.grade, case.category, case.lead_department_id = 1, "billing", department("YF").id
    session.commit()
    clock.shift(2 * DAY)
    assert reckon(LATER + 2 * DAY).failed == close(LATER + 2 * DAY).failed == 0
    cast = meet()
    client.come_in(cast.leader)
    assert read() == before
    assert kept(session) == frozen
    client.come_in(cast.inspector)
    page = f"/portal/kpi/months/2026-10/correction?of={where}&figure=timeliness"
    assert client.submit(page, "/correction", n="10", hits="8", reason="两件因停电误判").status_code == 303
    assert kept(session) == frozen
    session.expire_all()
    fix = session.scalars(select(KpiCorrection)).one()
    assert (fix.hits, fix.at.date(), fix.by_id) == (8, date(2026, 11, 4), cast.inspector.id)
    client.come_in(cast.leader)
    after = read()
    assert (after[0], after[3:]) == (before[0], before[3:])
    assert [part in after[2] for part in ("80.0%", "有更正")] == [True] * 2
    assert [part in after[1] for part in ("及时率 80.0%", "有更正", "不低于 95.0%")] == [True] * 3
    said = client.get(f"{BOARD}{where}").text
    assert "两件因停电误判" in said
    assert "60.0%" in said
