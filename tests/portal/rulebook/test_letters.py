"""Texts to customers can be edited, in both languages, and every version stays (H-05, RB-01)."""

from sqlalchemy import select

from models.clock import now
from models.db import db
from models.people.tables import Language
from models.rulebook.queries import template
from models.rulebook.tables import MessageTemplate
from models.rulebook.words import Means, MessageKind
from tests.cast import Cast
from tests.client import Client
from tests.conftest import MONDAY
from tests.markup import region, words_in_the_other_language

PAGE = "/portal/rulebook/letters/reply/zh"


def versions(means: Means = Means.EMAIL) -> list[int]:
    found = select(MessageTemplate.version).where(
        MessageTemplate.kind == MessageKind.REPLY,
        MessageTemplate.means == means,
        MessageTemplate.language == Language.ZH,
    )
    return list(db.session.scalars(found.order_by(MessageTemplate.version)))


def test_a_saved_text_holds_from_now_on_and_the_old_one_stays(client: Client, cast: Cast) -> None:
    """H-05: a change is a new version, used at once."""
    client.come_in(cast.administrator)
    body = "{{ customer }}，您好：\n{{ result }}\n{{ apology }}\n{{ link }}"
    answer = client.submit(PAGE, action="/reply/zh", subject="处理结果 {{ number }}", body=body)
    assert answer.status_code == 303
    assert versions() == [1, 2]
    assert template(MessageKind.REPLY, Language.ZH, now()).subject == "处理结果 {{ number }}"
    assert template(MessageKind.REPLY, Language.ZH, MONDAY.replace(year=2025)).version == 1


def test_a_text_that_lacks_or_invents_fields_is_refused_and_kept_as_typed(client: Client, cast: Cast) -> None:
    """H-05: 422, the fields are named, what was typed stays, nothing is stored."""
    client.come_in(cast.administrator)
    lacking = client.submit(PAGE, action="/reply/zh", subject="结果", body="只有 {{ number }}")
    assert lacking.status_code == 422
    assert "{{ result }}" in lacking.text
    assert "只有 {{ number }}" in lacking.text
    invented = client.submit(PAGE, action="/reply/zh", subject="{{ secret }}", body="{{ result }}")
    assert invented.status_code == 422
    assert "{{ secret }}" in invented.text
    assert versions() == [1]


def test_only_those_who_may_edit_texts_see_them(client: Client, cast: Cast) -> None:
    """X-01: an agent gets 403, an unknown occasion is 404."""
    client.come_in(cast.agent)
    assert client.get(PAGE).status_code == 403
    assert client.send(PAGE, subject="x", body="y").status_code == 403
    client.come_in(cast.administrator)
    assert client.get("/portal/rulebook/letters/nothing/zh").status_code == 404
    assert client.get("/portal/rulebook/letters/reply/fr").status_code == 404


def test_the_rules_in_force_can_be_read(client: Client, cast: Cast) -> None:
    """RB-01: grades with their due times, categories with their departments, reminders."""
    client.come_in(cast.auditor)
    shown = client.get("/portal/rulebook").text
    for words in ("三级（严重）", "技术运维部", "5 个工作日", "回访"):
        assert words in shown


def save_second(client: Client) -> None:
    body = "{{ customer }}，您好：\n{{ result }}\n{{ apology }}\n{{ link }}"
    client.submit(PAGE, action="/reply/zh", subject="第二版 {{ number }}", body=body)


def test_h05_every_version_can_be_opened_with_who_and_when(client: Client, cast: Cast) -> None:
    client.come_in(cast.administrator)
    save_second(client)
    listed = region(client.get(PAGE).text, "#letter-versions")
    assert f"第 2 版 使用中{cast.administrator.name}，今天" in listed
    assert "第 1 版系统自带，" in listed
    first = client.get(f"{PAGE}/versions/1").text
    assert "现将结果答复如下" in region(first, "#version-body")
    assert "<textarea" not in first
    assert "第二版 {{ number }}" in region(client.get(f"{PAGE}/versions/2").text, "#version-subject")


def test_h05_an_earlier_version_is_restored(client: Client, cast: Cast) -> None:
    client.come_in(cast.administrator)
    save_second(client)
    assert "/restoration" not in client.get(f"{PAGE}/versions/2").text
    answer = client.submit(f"{PAGE}/versions/1", action="/restoration")
    assert (answer.status_code, answer.location) == (303, PAGE)
    assert "已恢复第 1 版，现为第 3 版。" in region(client.get(PAGE).text, "#flashes")
    assert versions() == [1, 2, 3]
    used = template(MessageKind.REPLY, Language.ZH, now())
    assert (used.version, used.subject) == (3, template(MessageKind.REPLY, Language.ZH, MONDAY).subject)
    assert client.send(f"{PAGE}/versions/3/restoration").status_code == 409
    assert versions() == [1, 2, 3]


def test_h05_versions_are_for_those_who_edit_texts(client: Client, cast: Cast) -> None:
    """X-01; unknown ones are not found."""
    client.come_in(cast.agent)
    assert client.get(f"{PAGE}/versions/1").status_code == 403
    assert client.send(f"{PAGE}/versions/1/restoration").status_code == 403
    client.come_in(cast.administrator)
    for number in ("9", "99999999999"):
        assert client.get(f"{PAGE}/versions/{number}").status_code == 404
    assert client.get("/portal/rulebook/letters/reply/fr/versions/1").status_code == 404


def test_x04_the_versions_in_english(client: Client, cast: Cast) -> None:
    client.come_in(cast.administrator)
    client.send("/portal/account/language", language="en")
    save_second(client)
    page = client.get("/portal/rulebook/letters/reply/en/versions/1").text
    assert words_in_the_other_language(page, [cast.administrator.name]) == []
    assert "came with the product" in page
