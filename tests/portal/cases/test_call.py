"""Registering a call on one screen: earlier cases beside it, an end on the spot, a timer (V-03, T-06)."""

from io import BytesIO
from typing import Any

import pytest
from lxml import html as lxml_html
from sqlalchemy import func, select
from time_machine import Traveller

from models.cases.queries import due_times_of, files_of
from models.cases.tables import Case, Contact
from models.cases.words import Channel, Closing, ContactMeans, DueKind, Ending, State
from models.db import db
from models.events.queries import history
from tests.cast import Cast
from tests.client import Client, form_on
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import HOUR, new, taken, waiting
from tests.models.files.samples import picture
from tests.moments import MONDAY
from tests.portal.cases.conftest import address

FORM = "/portal/cases/new"
CALL: dict[str, Any] = {
    "channel": "hotline",
    "kind": "complaint",
    "problem": "宽带还是每天晚上八点以后断网，报修了三次。",
    "name": "赵玉兰",
    "phone": "13812345678",
    "seconds": "187",
}
QUESTION = CALL | {"kind": "inquiry", "problem": "怎么查询话费账单？", "answer": "已告知可在网上营业厅查询。"}


def count() -> int:
    db.session.expire_all()
    return db.session.scalar(select(func.count(Case.id))) or 0


def latest() -> Case:
    db.session.expire_all()
    return db.session.scalars(select(Case).order_by(Case.id.desc()).limit(1)).one()


def press(client: Client, button: str, value: str = "y", **fields: Any) -> Any:
    """Fills in the form and presses one of its buttons."""
    given = dict(form_on(client.get(FORM).text, "/new").form_values())
    given.pop("files", None)
    return client.post(FORM, data={**given, **fields, button: value}, content_type="multipart/form-data")


def test_v03_the_customers_earlier_cases_stand_beside_the_form(cast: Cast, client: Client) -> None:
    """Asked for alone as one types, or by the button with the whole form; nothing is written."""
    earlier = taken(cast)
    db.session.commit()
    client.come_in(cast.agent)
    fields = dict(form_on(client.get(FORM).text, "/new").form_values()) | CALL
    fields.pop("files", None)
    alone = client.post("/portal/cases/known", data=fields).text
    assert region(alone, "#known").startswith("该客户的历史工单")
    assert earlier.number in region(alone, "#known")
    assert "疑似重复" in region(alone, "#known")
    assert "晚上八点以后" in region(alone, "#known")
    assert "<form" not in alone
    whole = press(client, "look", **CALL).text
    assert earlier.number in region(whole, "#known")
    assert "每天晚上八点以后断网" in region(whole, "//textarea[@name='problem']")
    assert words_in_the_other_language(whole, "zh") == []
    assert count() == 1


def test_v03_nothing_typed_shows_nobody(cast: Cast, client: Client) -> None:
    taken(cast)
    db.session.commit()
    page = client.come_in(cast.agent).get(FORM).text
    assert "填写电话、邮箱、账号或客户原话后" in region(page, "#known")


def test_t06_a_likely_duplicate_is_refused_until_somebody_says_which(cast: Cast, client: Client) -> None:
    """What is typed stays; ticked, it is registered; a newer likeness that was not seen is asked about."""
    new(MONDAY)
    db.session.commit()
    client.come_in(cast.agent)
    refused = press(client, "register", **CALL)
    assert refused.status_code == 422
    assert "疑似重复的在办工单" in region(refused.text, "//div[@class='form-errors']")
    assert count() == 1
    fields = dict(form_on(refused.text, "/new").form_values()) | {"another": "y"}
    fields.pop("files", None)
    new(MONDAY + HOUR)
    db.session.commit()
    assert client.post(FORM, data=fields).status_code == 422
    fields["weighed"] = " ".join(db.session.scalars(select(Case.number)))
    assert client.post(FORM, data=fields).status_code == 303
    assert count() == 3


def test_t06_the_words_of_a_call_are_added_to_the_case_that_is_there(cast: Cast, client: Client) -> None:
    """As an incoming call with its length and files; a case that waited goes on; sent twice it is once."""
    case = waiting(cast)
    db.session.commit()
    client.come_in(cast.agent)
    for _twice in range(2):
        answer = press(client, "add_to", case.number, **CALL, files=(BytesIO(picture()), "光猫.png"))
        assert (answer.status_code, answer.location) == (303, address(case))
    contacts = db.session.scalars(select(Contact).where(Contact.case_id == case.id, Contact.seconds == 187))
    (contact,) = contacts
    assert (contact.means, contact.text) == (ContactMeans.PHONE, CALL["problem"])
    db.session.expire_all()
    assert (case.state, count()) == (State.HANDLING, 1)
    assert [entry.contact_id for entry in files_of(case)] == [contact.id]
    page = client.get(address(case)).text
    assert "光猫.png" in region(page, "#case-story")


