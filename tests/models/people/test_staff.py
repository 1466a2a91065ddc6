"""People come, change, get roles, leave, come back; departments open, get heads, close."""

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from models.clock import SHANGHAI
from models.db import db
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.events.actions import SYSTEM
from models.events.tables import Event
from models.people import actions
from models.people.actions import DepartmentDetails, Details
from models.people.queries import running_sessions_of
from models.people.roles import Role
from models.people.tables import Staff
from tests.cast import PASSWORD, Cast, department

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
TODAY = date(2026, 11, 23)


def details(code: str = "KF", **changes: str) -> Details:
    """Somebody new."""
    return Details(**{"name": "罗新", "name_en": "Luo Xin", "department": department(code), **changes})  # type: ignore[arg-type]


def last_event() -> tuple[str, str, dict[str, object]]:
    """Kind, subject and facts of the latest event."""
    row = db.session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
    return row.kind, row.subject, row.facts


def join(by: Staff, **changes: object) -> tuple[Staff, str]:
    """Luo Xin joins customer service."""
    options = {"number": "t-0900", "login": "LuoXin", "joined_on": TODAY, "by": by, "now": NOW} | changes
    return actions.add_staff(details(), **options)  # type: ignore[arg-type]


@pytest.mark.both_databases
def test_somebody_joins(cast: Cast) -> None:
    person, password = join(cast.hr, roles={Role.CUSTOMER_SERVICE_AGENT, Role.STAFF})
    assert (person.number, person.login, person.department.code) == ("T-0900", "luoxin", "KF")
    assert person.roles == {Role.STAFF, Role.CUSTOMER_SERVICE_AGENT}
    assert person.password_temporary
    assert actions.log_in("luoxin", password, now=NOW) is not None
    kinds = db.session.scalars(select(Event.kind).where(Event.subject == "staff:T-0900")).all()
    assert kinds == ["staff.added"]


@pytest.mark.parametrize(
    ("changes", "field", "why"),
    [
        ({"number": "T-0001"}, "number", "taken"),
        ({"login": "Agent"}, "login", "taken"),
        ({"number": "x y"}, "number", "format"),
        ({"login": "罗新"}, "login", "format"),
        ({"login": "x' OR 1=1"}, "login", "format"),
    ],
)
def test_a_number_and_a_login_are_unique_and_plain(
    cast: Cast, changes: dict[str, object], field: str, why: str
) -> None:
    with pytest.raises(Invalid) as refused:
        join(cast.hr, **changes)
    assert (refused.value.field, refused.value.why) == (field, why)


def test_who_takes_people_on(cast: Cast) -> None:
    """X-01."""
    with pytest.raises(NotAllowed):
        join(cast.agent)
    with pytest.raises(NotAllowed) as refused:
        join(cast.hr, roles={Role.ADMINISTRATOR})
    assert refused.value.why == "higher_roles"
    person, _ = join(cast.administrator, roles={Role.ADMINISTRATOR})
    assert Role.ADMINISTRATOR in person.roles


def test_the_trail_names_columns_and_never_what_they_hold(cast: Cast) -> None:
    """X-02, X-03: the trail cannot be erased, so it holds no personal data."""
    actions.change_staff(
        cast.plain, details("YY", phone="13812345678", email="new@example.com"), by=cast.hr, now=NOW
    )
    kind, subject, facts = last_event()
    assert (kind, subject) == ("staff.changed", cast.plain.audit_name)
    assert facts == {"columns": ["email", "name", "name_en", "phone"]}


def test_moving_to_another_department(cast: Cast) -> None:
    row = cast.plain
    same = Details(name=row.name, name_en=row.name_en, department=department("SC"), email=row.email)
    actions.change_staff(row, same, by=cast.hr, now=NOW)
    assert last_event() == ("staff.moved", row.audit_name, {"left": "YY", "joined": "SC"})
    version = row.version
    actions.change_staff(row, same, by=cast.hr, now=NOW)
    assert row.version == version


@pytest.mark.both_databases
def test_two_editors_do_not_overwrite_each_other(cast: Cast) -> None:
    """H-07."""
    seen = cast.plain.version
    actions.change_staff(cast.plain, details(phone="10086"), by=cast.hr, now=NOW, seen=seen)
    with pytest.raises(Stale):
        actions.change_staff(cast.plain, details(phone="10010"), by=cast.administrator, now=NOW, seen=seen)
    assert cast.plain.phone == "10086"


