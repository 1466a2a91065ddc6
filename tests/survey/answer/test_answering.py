"""A customer answers, one question a screen (R-02, R-04, S-01, S-04, S-05)."""

import gzip
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models.cases import actions as cases
from models.cases.tables import Case
from models.cases.words import Closing, ContactMeans, Direction, State
from models.revisits import actions
from models.revisits.tables import Revisit, RevisitAnswer
from models.revisits.words import RevisitState
from models.surveys.tables import Response, ResponseItem
from models.surveys.words import Reach
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.revisits import cases as told
from tests.models.revisits.cases import HOUR
from tests.survey.answer.conftest import THEN

Post = Callable[..., TestResponse]
HTMX = {"HX-Request": "true"}


def walk(client: Client, link: str, **answers: str) -> TestResponse:
    """Answers one question after the other as a browser without JavaScript does; the last page."""
    page = client.get(link)
    for code, answer in answers.items():
        form = html.document_fromstring(page.text).forms[0]
        assert form.action.split("?")[0] == f"{link}/q/{code}"
        sent = client.post(form.action, data={"answer": answer} if answer else {})
        assert sent.status_code == 303
        page = client.get(sent.location)
        assert page.status_code == 200
    return page


def items(session: Session) -> dict[str, int | str | None]:
    rows = session.scalars(select(ResponseItem).order_by(ResponseItem.id))
    return {row.question: row.words if row.words is not None else row.choice for row in rows}


@pytest.mark.both_databases
def test_r02_a_content_customer_answers_without_javascript_and_the_case_closes(
    client: Client,
    session: Session,
    case: Case,
    revisit: Revisit,
    link: str,
    valid_html: Callable[[str], None],
) -> None:
    first = client.get(link)
    assert region(first.text, "#question") == "您对这次的处理结果满意吗？"
    assert "1 / 5" in region(first.text, "#screen")
    assert f"工单 {case.number} · 宽带晚间掉线 · 11月23日答复" in region(first.text, "#screen").replace(
        "\xa0", " "
    )
    valid_html(first.text)
    thanks = walk(client, link, overall="5", solved="1", attitude="5", speed="4", comment="师傅很细心")
    assert region(thanks.text, "//h1") == "谢谢您的肯定。"
    valid_html(thanks.text)
    assert items(session) == {"overall": 5, "solved": 1, "attitude": 5, "speed": 4, "comment": "师傅很细心"}
    assert (case.state, case.closing) == (State.CLOSED, Closing.SATISFIED)
    assert (revisit.state, revisit.score) == (RevisitState.ANSWERED, 5)
    response = session.scalars(select(Response)).one()
    assert (response.reach, response.entered_by_id) == (Reach.EMAIL, None)
    assert "Set-Cookie" not in thanks.headers


@pytest.mark.both_databases
def test_r04_a_discontent_one_is_met_at_once_with_who_calls_and_by_when(
    client: Client, session: Session, case: Case, link: str, valid_html: Callable[[str], None]
) -> None:
    thanks = walk(
        client, link, overall="1", solved="3", wrong="2", attitude="3", speed="1", missing="退还月费"
    )
    assert region(thanks.text, "//h1") == "很抱歉没有让您满意，我们重新处理。"
    told = region(thanks.text, "#follow-up")
    assert "技术运维部 · 季书" in told
    assert "2026-11-24（周二）18:00" in told
    assert "第 2 轮，优先级已提高" in told
    valid_html(thanks.text)
    assert (case.state, case.round) == (State.HANDLING, 2)
    assert items(session)["missing"] == "退还月费"