def test_t06_who_may_not_see_a_case_adds_nothing_to_it(cast: Cast, client: Client) -> None:
    """X-01: not by its number either; who may see it but does not talk to the customer is told so."""
    case = taken(cast)
    db.session.commit()
    told = {"kind": "feedback", "problem": "客户又说断网", "channel": "staff"}
    assert press(client.come_in(cast.plain), "add_to", case.number, **told).status_code == 404
    assert db.session.scalars(select(Contact).where(Contact.text == told["problem"])).all() == []


def test_v03_a_question_answered_on_the_spot_is_registered_and_closed_in_one_step(
    cast: Cast, client: Client
) -> None:
    answer = press(client.come_in(cast.agent), "on_the_spot", **QUESTION)
    case = latest()
    assert answer.status_code == 303
    assert (case.state, case.closing, case.channel) == (State.CLOSED, Closing.ON_THE_SPOT, Channel.HOTLINE)
    assert case.closing_reason == QUESTION["answer"]
    assert case.answered_at is not None
    (due,) = due_times_of(case, *DueKind)
    assert (due.kind, due.ending) == (DueKind.FIRST_RESPONSE, Ending.MET)
    opened = next(event for event in history(case.audit_name) if event.kind == "case.opened")
    assert (opened.facts["seconds"], opened.facts["responded"]) == (187, True)
    page = client.get(address(case)).text
    assert "当场解答" in region(page, "#flashes")
    assert "通话 3 分 7 秒" in region(page, "#case-story")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": "complaint"}, "类型：投诉不能当场解答办结，请登记。"),
        ({"answer": " "}, "给客户的答复：请填写此项。"),
        ({"problem": ""}, "客户原话：请填写此项。"),
        ({"told_at": "2026-11-24T09:00"}, "来电或反映时间：请填写最近 30 天内的时间"),
        ({"told_at": "2026-09-01T09:00"}, "来电或反映时间：请填写最近 30 天内的时间"),
    ],
)
def test_v03_what_may_be_wrong_on_the_spot(
    cast: Cast, client: Client, changes: dict[str, str], words: str
) -> None:
    """Bad input: nothing is stored, everything typed is still there."""
    refused = press(client.come_in(cast.agent), "on_the_spot", **(QUESTION | changes))
    assert refused.status_code == 422
    assert words in region(refused.text, "//div[@class='form-errors']")
    assert count() == 0


def test_v03_only_customer_service_ends_on_the_spot(cast: Cast, client: Client) -> None:
    """X-01: others are not offered it, and what they send is registered only."""
    client.come_in(cast.store)
    assert "当场解答" not in client.get(FORM).text
    told = QUESTION | {"channel": "store"}
    assert press(client, "on_the_spot", **told).status_code == 303
    assert latest().state is State.NEW


def test_v03_outside_the_hours_the_form_says_so(
    cast: Cast, client: Client, monday_afternoon: Traveller
) -> None:
    """A call that nobody answered is a voicemail; one that was answered on the spot is a call."""
    client.come_in(cast.agent)
    assert "outside-hours" not in client.get(FORM).text
    monday_afternoon.move_to(MONDAY.replace(hour=23))
    client.come_in(cast.agent)
    page = client.get(FORM).text
    assert "11-24（周二）08:00开始接听" in region(page, "#outside-hours")
    press(client, "register", **CALL)
    assert latest().channel is Channel.VOICEMAIL
    press(client, "on_the_spot", **QUESTION)
    assert latest().channel is Channel.HOTLINE


def test_v03_a_voicemail_of_the_night_is_written_down_in_the_morning(cast: Cast, client: Client) -> None:
    told = CALL | {"channel": "voicemail", "told_at": "2026-11-22T23:10"}
    assert press(client.come_in(cast.agent), "register", **told).status_code == 303
    case = latest()
    assert case.received_at == MONDAY.replace(day=22, hour=23, minute=10)
    page = client.get(address(case)).text
    assert lxml_html.document_fromstring(page).xpath("//*[@id='case-dues']")


def test_v03_the_length_is_typed_where_no_script_runs(cast: Cast, client: Client) -> None:
    press(client.come_in(cast.agent), "register", **(CALL | {"seconds": "", "minutes": "4"}))
    opened = next(event for event in history(latest().audit_name) if event.kind == "case.opened")
    assert opened.facts["seconds"] == 240
