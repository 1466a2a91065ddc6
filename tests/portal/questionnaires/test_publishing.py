"""From a draft to a version that is asked, and what differs from the one before (S-01, S-02)."""

from datetime import timedelta

from models.clock import now
from models.surveys import actions, queries
from models.surveys.words import Reach
from tests.cast import Cast
from tests.client import Client
from tests.conftest import MONDAY
from tests.markup import region

HERE = "/portal/questionnaires"
DRAFT = f"{HERE}/chat/draft"


def test_s01_a_second_person_publishes_what_was_written(client: Client, cast: Cast) -> None:
    """S-01: an inspector writes and tells, the committee publishes with a word why; old invitations stay."""
    sent = actions.invite("chat", language="zh", reach=Reach.WEB, closes_at=now() + timedelta(days=9))
    client.come_in(cast.inspector)
    client.send(f"{HERE}/chat/draft")
    client.submit(f"{DRAFT}/questions/comment", action="/comment", do="save", text_zh="还想说点什么？")
    assert client.send(f"{DRAFT}/publication", reason="x", seen="2").status_code == 403
    assert client.submit(DRAFT, action="/submission").status_code == 303
    client.come_in(cast.committee)
    assert "有一份问卷等待您发布。" in client.get("/portal/notices").text
    refused = client.submit(DRAFT, action="/publication", reason=" ")
    assert refused.status_code == 422
    answer = client.submit(DRAFT, action="/publication", reason="说得更亲切")
    assert answer.location == f"{HERE}/chat"
    current = queries.current("chat")
    assert current is not None
    assert (current.number, current.content.by_code["comment"].text.zh) == (2, "还想说点什么？")
    assert sent.version.number == 1
    shown = region(client.get(f"{HERE}/chat").text, "#versions")
    assert "第 2 版 正在使用" in shown
    assert "魏员 说得更亲切" in shown
    differs = region(client.get(f"{HERE}/chat/differences").text, "#differences")
    assert "第 2 题 还想说点什么？ 修改 题目文字（中文）" in differs.replace(" （", "（")


def test_s01_what_is_unfinished_is_refused_with_its_reasons(client: Client, cast: Cast) -> None:
    version = actions.begin("revisit", by=cast.inspector, now=MONDAY)
    client.come_in(cast.administrator)
    client.send(f"{HERE}/revisit/draft/questions/solved/removal", seen="1")
    page = client.get(f"{HERE}/revisit/draft").text
    assert "缺少编码为 solved 的题目，系统依据它决定工单的后续处理。" in region(page, "#checks")
    answer = client.send(f"{HERE}/revisit/draft/publication", reason="改", seen=str(version.edits))
    assert answer.status_code == 422
    assert "问卷还不完整" in answer.text
    assert queries.draft("revisit") is not None


def test_s01_somebody_changed_it_since_it_was_read(client: Client, cast: Cast) -> None:
    """H-07: the publisher publishes what was read, or is told; the reason stays typed."""
    actions.begin("chat", by=cast.inspector, now=MONDAY)
    client.come_in(cast.administrator)
    client.send(f"{DRAFT}/questions/comment/copy", seen="1")
    answer = client.send(f"{DRAFT}/publication", reason="理由留着", seen="1")
    assert answer.status_code == 422
    assert "理由留着" in region(answer.text, "#publish-draft")


def test_s01_a_draft_is_given_up(client: Client, cast: Cast) -> None:
    actions.begin("chat", by=cast.inspector, now=MONDAY)
    client.come_in(cast.inspector)
    assert client.submit(DRAFT, action="/discarding").location == f"{HERE}/chat"
    assert queries.draft("chat") is None


def test_s01_a_version_is_read_with_its_conditions_in_words(client: Client, cast: Cast) -> None:
    client.come_in(cast.auditor)
    page = client.get(f"{HERE}/quarterly/versions/1").text
    assert "当第 7 题“这当中，您投诉过吗？”的回答为“投诉过”时显示" in region(page, "#q-handling")
    assert "服务人员的态度" in region(page, "#q-service")
    assert client.get(f"{HERE}/quarterly/versions/9").status_code == 404
