"""The list of people and a person's card: who sees what, and every step on the card."""

import re
from collections.abc import Callable
from datetime import date, datetime

import pytest

from models.clock import SHANGHAI
from models.db import db
from models.people import actions
from models.people.queries import staff_numbered, staff_with_login
from models.people.rules import Role
from models.people.tables import Language, Staff
from tests.cast import Cast, department
from tests.client import Client, form_on
from tests.markup import region, words_in_the_other_language
from tests.statements import CountStatements

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
NEWCOMER = {
    "number": "T-0100",
    "login": "luoxin",
    "name": "罗新",
    "name_en": "Luo Xin",
    "department": "KF",
    "joined_on": "2026-11-02",
}


@pytest.fixture
def hr(cast: Cast, client: Client) -> Client:
    """Human Resources at the portal."""
    return client.come_in(cast.hr)


def card(person: Staff, verb: str = "") -> str:
    """The address of a person's card, or of a step on it."""
    return f"/portal/people/{person.number}{'/' if verb else ''}{verb}"


def fresh(person: Staff) -> Staff:
    """The row as it is stored now."""
    db.session.refresh(person)
    return person


def listed(page: str) -> list[str]:
    """The numbers in the list, in order."""
    return re.findall(r'data-label="工号">([A-Z]+-\d+)<', page)


def test_the_list_shows_the_tree_and_everybody(cast: Cast, hr: Client) -> None:
    page = hr.get("/portal/people").text
    assert "客户服务部 2" in region(page, "#department-tree")
    assert listed(page) == [f"T-{number:04}" for number in range(1, 18)]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("q=柯", ["T-0004", "T-0005"]),
        ("q=second-agent", ["T-0005"]),
        ("department=KF", ["T-0004", "T-0005"]),
        ("role=hr", ["T-0009"]),
        ("role=hr&department=KF", []),
        ("employment=left", []),
        ("department=KF&sort=number&order=desc", ["T-0005", "T-0004"]),
        ("role=nonsense&department=NOPE&employment=x&sort=y&page=z&q=T-0001", ["T-0001"]),
    ],
)
def test_filters_stand_in_the_address(cast: Cast, hr: Client, query: str, numbers: list[str]) -> None:
    assert listed(hr.get(f"/portal/people?{query}").text) == numbers


def test_pages_of_the_list(cast: Cast, hr: Client) -> None:
    for number in range(20, 40):
        details = actions.Details(
            name=f"员工{number}", name_en=f"Staff {number}", department=department("YF")
        )
        actions.add_staff(
            details,
            number=f"T-{number:04}",
            login=f"staff-{number}",
            joined_on=date(2026, 1, 5),
            by=cast.hr,
            now=NOW,
        )
    page = hr.get("/portal/people?size=20&page=2&department=YF").text
    assert listed(page) == []
    page = hr.get("/portal/people?size=20&page=2").text
    assert listed(page) == [f"T-{number:04}" for number in range(23, 40)]
    assert "page=1" in page


@pytest.mark.parametrize("length", [1, 3, 17])
def test_the_list_takes_the_same_queries_for_any_length(
    cast: Cast, hr: Client, statements: CountStatements, length: int
) -> None:
    """The frame’s own apart, departments among them: head counts, count, rows, roles. No query a row."""
    words = {1: "T-0004", 3: "程", 17: ""}[length]
    if length == 3:
        for person in (cast.plain, cast.store):
            person.name = f"程{person.name}"
    db.session.commit()
    with statements() as frame:
        hr.get("/portal/account/second-factor")
    with statements() as seen:
        assert len(listed(hr.get(f"/portal/people?q={words}").text)) == length
    assert seen.count - frame.count == 4, seen


def test_nobody_fits(cast: Cast, hr: Client) -> None:
    page = hr.get("/portal/people?q=nobody").text
    assert "没有符合条件的人员" in region(page, "#people-list")


@pytest.mark.parametrize(
    ("person", "status"), [("auditor", 200), ("head", 200), ("agent", 403), ("plain", 403)]
)
def test_who_opens_the_area(cast: Cast, client: Client, person: str, status: int) -> None:
    """X-01."""
    client.come_in(getattr(cast, person))
    assert client.get("/portal/people").status_code == status
    assert client.get(card(cast.store)).status_code == status