def test_granting_and_taking_roles(cast: Cast) -> None:
    """X-01."""
    actions.set_roles(cast.inspector, {Role.HR, Role.STAFF}, by=cast.administrator, now=NOW)
    assert cast.inspector.roles == {Role.STAFF, Role.HR}
    facts = {"granted": ["hr"], "taken": ["quality_inspector"]}
    assert last_event() == ("roles.set", cast.inspector.audit_name, facts)


@pytest.mark.parametrize(
    ("by", "person", "roles", "why"),
    [
        ("hr", "hr", {Role.ADMINISTRATOR}, "own_login"),
        ("hr", "plain", {Role.AUDITOR}, "higher_roles"),
        ("hr", "administrator", set(), "higher_roles"),
        ("administrator", "administrator", {Role.ADMINISTRATOR, Role.CUSTOMER_SERVICE_AGENT}, "own_login"),
        ("head", "plain", {Role.HR}, "permission"),
    ],
)
def test_nobody_climbs(cast: Cast, by: str, person: str, roles: set[Role], why: str) -> None:
    """X-01: neither through one's own row nor through a row above."""
    row: Staff = getattr(cast, person)
    before = row.roles
    with pytest.raises(NotAllowed) as refused:
        actions.set_roles(row, roles, by=getattr(cast, by), now=NOW)
    assert refused.value.why == why
    assert row.roles == before


def test_nobody_moves_themselves_to_other_cases(cast: Cast) -> None:
    """X-01: the department says which cases a person sees, so another one sets it."""
    moved = details("JS")
    with pytest.raises(Invalid) as refused:
        actions.change_staff(cast.hr, moved, by=cast.hr, now=NOW)
    assert (refused.value.field, refused.value.why) == ("department", "own_area")
    actions.change_staff(cast.hr, moved, by=cast.administrator, now=NOW)
    assert cast.hr.department.code == "JS"


def test_nobody_puts_a_department_below_their_own(cast: Cast) -> None:
    """X-01: a head sees and decides the cases of all departments below, so another one draws the tree."""
    own, other = department("RS"), department("JS")
    actions.set_head(own, cast.hr, by=cast.administrator, now=NOW)
    group = actions.add_department(DepartmentDetails("一组", "One", own), code="RS1", by=cast.hr, now=NOW)
    for parent in (own, group):
        with pytest.raises(Invalid) as refused:
            actions.change_department(other, DepartmentDetails("运维", "Ops", parent), by=cast.hr, now=NOW)
        assert (refused.value.field, refused.value.why) == ("parent", "own_area")
    actions.change_department(group, DepartmentDetails("一组", "Team", own), by=cast.hr, now=NOW)
    actions.change_department(other, DepartmentDetails("运维", "Ops", own), by=cast.administrator, now=NOW)
    assert other.parent is own


