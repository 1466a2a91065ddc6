"""Who holds number and key sees the case, and nobody else learns that there is one (H-08)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from models.rulebook.queries import rules_at
from survey.keys import typed_key, typed_number
from tests.client import Client, form_on
from tests.conftest import MONDAY
from tests.markup import region
from tests.models.cases.making import new
from tests.survey.track.following import follow, key, step

pytestmark = pytest.mark.usefixtures("cast")


@pytest.fixture(autouse=True)
def on_monday(at: Any) -> Any:
    return at(MONDAY)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("HY-20261121-0042", "HY-20261121-0042"),
        (" hy20261121-42 ", "HY-20261121-0042"),
        ("hy 20261121 0042", "HY-20261121-0042"),
        ("20261121—42", "HY-20261121-0042"),
        ("ＨＹ－２０２６１１２１－００４２", "HY-20261121-0042"),
        ("https://huiyin.example.com/track/HY-20261121-0042?key=ABC", "HY-20261121-0042"),
        ("HY-20261121-12345", "HY-20261121-12345"),
        ("HY-2026-42", None),
        ("'; DROP TABLE", None),
        ("", None),
    ],
)
def test_numbers_are_read_as_people_type_them(typed: str, number: str | None) -> None:
    assert typed_number(typed) == number


@pytest.mark.parametrize(
    "typed",
    [
        "abcde fghjk-MNPQR_stvwx",
        "ＡＢＣＤＥＦＧＨＪＫＭＮＰＱＲＳＴＶＷＸ",
        "http://x.cn/track/HY-1?key=ABCDEFGHJKMNPQRSTVWX&kept=1",
    ],
)
def test_keys_are_read_as_people_type_them(typed: str) -> None:
    assert typed_key(typed).upper() == "ABCDEFGHJKMNPQRSTVWX"


@pytest.mark.parametrize("typed", ["http://[?key=A", "//[?", "?", "#?key", "%", "\x00?", "\ufdfa" * 100_000])
def test_what_is_no_key_opens_nothing(client: Client, typed: str) -> None:
    """Nor does it break anything, in an address or in a form."""
    number = new().number
    answers = [
        client.post("/track", data={"number": number, "key": typed}),
        client.post(f"/track/{number}/words", data={"key": typed}),
        client.get(f"/track/{number}", query_string={"key": typed[:2000].replace("\x00", "")}),
    ]
    assert [answer.status_code for answer in answers] == [422, 404, 404]


def test_number_and_key_open_the_case(client: Client, session: Session) -> None:
    case = new()
    proof = key(client.application, case)
    answer = client.submit("/track", number=case.number.lower(), key=f"{proof[:5]} {proof[5:]}".lower())
    assert answer.status_code == 303
    page = client.get(answer.location, follow_redirects=True)
    assert case.number in region(page.text, "//p[@class='case-line']")


def test_the_key_leaves_the_address_for_a_cookie_of_this_case_alone(client: Client, session: Session) -> None:
    """H-08: the cookie is short-lived, cannot be read by scripts, and goes to no other page."""
    case = new()
    first = client.get(f"/track/{case.number}?key={key(client.application, case)}")
    cookie = first.headers["Set-Cookie"]
    assert cookie.startswith("case=")
    assert key(client.application, case) not in cookie
    parts = dict(part.partition("=")[::2] for part in re.split(r"; ", cookie)[1:])
    assert (parts["Path"], parts["Max-Age"], parts["SameSite"]) == (f"/track/{case.number}", "7200", "Lax")
    assert "HttpOnly" in parts
    second = client.get(first.location)
    assert (second.status_code, second.location) == (303, f"/track/{case.number}")
    page = client.get(second.location)
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_without_cookies_the_key_stays_in_the_address(client: Client, session: Session) -> None:
    case = new()
    blind = client.application.test_client(use_cookies=False)
    page = blind.get(f"/track/{case.number}?key={key(client.application, case)}", follow_redirects=True)
    assert page.status_code == 200
    assert f"key={key(client.application, case)}" in page.request.url
    assert case.number in page.text


def test_the_cookie_ends_after_two_hours_and_with_a_newer_key(
    client: Client, session: Session, on_monday: Any
) -> None:
    case = new()
    assert case.number in region(follow(client, case).text, "//p[@class='case-line']")
    on_monday.shift(timedelta(hours=2, seconds=1))
    ended = client.get(f"/track/{case.number}")
    assert "本页需要密钥才能打开" in ended.text
    assert form_on(ended.text).fields["number"] == case.number
    follow(client, case)
    case.key_version += 1
    assert "本页需要密钥才能打开" in client.get(f"/track/{case.number}").text


def test_a_cookie_opens_no_other_case(client: Client, session: Session) -> None:
    mine, other = new(), new(phone="+8613900001111", email=None)
    follow(client, mine)
    stolen = client.get_cookie("case", path=f"/track/{mine.number}")
    assert stolen is not None
    client.set_cookie("case", stolen.value, path=f"/track/{other.number}")
    assert "本页需要密钥才能打开" in client.get(f"/track/{other.number}").text


def test_a_wrong_number_and_a_wrong_key_look_the_same(client: Client, session: Session) -> None:
    """H-08: nobody learns from the answer whether there is such a case."""
    case = new()
    proof = key(client.application, case)
    for number, typed in ((case.number, "A" * 20), ("HY-20261123-0999", proof), ("nonsense", proof)):
        answer = client.submit("/track", number=number, key=typed)
        assert answer.status_code == 422
        assert "工单号和密钥不匹配，请与我们发给您的信息核对。" in answer.text
        assert form_on(answer.text).fields["number"] == number
    links = [client.get(f"/track/{number}?key={'A' * 20}") for number in (case.number, "HY-20261123-0999")]
    assert [link.status_code for link in links] == [404, 404]
    told = [link.text.replace(case.number, "N").replace("HY-20261123-0999", "N") for link in links]
    assert told[0] == told[1]
    bare = [client.get(f"/track/{number}") for number in (case.number, "HY-20261123-0999")]
    told = [page.text.replace(case.number, "N").replace("HY-20261123-0999", "N") for page in bare]
    assert told[0] == told[1]


def test_a_mistyped_link_is_put_right_and_carries_over_nothing_unknown(
    client: Client, session: Session
) -> None:
    case = new()
    proof = key(client.application, case)
    answer = client.get(
        f"/track/{case.number.lower()}?key={proof}&_external=1&_scheme=javascript&next=//evil"
    )
    assert (answer.status_code, answer.location) == (303, f"/track/{case.number}?key={proof}")


def test_guessing_is_limited_and_looking_is_not(client: Client, session: Session) -> None:
    """H-08: the rulebook's number of wrong tries a minute; whoever has the key is not held up."""
    case = new()
    most = rules_at(MONDAY).public_form.lookups_a_minute
    for _look in range(most + 2):
        assert follow(client, case).status_code == 200
    for _guess in range(most):
        assert client.get("/track/HY-20261123-0999?key=AAAA").status_code == 404
    refused = client.submit("/track", number="HY-20261123-0999", key="A")
    assert refused.status_code == 429
    assert "尝试次数过多，请一分钟后再试。" in refused.text


def test_nobody_shuts_out_who_is_on_the_page(client: Client, session: Session) -> None:
    """H-08: many customers come from one address; one who guesses there stops no other's case."""
    case = new()
    follow(client, case)
    robot = client.application.test_client()
    for _guess in range(rules_at(MONDAY).public_form.lookups_a_minute):
        robot.get("/track/HY-20261123-0999?key=AAAA")
    assert robot.get("/track/HY-20261123-0999?key=AAAA").status_code == 429
    assert client.get(f"/track/{case.number}").status_code == 200
    assert step(client, case, "words", text="昨晚又断了").status_code == 303
    # What the one browser was let into does not make the other known.
    assert robot.get(f"/track/{case.number}").status_code == 429


def test_missing_fields_are_named(client: Client, session: Session) -> None:
    answer = client.submit("/track", number="", key="")
    assert answer.status_code == 422
    assert region(answer.text, "#number-error") == region(answer.text, "#key-error") == "请填写此项。"