def test_r04_what_was_promised_is_not_promised_again_once_it_is_kept(
    client: Client,
    session: Session,
    cast: Cast,
    case: Case,
    link: str,
    valid_html: Callable[[str], None],
) -> None:
    """Who comes back to the page reads when somebody was in touch, and then that there is a new answer."""
    walk(client, link, overall="1", solved="3", wrong="2", attitude="3", speed="1", missing="退还月费")
    called_at = THEN + HOUR
    cases.log_contact(
        case,
        direction=Direction.OUT,
        means=ContactMeans.PHONE,
        text="已致歉，约周三上门",
        by=cast.handler,
        now=called_at,
    )
    session.commit()
    page = client.get(f"{link}/end").text
    shown = region(page, "#follow-up")
    assert "未填写" not in shown
    assert "回电" not in shown
    assert "处理人技术运维部 · 季书 已与您联系2026-11-23（周一）13:00" in shown
    assert "处理人员已收到您的回答，正在处理，有结果会马上告知您。" in shown
    valid_html(page)
    told_again = told.answer(cast, case, now=called_at + HOUR)
    assert told_again.state is State.ANSWERED
    session.commit()
    assert "我们已再次答复您。" in region(client.get(f"{link}/end").text, "#follow-up")


def test_s05_who_was_heard_half_finished_may_go_on(
    client: Client, session: Session, case: Case, revisit: Revisit, link: str
) -> None:
    """The case is in work again; the next question says so, and the end tells who calls by when."""
    client.post(f"{link}/q/overall", data={"answer": "1"})
    actions.take_unfinished(revisit, now=THEN + 3 * HOUR)
    session.commit()
    assert (case.state, case.round) == (State.HANDLING, 2)
    page = client.get(link).text
    assert region(page, "#question") == "您的问题解决了吗？"
    assert "您的工单已重新处理。您接着填写的内容会转给处理人员。" in region(page, "#screen")
    thanks = walk(client, link, solved="3", wrong="2", attitude="3", speed="1", missing="退还月费")
    assert "技术运维部 · 季书" in region(thanks.text, "#follow-up")
    assert case.round == 2
    assert items(session)["missing"] == "退还月费"


def test_s05_each_step_is_saved_and_coming_back_resumes(client: Client, session: Session, link: str) -> None:
    walk(client, link, overall="2", solved="2")
    assert items(session) == {"overall": 2, "solved": 2}
    back_again = client.get(link)
    assert region(back_again.text, "#question") == "是哪里让您不满意？"
    assert "3 / 6" in region(back_again.text, "#screen")
    before = client.get(f"{link}/q/solved")
    assert html.document_fromstring(before.text).xpath("//input[@checked]/@value") == ["2"]


def test_s04_the_last_answer_counts_until_the_window_closes(
    client: Client, session: Session, case: Case, link: str
) -> None:
    walk(client, link, overall="5", solved="1", attitude="5", speed="5", comment="")
    thanks = client.get(link)
    assert "2026-12-07（周一）23:59 前可以修改" in region(thanks.text, "#screen")
    assert client.post(f"{link}/q/overall", data={"answer": "1"}).status_code == 303
    assert case.round == 1  # what a discontent customer is asked besides has no answer yet
    for code, answer in {"solved": "1", "wrong": "", "attitude": "5", "speed": "5", "missing": ""}.items():
        client.post(f"{link}/q/{code}", data={"answer": answer} if answer else {})
    assert (case.state, case.round) == (State.HANDLING, 2)
    scores = session.scalars(select(RevisitAnswer.score).order_by(RevisitAnswer.id)).all()
    assert scores == [5, 1]


def test_s04_a_form_sent_twice_is_one_answer(client: Client, session: Session, case: Case, link: str) -> None:
    walk(client, link, overall="1", solved="3", wrong="1", attitude="1", speed="1")
    for _ in range(3):
        assert client.post(f"{link}/q/missing", data={"answer": "请回电"}).status_code == 303
    assert case.round == 2
    assert len(session.scalars(select(RevisitAnswer)).all()) == 1
    assert items(session)["missing"] == "请回电"


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("query", ["", "?rating=1", "?rating=9", "?rating=<b>"])
def test_s04_opening_a_link_is_never_an_answer(
    client: Client, session: Session, case: Case, link: str, method: str, query: str
) -> None:
    """Mail scanners, previews and prefetch open every link, with a rating or without."""
    answer = getattr(client, method)(link + query, headers={"Sec-Purpose": "prefetch"})
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert session.scalars(select(Response)).all() == []
    assert case.state is State.ANSWERED


