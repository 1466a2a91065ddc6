"""A department's card and its steps."""

from collections.abc import Callable

import pytest

from models.db import db
from models.events.actions import SYSTEM
from models.people.actions import close_department, set_head
from models.people.queries import department_with_code
from models.people.rules import Role
from models.people.tables import Language
from tests.cast import LONG_AGO, Cast, department
from tests.client import Client
from tests.markup import region, words_in_the_other_language


@pytest.fixture
def hr(cast: Cast, client: Client) -> Client:
    """Human Resources at the portal."""
    return client.come_in(cast.hr)


def test_the_card(cast: Cast, client: Client) -> None:
    page = client.come_in(cast.head).get("/portal/departments/JS").text
    facts = region(page, "#department-facts")
    assert "技术运维部" in facts
    assert f"程长 {cast.head.number}" in facts
    assert "季书" in facts
    assert "department-steps" not in page


def test_the_list_of_departments_is_the_tree(hr: Client) -> None:
    assert hr.get("/portal/departments").location == "/portal/people"
    assert hr.get("/portal/departments/NOPE").status_code == 404


def test_a_department_opens(hr: Client) -> None:
    fields = {"code": "kf-night", "name_zh": "夜班组", "name_en": "Night shift", "parent": "KF"}
    answer = hr.submit("/portal/departments/new", "/portal/departments", **fields)
    assert (answer.status_code, answer.location) == (303, "/portal/departments/KF-NIGHT")
    row = department_with_code("KF-NIGHT")
    assert row is not None
    assert row.parent is not None
    assert row.parent.code == "KF"
    assert "夜班组" in region(hr.get("/portal/departments/KF").text, "#department-facts")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "KF"}, "已被使用。"),
        ({"code": "夜班"}, "格式不符合要求。"),
        ({"name_zh": ""}, "请填写此项。"),
        ({"position": "-1"}, "请填写 0 到 999 之间的数。"),
        ({"position": "first"}, "请填写整数。"),
        ({"parent": "NOPE"}, "请从所列选项中选择。"),
    ],
)
def test_what_is_wrong_with_a_new_one(hr: Client, changes: dict[str, str], words: str) -> None:
    fields = {
        "code": "NIGHT",
        "name_zh": "夜班组",
        "name_en": "Night shift",
        "position": "1",
        "parent": "",
    } | changes
    answer = hr.send("/portal/departments", **fields)
    assert answer.status_code == 422
    assert words in region(answer.text, "#main")
    assert 'value="Night shift"' in answer.text


def test_renaming_and_moving(hr: Client) -> None:
    answer = hr.submit("/portal/departments/YF", "/details", name_zh="研发中心", parent="ZB")
    assert answer.status_code == 303
    row = department("YF")
    db.session.refresh(row)
    assert (row.name_zh, row.parent and row.parent.code) == ("研发中心", "ZB")
    assert "修改部门资料" in region(hr.get("/portal/departments/YF").text, "#change-history")


def test_a_department_is_not_offered_below_itself(hr: Client) -> None:
    team = {"code": "YF1", "name_zh": "一组", "name_en": "One", "parent": "YF"}
    hr.submit("/portal/departments/new", "/portal/departments", **team)
    answer = hr.submit("/portal/departments/YF", "/details", parent="YF1")
    assert answer.status_code == 422
    assert "不能隶属于自己" in region(answer.text, "#department-steps")


def test_naming_a_head(cast: Cast, hr: Client) -> None:
    """X-01: the role comes along."""
    answer = hr.submit("/portal/departments/JS", "/head", head=cast.handler.number)
    assert answer.status_code == 303
    db.session.expire_all()
    assert department("JS").head is cast.handler
    assert Role.DEPARTMENT_HEAD in cast.handler.roles
    assert Role.DEPARTMENT_HEAD not in cast.head.roles
    assert hr.submit("/portal/departments/JS", "/head", head="").status_code == 303
    db.session.expire_all()
    assert department("JS").head is None


def test_nobody_from_elsewhere_is_offered(cast: Cast, hr: Client) -> None:
    answer = hr.send("/portal/departments/JS/head", head=cast.store.number)
    assert answer.status_code == 422


def test_closing(cast: Cast, hr: Client) -> None:
    answer = hr.submit("/portal/departments/KF", "/closure")
    assert answer.status_code == 422
    assert "部门里还有人员" in region(answer.text, "#department-steps")
    assert hr.submit("/portal/departments/YF", "/closure").status_code == 303
    db.session.expire_all()
    assert department("YF").closed_on is not None
    page = hr.get("/portal/departments/YF").text
    assert "撤销" in page
    assert "department-steps" not in page
    assert "研发部" not in region(hr.get("/portal/people").text, "#department-tree")


def test_the_head_of_a_closed_department_heads_nobody(cast: Cast, hr: Client) -> None:
    """X-01: the role goes with the department, unless there is another one to head."""
    for code in ("YF", "YY"):
        set_head(department(code), cast.leader, by=SYSTEM, now=LONG_AGO)
    close_department(department("YF"), by=SYSTEM, now=LONG_AGO)
    assert Role.DEPARTMENT_HEAD in cast.leader.roles
    cast.plain.department = department("ZB")
    assert hr.submit("/portal/departments/YY", "/closure").status_code == 303
    db.session.expire_all()
    assert department("YY").head is None
    assert Role.DEPARTMENT_HEAD not in cast.leader.roles


def test_two_editors(cast: Cast, hr: Client) -> None:
    """H-07."""
    assert hr.submit("/portal/departments/YF", "/details", version="99").status_code == 409


def test_others_change_nothing(cast: Cast, client: Client) -> None:
    """X-01."""
    client.come_in(cast.head)
    assert client.get("/portal/departments/new").status_code == 403
    for verb in ("details", "head", "closure"):
        assert client.send(f"/portal/departments/JS/{verb}").status_code == 403


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "path", ["/portal/departments/JS", "/portal/departments/YF", "/portal/departments/new"]
)
def test_pages_are_valid_in_both_languages(
    cast: Cast, hr: Client, path: str, language: str, valid_html: Callable[[str], None]
) -> None:
    """X-04."""
    cast.hr.language = Language(language)
    shown = hr.get(path).text
    valid_html(shown)
    assert words_in_the_other_language(shown) == []
