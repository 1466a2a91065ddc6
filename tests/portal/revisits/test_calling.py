"""Calling a customer: script, number on a recorded click, answers, failures (R-02, R-03, R-04, X-03)."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from lxml import html
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cases.tables import Case
from models.cases.words import Closing, State
from models.events.queries import history
from models.revisits import actions
from models.revisits.tables import Revisit, RevisitAnswer, RevisitCall
from models.revisits.words import CallOutcome, RevisitState, Silence
from models.surveys.tables import Response, ResponseItem
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.revisits.cases import HOUR
from tests.portal.revisits.conftest import THEN

HTMX = {"HX-Request": "true"}
CONTENT = {"overall": "5", "solved": "1", "attitude": "5", "speed": "4", "comment": "师傅很细心"}


@pytest.fixture
def here(case: Case) -> str:
    """The call's address."""
    return f"/portal/revisits/{case.number}"


@pytest.fixture
def talking(caller: Client, here: str) -> Client:
    """The caller, who has taken the call."""
    assert caller.submit(here, "/call").location == here
    return caller


def items(session: Session) -> dict[str, int | str | None]:
    rows = session.scalars(select(ResponseItem).order_by(ResponseItem.id))
    return {row.question: row.words if row.words is not None else row.choice for row in rows}


def test_r02_before_taking_it_there_is_neither_script_nor_number(
    caller: Client, here: str, valid_html: Callable[[str], None]
) -> None:
    page = caller.get(here)
    assert "准备好打电话了吗？" in region(page.text, "#call")
    assert "王*军" in region(page.text, "#call-facts")
    assert region(page.text, "#call-number") == "138****8000"
    assert "我们已更换楼栋分光器" in region(page.text, "#matter")
    valid_html(page.text)


def test_r02_the_script_names_caller_company_and_case(
    talking: Client, revisit: Revisit, cast: Cast, here: str, valid_html: Callable[[str], None]
) -> None:
    assert revisit.caller_id == cast.second_agent.id
    page = talking.get(here)
    said = region(page.text, "#talk")
    assert "您好，我是云帆网络的回访专员柯友。您之前反映的“宽带晚间掉线”" in said
    assert "我们已经在11月23日答复您" in said
    assert "请问您对这次的处理结果，是非常满意、满意、一般、不满意，还是非常不满意？" in said
    assert "{" not in said
    valid_html(page.text)


def test_x03_the_number_is_shown_on_a_recorded_click(
    talking: Client, session: Session, case: Case, cast: Cast, here: str
) -> None:
    shown = talking.submit(here, "/number")
    assert region(shown.text, "#call-number") == "138 0013 8000"
    recorded = history(case.audit_name)[-1]
    assert (recorded.kind, recorded.staff_id) == ("revisit.number_shown", cast.second_agent.id)
    alone = talking.post(f"{here}/number", data=_token(talking, here), headers=HTMX)
    assert html.fromstring(f"<div>{alone.text}</div>").xpath("//a/@href") == ["tel:+8613800138000"]
    assert region(talking.get(here).text, "#call-number").startswith("138****8000")


def test_r02_content_answers_close_the_case(
    talking: Client, session: Session, case: Case, revisit: Revisit, cast: Cast, here: str
) -> None:
    sent = talking.submit(here, "/answers", **CONTENT, text="客户在开车")
    assert sent.location == "/portal/revisits"
    assert "已保存，辛苦了。" in region(talking.get(sent.location).text, "#flashes")
    assert (case.state, case.closing) == (State.CLOSED, Closing.SATISFIED)
    assert items(session) == {
        key: int(value) if value.isdecimal() else value for key, value in CONTENT.items()
    }
    (call,) = session.scalars(select(RevisitCall)).all()
    assert (call.outcome, call.by_id, call.note) == (CallOutcome.REACHED, cast.second_agent.id, "客户在开车")
    assert session.scalars(select(Response.entered_by_id)).all() == [cast.second_agent.id]
    assert "客户打了 5 分" in region(talking.get(here).text, "#call")


def test_r04_discontent_reopens_and_the_caller_can_say_who_calls(
    talking: Client, session: Session, case: Case, here: str
) -> None:
    said = {"overall": "2", "solved": "3", "wrong": ["1", "3"], "attitude": "3", "speed": "2"}
    talking.submit(here, "/answers", **said, missing="换一位师傅")
    told = region(talking.get("/portal/revisits").text, "#flashes")
    assert "季书须在 2026-11-24（周二）18:00 前回电客户" in told
    assert (case.state, case.round) == (State.HANDLING, 2)
    assert session.scalars(select(RevisitAnswer.score)).all() == [2]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_r02_gaps_come_back_with_all_that_was_entered(
    talking: Client, session: Session, case: Case, here: str, headers: dict[str, str]
) -> None:
    given = {"overall": "1", "wrong": ["2"], "missing": "换" * 1001, **_token(talking, here)}
    refused = talking.post(f"{here}/answers", data=given, headers=headers)
    assert refused.status_code == 422
    tree = (
        html.fromstring(f"<div>{refused.text}</div>") if headers else html.document_fromstring(refused.text)
    )
    links = tree.xpath("//form[@id='answers']//*[@role='alert']//a/@href")
    assert links == ["#q-solved", "#q-attitude", "#q-speed", "#q-missing"]
    assert tree.xpath("//input[@checked]/@id") == ["q-overall-1", "q-wrong-2"]
    assert "换" * 1001 in refused.text
    assert case.state is State.ANSWERED
    assert items(session) == {}


