"""H-05, R-02: the texts of SMS are edited beside the letters, with their length in sight."""

from collections.abc import Callable

from models.clock import now
from models.people.tables import Language
from models.rulebook.queries import template
from models.rulebook.words import Means, MessageKind
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.portal.rulebook.test_letters import versions

PAGE = "/portal/rulebook/letters/reply.sms/zh"
GOOD = "【{{ company }}】已处理：{{ link }}"


def test_they_stand_below_the_letters(client: Client, cast: Cast) -> None:
    client.come_in(cast.administrator)
    shown = client.get("/portal/rulebook/letters").text
    assert PAGE in shown
    assert "closed.sms" not in shown
    assert client.get("/portal/rulebook/letters/closed.sms/zh").status_code == 404


def test_a_saved_sms_holds_from_now_on(client: Client, cast: Cast, valid_html: Callable[[str], None]) -> None:
    client.come_in(cast.administrator)
    page = client.get(PAGE).text
    valid_html(page)
    example = region(page, "#sms-example")
    assert "【云帆网络】您反映的问题（HY-20261121-0042）已处理完毕" in example
    assert "共 2 条" in example
    assert client.submit(PAGE, action="/reply.sms/zh", body=GOOD).location == PAGE
    assert (versions(Means.SMS), versions()) == ([1, 2], [1])
    assert template(MessageKind.REPLY, Language.ZH, now(), means=Means.SMS).body == GOOD
    client.submit(f"{PAGE}/versions/1", action="/restoration")
    assert versions(Means.SMS) == [1, 2, 3]


def test_what_cannot_be_sent_is_refused_and_kept_as_typed(client: Client, cast: Cast) -> None:
    client.come_in(cast.administrator)
    for body, words in (
        ("已处理：{{ link }}", "短信须以"),
        (GOOD + "{{ result }}", "{{ result }}"),
        (GOOD + "谢" * 70, "已超过两条"),
    ):
        answer = client.submit(PAGE, action="/reply.sms/zh", body=body)
        assert answer.status_code == 422
        assert words in answer.text
        assert body in answer.text
    assert versions(Means.SMS) == [1]
