"""Texts to customers can be edited, in both languages, and every version stays (H-05, RB-01)."""

from sqlalchemy import select

from models.clock import now
from models.db import db
from models.people.tables import Language
from models.rulebook.queries import template
from models.rulebook.tables import MessageTemplate
from models.rulebook.words import MessageKind
from tests.cast import Cast
from tests.client import Client
from tests.conftest import MONDAY

PAGE = "/portal/rulebook/letters/reply/zh"


def versions() -> list[int]:
    found = select(MessageTemplate.version).where(
        MessageTemplate.kind == MessageKind.REPLY, MessageTemplate.language == Language.ZH
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