def test_those_who_may_only_read_see_no_steps(cast: Cast, client: Client) -> None:
    """X-01: no form that would be refused, and no history of logins."""
    page = client.come_in(cast.head).get(card(cast.store)).text
    assert "next-steps" not in page
    assert "变更记录" not in page
    assert client.get("/portal/people/new").status_code == 403
    for verb in ("details", "roles", "departure", "return", "password", "second-factor-removal"):
        assert client.send(card(cast.store, verb)).status_code == 403


def test_an_unknown_number(hr: Client, cast: Cast) -> None:
    assert hr.get("/portal/people/T-9999").status_code == 404
    assert hr.send("/portal/people/T-9999/roles").status_code == 404


def test_somebody_joins_and_the_password_is_shown_once(cast: Cast, hr: Client) -> None:
    answer = hr.submit("/portal/people/new", "/portal/people", **NEWCOMER, roles=["store_staff"])
    assert answer.status_code == 200
    password = region(answer.text, "#issued-password")
    person = staff_with_login("luoxin")
    assert person is not None
    assert person.roles == {Role.STAFF, Role.STORE_STAFF}
    assert "issued-password" not in hr.get(card(person)).text
    assert hr.send("/portal/logout").status_code == 303
    answer = hr.submit("/portal/login", "/portal/login", login="luoxin", password=password)
    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"number": "T-0001"}, "已被使用。"),
        ({"login": "agent"}, "已被使用。"),
        ({"login": "罗新"}, "格式不符合要求。"),
        ({"name": ""}, "请填写此项。"),
        ({"name": "长" * 61}, "最多填写 60 个字。"),
        ({"department": ""}, "请填写此项。"),
        ({"email": "no address"}, "邮箱地址格式不对。"),
        ({"phone": "call me"}, "电话号码格式不对。"),
        ({"joined_on": "soon"}, "请填写日期"),
    ],
)
def test_what_is_wrong_with_a_newcomer_is_said_and_the_rest_kept(
    cast: Cast, hr: Client, changes: dict[str, str], words: str
) -> None:
    answer = hr.submit("/portal/people/new", "/portal/people", **(NEWCOMER | changes))
    assert answer.status_code == 422
    assert words in region(answer.text, "#main")
    assert 'value="Luo Xin"' in answer.text
    assert staff_numbered("T-0100") is None


def test_sending_the_same_newcomer_twice(cast: Cast, hr: Client) -> None:
    assert hr.submit("/portal/people/new", "/portal/people", **NEWCOMER).status_code == 200
    answer = hr.submit("/portal/people/new", "/portal/people", **NEWCOMER)
    assert answer.status_code == 422
    assert "已被使用。" in answer.text


@pytest.mark.parametrize("department_code", ["NOPE", "<b>"])
def test_a_forged_department(cast: Cast, hr: Client, department_code: str) -> None:
    answer = hr.send("/portal/people", **(NEWCOMER | {"department": department_code}))
    assert answer.status_code == 422


def test_a_forged_role(cast: Cast, hr: Client) -> None:
    """X-01: a role that was not offered cannot be sent in."""
    assert hr.send("/portal/people", **NEWCOMER, roles="administrator").status_code == 422
    assert hr.send(card(cast.plain, "roles"), roles="auditor").status_code == 422
    assert fresh(cast.plain).roles == {Role.STAFF}


def test_changing_details(cast: Cast, hr: Client) -> None:
    answer = hr.submit(card(cast.plain), "/details", department="SC", phone="0755-88213344")
    assert (answer.status_code, answer.location) == (303, card(cast.plain))
    assert fresh(cast.plain).department.code == "SC"
    page = hr.get(card(cast.plain)).text
    assert "已保存。" in page
    assert "0755-88213344" in region(page, "#person-facts")
    history = region(page, "#person-history")
    assert "从 YY 调入 SC" in history
    assert "任事" in history
    assert "0755" not in history


def test_under_htmx_the_regions_change_in_place(cast: Cast, hr: Client) -> None:
    page = hr.get(card(cast.plain)).text
    assert 'hx-target="#next-steps"' in page
    hr.environ_base["HTTP_HX_REQUEST"] = "true"
    answer = hr.send(card(cast.plain, "roles"), roles="trainer")
    assert answer.status_code == 200
    for part in ("person-facts", "person-roles", "person-history", "next-steps"):
        assert f'<hx-partial hx-target="#{part}"' in answer.text
    assert "培训师" in answer.text


def test_what_is_wrong_opens_the_step_again(cast: Cast, hr: Client) -> None:
    answer = hr.submit(card(cast.plain), "/details", name="", phone="0755-88213344")
    assert answer.status_code == 422
    steps = region(answer.text, "#next-steps")
    assert "请填写此项。" in steps
    assert 'value="0755-88213344"' in answer.text
    assert 'id="step-change" name="steps" open' in answer.text