def test_s04_a_rating_in_a_mail_only_preselects_and_asks_to_confirm(client: Client, link: str) -> None:
    page = client.get(f"{link}?rating=4")
    tree = html.document_fromstring(page.text)
    assert tree.xpath("//input[@checked]/@value") == ["4"]
    assert "这是您在邮件里点的选项。请确认，也可以改选。" in region(page.text, "#screen")
    assert tree.xpath("string(//form//button)").strip() == "确认，下一题"


def test_s05_under_htmx_the_next_screen_is_a_region(client: Client, session: Session, link: str) -> None:
    answer = client.post(f"{link}/q/overall", data={"answer": "5"}, headers=HTMX)
    assert answer.status_code == 200
    assert answer.headers["HX-Push-Url"] == f"{link}/q/solved"
    tree = html.fromstring(f"<div>{answer.text}</div>")
    assert tree.xpath("//hx-partial/@hx-target") == ["#screen", "#flashes"]
    assert tree.xpath("string(//legend)") == "您的问题解决了吗？"
    assert tree.xpath("//legend/@autofocus") != []
    assert items(session) == {"overall": 5}


@pytest.mark.parametrize(
    ("code", "data", "said"),
    [
        ("overall", {}, "请先选一项，再继续。"),
        ("overall", {"answer": "7"}, "请从所列选项中选择。"),
        ("overall", {"answer": "<script>alert(1)</script>"}, "请从所列选项中选择。"),
        ("comment", {"answer": "好" * 1001}, "最多写 1000 个字。"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_s01_what_is_no_answer_is_refused_with_a_reason_and_kept(
    client: Client,
    session: Session,
    link: str,
    code: str,
    data: dict[str, str],
    said: str,
    headers: dict[str, str],
) -> None:
    if code == "comment":
        walk(client, link, overall="5", solved="1", attitude="5", speed="5")
    kept = items(session)
    refused = client.post(f"{link}/q/{code}", data=data, headers=headers)
    assert refused.status_code == 422
    assert region(refused.text, "#error") == said
    assert items(session) == kept
    if code == "comment":
        assert data["answer"] in refused.text


def test_s01_a_question_off_the_way_leads_back_to_it(client: Client, session: Session, link: str) -> None:
    for code in ("wrong", "nonsense", "comment"):
        assert client.get(f"{link}/q/{code}").location == link
        assert client.post(f"{link}/q/{code}", data={"answer": "1"}).location == link
    assert client.get(f"{link}/end").location == link
    assert items(session) == {}


def test_x04_the_language_is_the_customers_and_can_be_switched_without_a_cookie(
    client: Client, session: Session, case: Case, link: str
) -> None:
    chinese = client.get(link, headers={"Accept-Language": "en"})
    assert region(chinese.text, "#question") == "您对这次的处理结果满意吗？"
    english = client.get(f"{link}?lang=en")
    assert region(english.text, "#question") == "How satisfied are you with the outcome?"
    assert "answered on 23 Nov" in region(english.text, "#screen")
    assert english.headers["Content-Language"] == "en"
    assert "Set-Cookie" not in english.headers
    form = html.document_fromstring(english.text).forms[0]
    sent = client.post(form.action, data={"answer": "4"})
    assert sent.location == f"{link}/q/solved?lang=en"
    assert region(client.get(sent.location).text, "#question") == "Is your problem solved?"
    assert "Set-Cookie" not in sent.headers
    client.set_cookie("lang", "en")  # kept by another page, where the reader asked for English
    assert region(client.get(link).text, "#question") == "Is your problem solved?"


def test_s05_a_page_with_all_its_parts_is_light(client: Client, link: str) -> None:
    """Under 30 kB as it travels, compressed: page, style and scripts together."""
    page = client.get(link)
    tree = html.document_fromstring(page.text)
    addresses = tree.xpath("//link[@rel='stylesheet']/@href | //script/@src | //script/@data-htmx")
    files = [Path(urlsplit(address).path.lstrip("/")) for address in addresses]
    assert sorted(file.name for file in files) == ["htmx.min.js", "public.css", "public.js"]
    sizes = [len(gzip.compress(content)) for content in (page.data, *map(Path.read_bytes, files))]
    assert sum(sizes) < 30_000
