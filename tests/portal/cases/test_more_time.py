"""Asking for more time and deciding on it, on the screen (G-03)."""

from models.cases import actions
from models.cases.tables import Case, Extension
from models.cases.words import ExtensionState
from models.db import db
from tests.cast import Cast
from tests.client import Client, form_on
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import HOUR, taken
from tests.moments import MONDAY
from tests.portal.cases.conftest import address
from tests.survey.track.following import follow

ASKED = {
    "extension-days": "3",
    "extension-reason": "备件要从上海调拨",
    "extension-words": "设备备件正在调拨，需要多几天时间。",
}


def handled(cast: Cast) -> Case:
    case = taken(cast)
    db.session.commit()
    return case


def asked(cast: Cast) -> Case:
    case = taken(cast)
    actions.ask_extension(
        case,
        3,
        reason="备件要从上海调拨",
        words="设备备件正在调拨，需要多几天时间。",
        by=cast.handler,
        now=MONDAY + HOUR,
        seen=None,
    )
    db.session.commit()
    return case


def requests() -> list[Extension]:
    return list(db.session.query(Extension))


def test_g03_asked_on_the_screen_and_granted_by_the_head(cast: Cast, client: Client) -> None:
    case = handled(cast)
    client.come_in(cast.handler)
    assert client.submit(address(case), "/extension", **ASKED).status_code == 303
    [extension] = requests()
    assert (extension.days, extension.state) == (3, ExtensionState.ASKED)
    page = client.come_in(cast.head).get(address(case)).text
    shown = region(page, "#form-extension-review")
    assert "备件要从上海调拨" in shown
    assert "设备备件正在调拨，需要多几天时间。" in shown
    answer = client.submit(address(case), "/extension-review", **{"extension-review-verdict": "approved"})
    assert answer.status_code == 303
    db.session.expire_all()
    assert requests()[0].state is ExtensionState.APPROVED
    told = region(client.get(address(case)).text, "#case-story")
    assert "批准延期 3 个工作日" in told
    assert words_in_the_other_language(page, "zh") == []


def test_g03_what_was_typed_stays_when_it_is_refused(cast: Cast, client: Client) -> None:
    case = handled(cast)
    client.come_in(cast.handler)
    answer = client.submit(address(case), "/extension", **{**ASKED, "extension-days": "30"})
    assert answer.status_code == 422
    assert "超过了该级别允许的最长延期天数。" in region(answer.text, "#form-extension")
    assert form_on(answer.text, "/extension").fields["extension-reason"].strip() == "备件要从上海调拨"
    answer = client.submit(address(case), "/extension", **{**ASKED, "extension-days": "三"})
    assert answer.status_code == 422
    assert requests() == []


def test_g03_a_refusal_needs_its_reason(cast: Cast, client: Client) -> None:
    case = asked(cast)
    client.come_in(cast.head)
    answer = client.submit(address(case), "/extension-review", **{"extension-review-verdict": "refused"})
    assert answer.status_code == 422
    assert "请填写此项" in region(answer.text, "#form-extension-review")
    answer = client.submit(
        address(case),
        "/extension-review",
        **{"extension-review-verdict": "refused", "extension-review-reason": "请按期完成"},
    )
    assert answer.status_code == 303
    page = client.come_in(cast.handler).get(address(case)).text
    assert "请按期完成" in region(page, "#case-story")


def test_h08_the_customer_never_reads_the_request(cast: Cast, client: Client) -> None:
    case = asked(cast)
    page = follow(client, case).text
    assert case.number in page
    assert "备件要从上海调拨" not in page
    assert "备件正在调拨" not in page