def test_two_editors(cast: Cast, hr: Client) -> None:
    """H-07: the second is told, and nothing of the first is lost."""
    seen = cast.plain.version
    actions.change_staff(
        cast.plain,
        actions.Details(name="袁工", name_en="Yuan Gong", department=department("SC")),
        by=cast.administrator,
        now=NOW,
    )
    fields = {"name": "袁新", "name_en": "Yuan", "department": "YY", "version": str(seen)}
    answer = hr.send(card(cast.plain, "details"), **fields)
    assert answer.status_code == 409
    assert "有人先您一步" in answer.text
    assert fresh(cast.plain).name == "袁工"
    assert cast.plain.department.code == "SC"


def test_roles_are_set_by_ticking(cast: Cast, hr: Client) -> None:
    form = form_on(hr.get(card(cast.inspector)).text, "/roles")
    assert [value for name, value in form.form_values() if name == "roles"] == ["quality_inspector"]
    answer = hr.submit(card(cast.inspector), "/roles", roles=["trainer", "legal"])
    assert answer.status_code == 303
    assert fresh(cast.inspector).roles == {Role.STAFF, Role.TRAINER, Role.LEGAL}
    assert "授予 法务、培训师，收回 质检员" in region(hr.get(card(cast.inspector)).text, "#person-history")


def test_roles_that_are_not_up_for_choice_stay(cast: Cast, hr: Client) -> None:
    """Human Resources cannot take an auditor's role by leaving it out: the row is out of reach."""
    answer = hr.send(card(cast.auditor, "roles"), roles="trainer")
    assert answer.status_code == 403
    assert fresh(cast.auditor).roles == {Role.STAFF, Role.AUDITOR}


def test_nobody_changes_their_own_roles(cast: Cast, hr: Client) -> None:
    """X-01."""
    answer = hr.send(card(cast.hr, "roles"), roles="quality_inspector")
    assert answer.status_code == 403
    assert "请找同事操作" in answer.text
    assert fresh(cast.hr).roles == {Role.STAFF, Role.HR}


def test_a_temporary_password(cast: Cast, hr: Client) -> None:
    answer = hr.submit(card(cast.plain), "/password")
    assert answer.status_code == 200
    password = region(answer.text, "#issued-password")
    assert fresh(cast.plain).password_temporary
    assert actions.log_in("plain", password, now=NOW) is not None
    assert "发放临时密码" in region(hr.get(card(cast.plain)).text, "#person-history")


def test_leaving_and_coming_back(cast: Cast, hr: Client) -> None:
    answer = hr.submit(card(cast.plain), "/departure", left_on="2026-11-20")
    assert answer.status_code == 303
    assert fresh(cast.plain).left_on == date(2026, 11, 20)
    assert listed(hr.get("/portal/people?q=T-0013").text) == []
    assert listed(hr.get("/portal/people?q=T-0013&employment=left").text) == ["T-0013"]
    assert hr.submit(card(cast.plain), "/return").status_code == 303
    assert fresh(cast.plain).left_on is None


def test_a_head_cannot_simply_leave(cast: Cast, hr: Client) -> None:
    answer = hr.submit(card(cast.head), "/departure", left_on="2026-11-20")
    assert answer.status_code == 422
    assert "请先另行指定" in region(answer.text, "#next-steps")
    assert fresh(cast.head).left_on is None


def test_a_lost_phone(cast: Cast, hr: Client) -> None:
    cast.plain.totp_secret, cast.plain.totp_confirmed_at = "A" * 32, NOW
    assert hr.submit(card(cast.plain), "/second-factor-removal").status_code == 303
    assert fresh(cast.plain).totp_secret is None


def test_names_are_shown_as_text(cast: Cast, hr: Client) -> None:
    """Script in a name stays text."""
    hr.submit(card(cast.plain), "/details", name="<script>alert(1)</script>")
    page = hr.get(card(cast.plain)).text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in hr.get("/portal/people").text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", ["/portal/people", "/portal/people/new", "/portal/people/T-0013"])
def test_pages_are_valid_in_both_languages(
    cast: Cast, hr: Client, path: str, language: str, valid_html: Callable[[str], None]
) -> None:
    """X-04."""
    cast.hr.language = Language(language)
    shown = hr.get(path).text
    valid_html(shown)
    assert words_in_the_other_language(shown) == []