def test_there_is_always_an_administrator(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        actions.set_roles(cast.administrator, set(), by=SYSTEM, now=NOW)
    assert refused.value.why == "last_administrator"
    with pytest.raises(Invalid):
        actions.leave(cast.administrator, TODAY, by=SYSTEM, now=NOW)
    actions.set_roles(cast.hr, {Role.ADMINISTRATOR}, by=cast.administrator, now=NOW)
    actions.set_roles(cast.administrator, set(), by=cast.hr, now=NOW)
    assert cast.administrator.roles == {Role.STAFF}


def test_leaving_and_coming_back(cast: Cast) -> None:
    assert actions.log_in("agent", PASSWORD, now=NOW) is not None
    yesterday = date(2026, 11, 22)
    actions.leave(cast.agent, yesterday, by=cast.hr, now=NOW)
    assert not cast.agent.works_on(TODAY)
    assert cast.agent.works_on(yesterday)
    assert running_sessions_of(cast.agent, now=NOW) == []
    with pytest.raises(WrongState):
        actions.leave(cast.agent, TODAY, by=cast.hr, now=NOW)
    actions.take_back(cast.agent, by=cast.hr, now=NOW)
    assert cast.agent.left_on is None
    assert actions.log_in("agent", PASSWORD, now=NOW) is not None
    with pytest.raises(WrongState):
        actions.take_back(cast.agent, by=cast.hr, now=NOW)


@pytest.mark.parametrize(
    ("person", "on", "why"),
    [("head", TODAY, "heads_department"), ("plain", date(2019, 1, 1), "before_joining")],
)
def test_when_nobody_can_leave(cast: Cast, person: str, on: date, why: str) -> None:
    with pytest.raises(Invalid) as refused:
        actions.leave(getattr(cast, person), on, by=cast.hr, now=NOW)
    assert (refused.value.field, refused.value.why) == ("left_on", why)


@pytest.mark.both_databases
def test_the_database_refuses_what_cannot_be(cast: Cast) -> None:
    cast.plain.left_on = date(2001, 1, 1)
    with pytest.raises(IntegrityError):
        db.session.flush()


@pytest.mark.both_databases
def test_a_department_opens_changes_and_closes(cast: Cast) -> None:
    parent = department("KF")
    new = DepartmentDetails(name_zh="夜班组", name_en="Night shift", parent=parent)
    row = actions.add_department(new, code="kf-night", by=cast.hr, now=NOW)
    assert (row.code, row.audit_name, row.open) == ("KF-NIGHT", "department:KF-NIGHT", True)
    moved = DepartmentDetails(name_zh="夜班", name_en="Night", parent=department("JS"))
    actions.change_department(row, moved, by=cast.hr, now=NOW, seen=row.version)
    assert last_event() == ("department.changed", row.audit_name, {"old_parent": "KF", "new_parent": "JS"})
    actions.close_department(row, by=cast.hr, now=NOW)
    assert row.closed_on == TODAY
    with pytest.raises(WrongState):
        actions.close_department(row, by=cast.hr, now=NOW)
    with pytest.raises(Invalid) as refused:
        actions.change_staff(cast.plain, details("KF-NIGHT"), by=cast.hr, now=NOW)
    assert refused.value.why == "closed"


def test_a_department_that_is_in_use_stays_open(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        actions.close_department(department("KF"), by=cast.hr, now=NOW)
    assert refused.value.why == "has_staff"


def test_a_department_cannot_be_below_itself(cast: Cast) -> None:
    row = department("KF")
    below = actions.add_department(
        DepartmentDetails("一组", "Team one", row), code="KF1", by=cast.hr, now=NOW
    )
    with pytest.raises(Invalid) as refused:
        actions.change_department(row, DepartmentDetails("客服", "Service", below), by=cast.hr, now=NOW)
    assert (refused.value.field, refused.value.why) == ("parent", "circle")
    with pytest.raises(Invalid) as refused:
        actions.close_department(row, by=cast.hr, now=NOW)
    assert refused.value.why == "has_departments"


def test_a_head_brings_the_role_along(cast: Cast) -> None:
    """X-01: the new head gets the role, the former one loses it."""
    row = department("JS")
    actions.set_head(row, cast.handler, by=cast.hr, now=NOW, seen=row.version)
    assert row.head is cast.handler
    assert Role.DEPARTMENT_HEAD in cast.handler.roles
    assert Role.DEPARTMENT_HEAD not in cast.head.roles
    assert last_event()[2] == {"old": cast.head.number, "new": cast.handler.number}
    actions.set_head(row, None, by=cast.hr, now=NOW)
    assert row.head is None


def test_nobody_names_themselves_head(cast: Cast) -> None:
    with pytest.raises(NotAllowed) as refused:
        actions.set_head(department("RS"), cast.hr, by=cast.hr, now=NOW)
    assert refused.value.why == "own_login"


def test_who_sees_no_cases_is_not_named_head_by_everybody(cast: Cast) -> None:
    """X-01: heading brings a role, and the roles of administrators are set by administrators."""
    with pytest.raises(NotAllowed) as refused:
        actions.set_head(department("ZB"), cast.auditor, by=cast.hr, now=NOW)
    assert refused.value.why == "higher_roles"
    assert Role.DEPARTMENT_HEAD not in cast.auditor.roles


def test_departments_are_left_alone_by_others(cast: Cast) -> None:
    row = department("KF")
    with pytest.raises(NotAllowed):
        actions.set_head(row, cast.agent, by=cast.head, now=NOW)
    with pytest.raises(NotAllowed):
        actions.close_department(row, by=cast.agent, now=NOW)
    with pytest.raises(NotAllowed):
        actions.add_department(DepartmentDetails("甲", "A"), code="AA", by=cast.agent, now=NOW)
