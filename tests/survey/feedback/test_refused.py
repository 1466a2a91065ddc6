"""Whatever does not fit comes back as typed, with a clear word at its field; nothing is stored (V-08)."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.cases.tables import Case, CaseFile
from models.customers.tables import Customer
from models.events.tables import Event
from models.files.tables import StoredFile
from models.outbox.tables import OutboxMessage
from models.rulebook.queries import rules_at
from tests.client import Client, form_on
from tests.conftest import MONDAY
from tests.markup import region
from tests.models.files.samples import HTML, PROGRAM, SCRIPT, SVG, picture
from tests.survey.feedback.sending import PHOTO, PROBLEM, send
from tests.survey.raw import MULTIPART, raw_form

pytestmark = pytest.mark.usefixtures("cast")


@pytest.fixture(autouse=True)
def on_monday(at: Any) -> None:
    at(MONDAY)


def nothing_stored(session: Session) -> bool:
    """Neither case nor customer, neither letter nor trail."""
    counts = [
        session.scalar(select(func.count(table.id))) for table in (Case, Customer, OutboxMessage, CaseFile)
    ]
    events = session.scalar(select(func.count(Event.id)).where(Event.kind.like("case.%")))
    return counts == [0, 0, 0, 0] and events == 0


def summary(answer: TestResponse) -> str:
    assert answer.status_code == 422, answer.status_code
    return region(answer.text, "//*[@class='form-errors']")


def typed(answer: TestResponse) -> dict[str, str]:
    """What stands in the fields. A browser passes over the first line end of a text area."""
    return {name: (value or "").removeprefix("\n") for name, value in form_on(answer.text).fields.items()}


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"kind": None}, "kind", "请选择一项。"),
        ({"kind": "gossip"}, "kind", "请从所列选项中选择。"),
        ({"problem": ""}, "problem", "请写下发生了什么。"),
        ({"problem": " \n\u200b "}, "problem", "请写下发生了什么。"),
        ({"problem": "断网"}, "problem", "请填写 5 到 5000 个字。"),
        ({"problem": "长" * 5001}, "problem", "请填写 5 到 5000 个字。"),
        ({"expected": "长" * 1001}, "expected", "最多填写 1000 个字。"),
        ({"happened_when": "长" * 201}, "happened_when", "最多填写 200 个字。"),
        ({"name": "长" * 61}, "name", "最多填写 60 个字。"),
        ({"account": "长" * 61}, "account", "最多填写 60 个字。"),
        ({"phone": "", "email": ""}, "phone", "请留下电话或邮箱，一个就可以。"),
        ({"phone": "one two three"}, "phone", "这个电话号码打不通"),
        ({"phone": "110 1"}, "phone", "这个电话号码打不通"),
        ({"phone": "138123"}, "phone", "这个电话号码打不通"),
        ({"phone": "138 1234 567"}, "phone", "这个电话号码打不通"),
        ({"phone": "8765 4321"}, "phone", "这个电话号码打不通"),
        ({"email": "zhao@"}, "email", "邮箱格式不对"),
        ({"email": "a@b.c\r\nBcc: all@example.com"}, "email", "邮箱格式不对"),
        ({"expected_on": "tomorrow"}, "expected_on", "请填写日期"),
        ({"expected_on": "2026-11-22"}, "expected_on", "请选择今天或以后的日期。"),
        ({"consent": None}, "consent", "未经您同意，我们不能登记这些信息。"),
        ({"website": "http://spam.example"}, "website", "请清空此项，它只用来识别机器人。"),
    ],
)
def test_each_field_says_what_is_wrong_and_keeps_what_was_typed(
    client: Client, session: Session, changes: dict[str, Any], field: str, said: str
) -> None:
    """V-02, V-08: 422, a summary that leads to the field, the sentence at the field, typed text kept."""
    answer = send(client, **changes)
    assert said in summary(answer)
    assert said in region(answer.text, f"#{field}-error")
    assert form_on(answer.text).xpath(f"//*[@class='form-errors']//a[starts-with(@href, '#{field}')]")
    assert typed(answer)["region"] == "深圳 南山"
    if field not in {"kind", "consent", "email"} and changes[field] and changes[field].strip("\u200b \n"):
        assert typed(answer)[field] == changes[field]
    assert nothing_stored(session)


def test_the_reader_is_answered_in_english(client: Client, session: Session) -> None:
    """X-04, V-08."""
    answer = send(client, address="/feedback/new?lang=en", problem="", consent=None)
    assert summary(answer) == (
        "Please check the following. What you typed is kept."
        " Tell us what happened: Please tell us what happened."
        " I agree that you use what I wrote here to handle this matter, answer me and ask how it went:"
        " Without your consent we may not take this down. Please tick the box."
    )


def test_words_in_another_character_set_are_noticed(client: Client, session: Session) -> None:
    """V-08: bytes that are no UTF-8 are never stored as question marks."""
    body = raw_form(kind=b"complaint", problem=PROBLEM.encode("gb18030"), phone=b"13812345678", consent=b"y")
    answer = client.post("/feedback/new", data=body, content_type=MULTIPART)
    assert "部分文字在传输途中成了乱码" in summary(answer)
    assert nothing_stored(session)


def test_script_in_words_is_shown_and_never_runs(client: Client, session: Session) -> None:
    """V-08."""
    nasty = "<script>alert(1)</script> {{ 7*7 }} ' OR 1=1 --"
    refused = send(client, problem=nasty, phone="", email="")
    assert typed(refused)["problem"] == nasty
    assert "<script>alert(1)" not in refused.text
    sent = send(client, problem=nasty, name='"><img src=x onerror=alert(1)>')
    assert session.scalars(select(Case.problem)).one() == nasty
    link = region(client.get(sent.location).text, "#link").removeprefix("http://localhost")
    page = client.get(link, follow_redirects=True).text
    assert region(page, "//section[@id='own-words']/blockquote") == nasty
    assert "<script>alert(1)" not in page


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("photo.png", HTML, "“photo.png”已损坏，或内容与扩展名不符，请发送原文件。"),
        ("photo.jpg", PROGRAM, "“photo.jpg”已损坏，或内容与扩展名不符，请发送原文件。"),
        ("notes.txt", SCRIPT, "“notes.txt”已损坏，或内容与扩展名不符，请发送原文件。"),
        ("drawing.svg", SVG, "“drawing.svg”的类型不支持。"),
        ("setup.exe", PROGRAM, "“setup.exe”的类型不支持。"),
        ("../../page.html", HTML, "“page.html”的类型不支持。"),
        ("photo\u202egpj.exe", PROGRAM, "“photogpj.exe”的类型不支持。"),
        ("empty.png", b"", "“empty.png”是空文件，请重新选择。"),
        ("huge.txt", b"x" * (10 * 1024 * 1024 + 1), "“huge.txt”超过 10 MB，请换一个小一些的文件。"),
    ],
)
def test_each_file_that_is_refused_is_named_with_its_reason(
    client: Client, session: Session, name: str, content: bytes, said: str
) -> None:
    """V-08: wrong type, disguise, emptiness and size."""
    answer = send(client, (name, content))
    assert said in summary(answer)
    assert said in region(answer.text, "#files-error")
    assert typed(answer)["problem"] == PROBLEM
    assert nothing_stored(session)
    assert session.scalar(select(func.count(StoredFile.id))) == 0


@pytest.mark.both_databases
def test_good_files_of_a_refused_form_are_kept_for_the_next_try(client: Client, session: Session) -> None:
    """V-08: nothing is lost when another field or another file was wrong."""
    refused = send(client, PHOTO, ("virus.exe", PROGRAM), problem="")
    form = form_on(refused.text)
    assert "路由器.png" in region(refused.text, "//form//fieldset[.//input[@name='carried']]")
    assert nothing_stored(session)
    (word,) = [value for name, value in form.form_values() if name == "carried"]
    accepted = send(client, ("合同.pdf", b"%PDF-1.7\n%%EOF"), carried=word)
    assert accepted.status_code == 303
    assert list(
        session.scalars(select(StoredFile.name).join(CaseFile, CaseFile.file_id == StoredFile.id))
    ) == ["路由器.png", "合同.pdf"]


def test_a_kept_file_can_be_left_out(client: Client, session: Session) -> None:
    send(client, PHOTO, problem="")
    assert send(client).status_code == 303
    assert session.scalar(select(func.count(CaseFile.id))) == 0


def test_nobody_carries_a_file_of_another_form(client: Client, session: Session) -> None:
    """V-08: the word is bound to the form's name, so a copied or forged one brings nothing."""
    form = form_on(send(client, PHOTO, problem="").text)
    (word,) = [value for name, value in form.form_values() if name == "carried"]
    assert send(client, carried=word, submission="Z" * 26).status_code == 303
    assert send(client, carried=word[:-1] + "0", submission="Y" * 26).status_code == 303
    assert send(client, carried="../../etc/passwd", submission="X" * 26).status_code == 303
    assert session.scalar(select(func.count(Case.id))) == 3
    assert session.scalar(select(func.count(CaseFile.id))) == 0


