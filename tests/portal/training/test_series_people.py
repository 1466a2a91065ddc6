"""A head ticks own people for a whole series; what they have at that time is said before (L-02)."""

from collections.abc import Callable

import pytest
from time_machine import Traveller

from models.training import actions
from models.training.actions.series import mark_of
from models.training.queries.sessions import roster
from models.training.tables import TrainingSession
from models.training.words import Place, Rhythm
from tests.cast import Cast, lead_service
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.training.making import DAY, draft, planned
from tests.moments import MONDAY
from tests.together import Crowd

PAGE = "/portal/training/sessions"


@pytest.fixture(autouse=True)
def monday(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY)


def weekly(cast: Cast, capacity: int = 2) -> list[TrainingSession]:
    wanted = draft(cast, MONDAY, capacity=capacity)
    return actions.plan_sessions(wanted, Rhythm.WEEKLY, 3, by=cast.trainer, now=MONDAY)


def test_l02_a_head_enrols_people_in_a_series_after_seeing_their_clashes(cast: Cast, client: Client) -> None:
    made = weekly(cast)
    other = planned(cast, MONDAY, title="别的培训", starts_at=MONDAY + 8 * DAY, place="二楼")
    actions.enrol(other, cast.handler, by=cast.handler, now=MONDAY)
    here = f"{PAGE}/{made[1].number}/series/people"
    for person in (cast.handler, cast.trainer):
        assert client.come_in(person).get(here).status_code == 404
    client.come_in(cast.head)
    assert client.get(f"{PAGE}/{other.number}/series/people").status_code == 404
    page = client.get(f"{PAGE}/{made[1].number}").text
    assert (here in page, words_in_the_other_language(page)) == (True, [])
    page = client.get(here).text
    assert words_in_the_other_language(page) == []
    assert "已报名 别的培训" in region(page, "#people")
    assert "checked" not in page
    free = client.get(f"{here}?tick=free").text
    assert [f'value="{each.number}"' in free for each in (cast.handler, cast.head)] == [True, True]
    assert free.count(" checked") == 1
    assert client.submit(here, "/people", people=[]).status_code == 422
    both = {"people": [cast.handler.number, cast.head.number]}
    refused = client.submit(here, "/people", **both)
    assert (refused.status_code, refused.text.count(" checked")) == (422, 2)
    assert words_in_the_other_language(refused.text) == []
    unseen = client.submit(here, "/people", **both, anyway="y", seen=None)
    stale = client.submit(here, "/people", **both, anyway="y", seen="1")
    stranger = client.submit(here, "/people", people=[cast.agent.number])
    assert (unseen.status_code, stale.status_code, stranger.status_code) == (400, 409, 422)
    assert [len(roster(each)) for each in made] == [0, 0, 0]
    assert client.submit(here, "/people", **both, anyway="y").status_code == 303
    assert [len(roster(each)) for each in made] == [2, 2, 2]
    page = client.get(here).text
    assert words_in_the_other_language(page) == []
    assert "全部场次" in region(page, "#people")
    bell = client.come_in(cast.handler).get("/portal/notices").text
    assert bell.count("系列培训的 3 场") == 1


@pytest.mark.both_databases
def test_h07_two_heads_fill_the_last_seats_of_a_series_at_once(cast: Cast, crowd: Crowd) -> None:
    """Each date has one seat: whoever was first has it, the other waits, in all dates alike."""
    made, other = weekly(cast, capacity=1), lead_service(cast)
    here, seen = f"{PAGE}/{made[0].number}/series/people", str(mark_of(made))
    presses = [
        crowd.staff(head, here, people=person.number, seen=seen)
        for head, person in ((cast.head, cast.handler), (other, cast.agent))
    ]
    assert crowd.together(*presses) == [303, 303]
    rows = [[(each.staff_id, each.place) for each in roster(one)] for one in made]
    first, second = rows[0][0][0], rows[0][1][0]
    assert {first, second} == {cast.handler.id, cast.agent.id}
    assert rows == [[(first, Place.SEATED), (second, Place.WAITING)]] * 3