def test_r02_questions_follow_the_answers_and_each_is_kept(
    talking: Client, session: Session, here: str
) -> None:
    """Server-driven: after each change the page gets the questions that are to be asked now (S-01)."""
    data = {"overall": "5", "solved": "1", **_token(talking, here)}
    asked = talking.post(f"{here}/draft", data=data, headers=HTMX)
    shown = html.fromstring(asked.text).xpath("//fieldset/@id")
    assert shown == ["q-overall", "q-solved", "q-attitude", "q-speed", "q-comment"]
    assert items(session) == {"overall": 5, "solved": 1}
    again = talking.get(here)
    assert html.document_fromstring(again.text).xpath("//input[@checked]/@id") == [
        "q-overall-5",
        "q-solved-1",
    ]


def test_s06_what_a_caller_noted_on_a_way_that_was_left_counts_nowhere(
    talking: Client, session: Session, here: str
) -> None:
    for overall in ("1", "5"):
        data = {"overall": overall, "solved": "2", "wrong": ["2"], **_token(talking, here)}
        assert talking.post(f"{here}/draft", data=data, headers=HTMX).status_code == 200
    astray = session.scalars(select(ResponseItem.question).where(ResponseItem.off_way))
    assert list(astray) == ["wrong"]


def test_r03_nobody_there_is_tried_again_later(
    talking: Client, session: Session, revisit: Revisit, here: str
) -> None:
    sent = talking.submit(here, "/attempt", outcome="no_answer", text="响了很久")
    told = region(talking.get(sent.location).text, "#flashes")
    assert "已记录，2026-11-23（周一）16:00 会再次提示。" in told
    assert (revisit.state, revisit.attempts, revisit.next_call_at) == (
        RevisitState.TO_CALL,
        1,
        THEN + 4 * HOUR,
    )
    log = region(talking.get(here).text, "#call-log")
    assert "无人接听 柯友" in log
    assert "响了很久" in log


def test_r02_called_back_when_the_customer_wishes(talking: Client, revisit: Revisit, here: str) -> None:
    talking.submit(here, "/attempt", outcome="call_later", again_at="2026-11-23T19:30")
    assert revisit.next_call_at == THEN.replace(hour=19, minute=30)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "请选择通话结果。"),
        ({"outcome": "call_later"}, "请填写此项。"),
        ({"outcome": "call_later", "again_at": "2026-11-22T10:00"}, "这个时间已经过了，请填一个将来的时间。"),
        ({"outcome": "call_later", "again_at": "2027-11-22T10:00"}, "超过了回访截止时间，请填早一些的时间。"),
        ({"outcome": "reached"}, "请从所列选项中选择。"),
        ({"outcome": "no_answer", "text": "长" * 501}, "最多"),
    ],
)
def test_r02_a_call_that_is_not_well_described_is_not_written_down(
    talking: Client, session: Session, here: str, fields: dict[str, str], said: str
) -> None:
    refused = talking.send(f"{here}/attempt", **fields)
    assert refused.status_code == 422
    assert said in region(refused.text, "#attempt")
    assert session.scalars(select(RevisitCall)).all() == []


def test_r03_a_refusal_ends_it(talking: Client, case: Case, revisit: Revisit, here: str) -> None:
    talking.submit(here, "/attempt", outcome="refused")
    assert (revisit.state, revisit.silence) == (RevisitState.EXPIRED, Silence.REFUSED)
    assert case.closing is Closing.NO_ANSWER
    assert "客户不愿作答" in region(talking.get(here).text, "#call")


def test_r02_two_callers_the_second_sees_who_has_it(
    caller: Client, cast: Cast, revisit: Revisit, here: str
) -> None:
    actions.claim(revisit, by=cast.inspector, now=THEN)
    page = caller.get(here)
    assert "志检已接手，保留到 今天 12:30。" in region(page.text, "#call")
    for verb, data in {"call": {}, "release": {}, "number": {}, "answers": CONTENT, "draft": CONTENT}.items():
        late = caller.send(f"{here}/{verb}", **data)
        assert late.status_code == 409
        assert "这通回访现在不在您手上" in region(late.text, "#call")
    assert "师傅很细心" in caller.send(f"{here}/answers", **CONTENT).text
    assert revisit.state is RevisitState.TO_CALL


def test_r02_a_call_can_be_given_back(talking: Client, revisit: Revisit, here: str) -> None:
    assert talking.submit(here, "/release").location == "/portal/revisits"
    assert revisit.caller_id is None


def test_r02_an_unknown_number_is_not_found(caller: Client) -> None:
    assert caller.get("/portal/revisits/HY-20261123-9999").status_code == 404


def _token(client: Client, page: str) -> dict[str, str]:
    form = html.document_fromstring(client.get(page).text).get_element_by_id("answers")
    return {"csrf_token": form.fields["csrf_token"]}


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_r02_the_window_closes_while_the_customer_speaks(
    client: Client,
    cast: Cast,
    case: Case,
    revisit: Revisit,
    here: str,
    at: Callable[[datetime], object],
    headers: dict[str, str],
) -> None:
    """The call goes on: what is entered is kept, and the answers are taken."""
    assert revisit.expires_at is not None
    at(revisit.expires_at - timedelta(minutes=5))
    talking = client.come_in(cast.second_agent)
    talking.submit(here, "/call")
    at(revisit.expires_at + timedelta(minutes=5))
    data = CONTENT | _token(talking, here)
    assert talking.post(f"{here}/draft", data=data, headers=headers).status_code < 400
    assert talking.post(f"{here}/answers", data=data, headers=headers).status_code < 400
    assert case.closing is Closing.SATISFIED