def test_the_sixth_file_is_refused_and_the_others_are_kept(client: Client, session: Session) -> None:
    answer = send(client, *[(f"{n}.png", picture()) for n in range(1, 7)])
    assert "“6.png”未能添加：最多只能发送 5 个文件。" in summary(answer)
    assert session.scalar(select(func.count(StoredFile.id))) == 5
    again = send(client, PHOTO, carried=None)
    assert again.status_code == 303


def test_reading_the_form_in_the_other_language_sends_nothing(client: Client, session: Session) -> None:
    """X-04: the switch keeps what was typed and the files, even where all would be right now."""
    answer = send(client, PHOTO, address="/feedback/new?lang=en", speak="en")
    assert answer.status_code == 200
    form = form_on(answer.text)
    assert (typed(answer)["problem"], typed(answer)["phone"]) == (PROBLEM, "138 1234 5678")
    assert [name for name, _ in form.form_values() if name == "carried"] == ["carried"]
    assert "Give feedback or complain" in answer.text
    assert nothing_stored(session)


def test_too_many_of_one_network_are_told_so_and_keep_their_words(
    client: Client, app: Flask, session: Session
) -> None:
    """V-08: the rulebook's number an hour, then 429 with the form as it was typed."""
    most = rules_at(MONDAY).public_form.submissions_an_hour
    for n in range(most):
        assert send(client, submission=f"{n:026d}").status_code == 303
    answer = send(client, submission="Z" * 26)
    assert answer.status_code == 429
    assert "短时间内提交太多次，请一小时后再提交。" in answer.text
    assert typed(answer)["problem"] == PROBLEM
    assert session.scalar(select(func.count(Case.id))) == most


def test_refusals_count_less_than_what_is_sent(client: Client, session: Session) -> None:
    """A customer who needs several tries is not shut out by them."""
    for _try in range(rules_at(MONDAY).public_form.submissions_an_hour + 1):
        assert send(client, problem="").status_code == 422
    assert send(client).status_code == 303


def test_another_site_cannot_send_our_form(client: Client, session: Session) -> None:
    answer = client.post(
        "/feedback/new", data={"kind": "complaint"}, headers={"Origin": "https://evil.example"}
    )
    assert answer.status_code == 400
    assert nothing_stored(session)
