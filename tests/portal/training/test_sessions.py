"""Sessions on the screen: planned, enrolled in, materials, and in one's calendar (L-02)."""

from collections.abc import Callable
from io import BytesIO

import pytest
from sqlalchemy import select
from time_machine import Traveller

from models.db import db
from models.training import actions
from models.training.queries.sessions import roster
from models.training.tables import TrainingSession
from models.training.words import Method, Place
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.files.samples import picture
from tests.models.training.making import DAY, HOUR, approved, planned
from tests.moments import MONDAY

PAGE = "/portal/training/sessions"


@pytest.fixture(autouse=True)
def monday_afternoon(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY + 4 * HOUR)


def test_l02_a_role_play_is_planned_for_a_topic(cast: Cast, client: Client) -> None:
    [topic] = approved(cast, MONDAY).topics
    client.come_in(cast.trainer)
    form = f"{PAGE}/new?topic={topic.id}"
    fields = {
        "method": "role_play",
        "starts_at": "2026-11-25T14:00",
        "ends_at": "2026-11-25T16:00",
        "place": "培训室一",
        "capacity": "12",
        "rhythm": "weekly",
        "times": "2",
    }
    refused = client.submit(form, "/sessions/new", **fields)
    assert refused.status_code == 422
    assert "模拟演练须填写脚本" in refused.text
    linked = client.submit(form, "/sessions/new", **fields, link="javascript:alert(1)")
    assert linked.status_code == 422
    assert "链接须以 https:// 开头" in linked.text
    more = {"script": "客户来电投诉断网", "parts": "客户、客服"}
    assert client.submit(form, "/sessions/new", **fields, **more).status_code == 303
    made = db.session.scalars(select(TrainingSession).order_by(TrainingSession.id)).all()
    assert [(each.method, each.topic_id, each.title) for each in made] == [
        (Method.ROLE_PLAY, topic.id, topic.title)
    ] * 2
    assert words_in_the_other_language(client.get(f"{PAGE}/{made[0].number}").text) == []


def test_l02_enrolling_oneself_and_others(cast: Cast, client: Client) -> None:
    session = planned(cast, MONDAY, capacity=1)
    here = f"{PAGE}/{session.number}"
    assert client.come_in(cast.agent).submit(here, "/enrolment").status_code == 303
    client.come_in(cast.head)
    assert 'id="roster"' not in client.get(here).text
    assert client.submit(here, "/people", person="没有这人").status_code == 422
    assert client.submit(here, "/people", person=cast.handler.number).status_code == 303
    assert client.send(f"{here}/people", person=cast.plain.number).status_code == 403
    page = region(client.get(here).text, "#roster")
    assert cast.handler.number in page
    assert cast.agent.number not in page
    assert client.come_in(cast.agent).send(f"{here}/people/{cast.agent.number}/withdrawal").status_code == 303
    assert [(each.staff_id, each.place) for each in roster(session)] == [(cast.handler.id, Place.SEATED)]


def test_l02_materials_have_versions_and_are_for_who_takes_part(cast: Cast, client: Client) -> None:
    session = planned(cast, MONDAY)
    actions.enrol(session, cast.agent, by=cast.agent, now=MONDAY)
    here = f"{PAGE}/{session.number}"
    client.come_in(cast.trainer)
    for _ in range(2):
        sent = client.submit(here, "/materials", name="讲义", files=(BytesIO(picture()), "a.png"))
        assert sent.status_code == 303
    page = region(client.get(here).text, "#materials")
    assert page.count("讲义") == 2
    assert client.submit(here, "/materials", name="空").status_code == 422
    material = f"{here}/materials/1"
    assert client.come_in(cast.agent).get(material).status_code == 200
    assert client.come_in(cast.stranger).get(material).status_code == 404


def test_l02_a_session_for_the_calendar_and_a_feed_by_a_secret_address(cast: Cast, client: Client) -> None:
    session = planned(cast, MONDAY, title="沟通, 第一讲")
    actions.enrol(session, cast.agent, by=cast.agent, now=MONDAY)
    client.come_in(cast.agent)
    one = client.get(f"{PAGE}/{session.number}/session.ics")
    assert one.mimetype == "text/calendar"
    assert "SUMMARY:沟通\\, 第一讲\r\n" in one.text
    assert "DTSTART:20261124T020000Z\r\n" in one.text
    client.send("/portal/training/calendar")
    first = _address(client)
    client.send("/portal/training/calendar")
    second = _address(client)
    client.delete_cookie("session")
    assert client.get(first).status_code == 404
    assert client.get("/portal/training/calendar/nonsense.ics").status_code == 404
    assert client.get(second).text.count("BEGIN:VEVENT") == 1
    cast.agent.left_on = (MONDAY - DAY).date()
    assert client.get(second).status_code == 404


def _address(client: Client) -> str:
    page = region(client.get("/portal/training").text, "#calendar")
    return page[page.index("/portal/training/calendar/") :].split(".ics")[0] + ".ics"


def test_l02_cancelled_with_a_reason_that_everybody_reads(cast: Cast, client: Client) -> None:
    session = planned(cast, MONDAY)
    here = f"{PAGE}/{session.number}"
    client.come_in(cast.trainer)
    assert client.submit(here, "/cancellation", reason="").status_code == 422
    assert client.submit(here, "/cancellation", reason="场地停电").status_code == 303
    assert "场地停电" in client.come_in(cast.plain).get(here).text
    assert client.come_in(cast.stranger).send(f"{here}/cancellation", reason="x").status_code == 403
