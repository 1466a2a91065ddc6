"""Taking somebody on."""

import pytest

from models.people.queries import staff_numbered, staff_with_login
from models.people.rules import Role
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.portal.people.looking import NEWCOMER, card, fresh


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
