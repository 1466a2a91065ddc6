"""Reading people: filters, order, and a fixed number of queries whatever the length."""

from datetime import date, datetime

import pytest

from models.clock import SHANGHAI
from models.db import db
from models.events.actions import SYSTEM
from models.people import actions, queries
from models.people.actions import DepartmentDetails
from models.people.queries import Employment, StaffFilter
from models.people.roles import Role
from models.people.rules.steps import DepartmentStep, PersonStep, department_steps, person_steps
from tests.cast import Cast, department
from tests.statements import CountStatements

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
TODAY = date(2026, 11, 23)


def logins(wanted: StaffFilter, **options: object) -> list[str]:
    """Who a list shows."""
    rows, total = queries.staff_list(wanted, on=TODAY, **options)  # type: ignore[arg-type]
    assert total >= len(rows)
    return [row.login for row in rows]


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("季书", ["handler"]),
        ("ji shu", ["handler"]),
        ("t-0006", ["handler"]),
        ("HANDLER", ["handler"]),
        ("柯", ["agent", "second-agent"]),
        ("%", []),
        ("nobody", []),
    ],
)
def test_finding_people(cast: Cast, words: str, found: list[str]) -> None:
    """X-06: by name, English name, number or login; signs of SQL mean nothing."""
    assert logins(StaffFilter(words=words)) == found


def test_a_department_includes_those_below_it(cast: Cast) -> None:
    below = actions.add_department(
        DepartmentDetails("一组", "Team one", department("KF")), code="KF1", by=SYSTEM, now=NOW
    )
    cast.second_agent.department = below
    db.session.flush()
    assert logins(StaffFilter(department=department("KF"))) == ["agent", "second-agent"]
    assert logins(StaffFilter(department=below)) == ["second-agent"]


def test_by_role_and_by_employment(cast: Cast) -> None:
    actions.leave(cast.store, date(2026, 11, 20), by=SYSTEM, now=NOW)
    assert logins(StaffFilter(role=Role.HR)) == ["hr"]
    assert logins(StaffFilter(role=Role.STORE_STAFF)) == []
    assert logins(StaffFilter(role=Role.STORE_STAFF, employment=Employment.ALL)) == ["store"]
    assert logins(StaffFilter(employment=Employment.LEFT)) == ["store"]


def test_order_and_pages(cast: Cast) -> None:
    everybody = logins(StaffFilter(), sort="name")
    assert everybody == sorted(everybody)
    assert logins(StaffFilter(), sort="name", descending=True) == everybody[::-1]
    assert logins(StaffFilter(), sort="name", page=2, size=5) == everybody[5:10]


@pytest.mark.parametrize("size", [1, 3, 17])
def test_the_list_takes_three_queries(cast: Cast, statements: CountStatements, size: int) -> None:
    """Count, rows with their departments, roles: never a query a row."""
    db.session.expunge_all()
    with statements() as seen:
        rows, _total = queries.staff_list(StaffFilter(), on=TODAY, size=size)
        assert [(row.department.name_zh, row.roles) for row in rows]
    assert len(rows) == size
    assert seen.count == 3


def test_the_tree_takes_two_queries(cast: Cast, statements: CountStatements) -> None:
    db.session.expunge_all()
    with statements() as seen:
        tree = queries.department_tree(on=TODAY)
    assert seen.count == 2
    assert [(b.department.code, b.depth, b.own_staff) for b in tree[:3]] == [
        ("ZB", 0, 5),
        ("KF", 0, 2),
        ("YF", 0, 0),
    ]


def test_the_tree_reads_from_the_top_and_counts_upwards(cast: Cast) -> None:
    for code, parent in (("KF1", "KF"), ("KF11", "KF1")):
        actions.add_department(
            DepartmentDetails(code, code, department(parent)), code=code, by=SYSTEM, now=NOW
        )
    cast.agent.department = department("KF11")
    db.session.flush()
    tree = queries.department_tree(on=TODAY)
    here = [(b.department.code, b.depth, b.own_staff, b.all_staff) for b in tree[1:5]]
    assert here == [("KF", 0, 1, 2), ("KF1", 1, 0, 1), ("KF11", 2, 1, 1), ("YF", 0, 0, 0)]


def test_closed_departments_are_left_out(cast: Cast) -> None:
    actions.close_department(department("YF"), by=SYSTEM, now=NOW)
    assert "YF" not in [row.code for row in queries.departments()]
    assert "YF" in [row.code for row in queries.departments(with_closed=True)]


def test_who_may_be_given_work(cast: Cast) -> None:
    actions.leave(cast.second_agent, date(2026, 11, 20), by=SYSTEM, now=NOW)
    assert list(queries.working_staff(on=TODAY, departments=[department("KF").id])) == [cast.agent]
    assert list(queries.working_staff(on=TODAY, roles=[Role.HR])) == [cast.hr]


def test_the_next_number(cast: Cast) -> None:
    assert queries.next_number("HY") == "T-0018"
    cast.trainer.number = "T-9999"
    db.session.flush()
    assert queries.next_number("HY") == "T-10000"


@pytest.mark.usefixtures("session")
def test_the_first_number() -> None:
    assert queries.next_number("HY") == "HY-0001"


def test_what_one_may_do_to_another(cast: Cast) -> None:
    """X-01: asked of the model and drawn from it."""
    usual = [PersonStep.CHANGE, PersonStep.SET_ROLES, PersonStep.ISSUE_PASSWORD, PersonStep.LEAVE]
    assert person_steps(cast.agent, cast.hr, on=TODAY) == usual
    assert person_steps(cast.administrator, cast.hr, on=TODAY) == []
    assert person_steps(cast.hr, cast.hr, on=TODAY) == [PersonStep.CHANGE]
    assert person_steps(cast.agent, cast.head, on=TODAY) == []
    actions.leave(cast.agent, date(2026, 11, 20), by=SYSTEM, now=NOW)
    assert person_steps(cast.agent, cast.hr, on=TODAY) == [PersonStep.TAKE_BACK, PersonStep.CHANGE]


def test_what_one_may_do_to_a_department(cast: Cast) -> None:
    row = department("YF")
    every = [DepartmentStep.CHANGE, DepartmentStep.SET_HEAD, DepartmentStep.CLOSE]
    assert department_steps(row, cast.hr) == every
    assert department_steps(row, cast.head) == []
    actions.close_department(row, by=SYSTEM, now=NOW)
    assert department_steps(row, cast.hr) == []
