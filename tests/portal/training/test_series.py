"""A series on the screen: what would change and what is taken is shown first; calendars follow (L-02)."""

from collections.abc import Callable

import pytest
from time_machine import Traveller

from models.training import actions
from models.training.queries.sessions import find, roster
from models.training.words import Rhythm
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, value_of, words_in_the_other_language
from tests.models.training.making import DAY, draft, planned
from tests.moments import MONDAY

PAGE = "/portal/training/sessions"


@pytest.fixture(autouse=True)
def monday(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY)


def test_l02_a_series_is_moved_after_its_clashes_were_shown(cast: Cast, client: Client) -> None:
    made = actions.plan_sessions(draft(cast, MONDAY), Rhythm.WEEKLY, 3, by=cast.trainer, now=MONDAY)
    other = planned(cast, MONDAY, title="别的培训", starts_at=MONDAY + 9 * DAY)
    for each in made:
        actions.enrol(each, cast.agent, by=cast.agent, now=MONDAY)
    here = f"{PAGE}/{made[0].number}/series"
    assert client.come_in(cast.agent).get(here).status_code == 403
    client.come_in(cast.trainer)
    assert client.get(f"{PAGE}/{other.number}/series").status_code == 404
    assert words_in_the_other_language(client.get(here).text) == []
    wanted = {"scope": "whole", "starts_at": "2026-11-25T10:00", "ends_at": "2026-11-25T11:00"}
    wanted |= {"place": "培训室一"}
    bait = client.submit(here, "/series", **wanted, link="javascript:alert(1)")
    assert (bait.status_code, "https://" in region(bait.text, "#move")) == (422, True)
    shown = client.submit(here, "/series", **wanted)
    assert shown.status_code == 200
    assert other.title in region(shown.text, "#changes")
    assert words_in_the_other_language(shown.text) == []
    seen = {"looked": value_of(shown.text, "looked"), "move": "1"}
    assert client.send(here, **wanted, **seen).status_code == 422
    changed = wanted | {"starts_at": "2026-11-25T09:30"}
    assert client.send(here, **changed, **seen, anyway="y").status_code == 200
    assert client.send(here, **wanted, **seen, anyway="y").status_code == 303
    found = find(made[2].number)
    assert found is not None
    assert (found.starts_at, found.sequence) == (MONDAY + 16 * DAY, 1)
    ics = client.get(f"{PAGE}/{made[1].number}/session.ics").text
    assert ("DTSTART:20261202T020000Z" in ics, "SEQUENCE:1" in ics) == (True, True)
    assert other.title in region(client.get(f"{PAGE}/{made[1].number}").text, "#taken")
    refused = client.submit(here, "/cancellation", which="following", reason="")
    assert refused.status_code == 422
    overtaken = client.submit(here, "/cancellation", which="following", reason="讲师离岗", seen="1")
    assert overtaken.status_code == 409
    assert client.submit(here, "/cancellation", which="following", reason="讲师离岗").status_code == 303
    ics = client.get(f"{PAGE}/{made[2].number}/session.ics").text
    assert ("STATUS:CANCELLED" in ics, "SEQUENCE:2" in ics) == (True, True)
    bell = client.come_in(cast.agent).get("/portal/notices").text
    assert bell.count("系列培训中") == 2


def test_l02_all_dates_of_a_series_by_one_button(cast: Cast, client: Client) -> None:
    made = actions.plan_sessions(draft(cast, MONDAY), Rhythm.WEEKLY, 3, by=cast.trainer, now=MONDAY)
    here = f"{PAGE}/{made[0].number}"
    client.come_in(cast.agent)
    client.send(f"{here}/enrolment")
    page = client.get(here).text
    assert words_in_the_other_language(page) == []
    assert "另外 2 场" in page
    assert client.send(f"{here}/series/enrolment").status_code == 303
    assert [len(roster(each)) for each in made] == [1, 1, 1]
    assert "series/enrolment" not in client.get(here).text
