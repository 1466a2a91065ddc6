"""Talks with heads and files of departments on the screen (C-02, C-03)."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from time_machine import Traveller

from models.conduct.tables import HeadTalk
from models.conduct.words import TalkState
from models.db import db
from models.people.tables import Language
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.cases.making import DAY
from tests.models.conduct.test_talks import called
from tests.moments import MONDAY
from tests.statements import Statements

FILES = "/portal/department-files"


@pytest.fixture
def clock(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY)


def test_c03_a_talk_from_the_invitation_to_the_last_goal(
    cast: Cast, client: Client, clock: Traveller, valid_html: Callable[[str], None]
) -> None:
    """C-03: human resources invites and writes, the head reads and acknowledges, the goal is reviewed."""
    talk = called()
    db.session.commit()
    here = f"{FILES}/talks/{talk.id}"
    page = client.come_in(cast.hr).get(FILES).text
    assert "待安排" in region(page, f"#talk-{talk.id}")
    assert words_in_the_other_language(page) == []
    refused = client.submit(here, "/invitation", at="2026-11-20T10:00", place="三楼会议室")
    assert refused.status_code == 422
    assert "三楼会议室" in refused.text
    assert client.submit(here, "/invitation", at="2026-11-25T10:00", place="三楼会议室").status_code == 303
    clock.shift(3 * DAY)
    client.come_in(cast.hr)
    typed = {"held_at": "2026-11-25T10:00", "text": "商定目标。", "goals-0-text": "每周复盘"}
    refused = client.submit(here, "/minutes", **typed)
    assert refused.status_code == 422
    assert "改进目标须写明内容和期限" in refused.text
    typed["goals-0-due_on"] = "2026-12-15"
    assert client.submit(here, "/minutes", **typed).status_code == 303
    cast.head.language = Language.EN
    db.session.commit()
    page = client.come_in(cast.head).get(here).text
    valid_html(page)
    assert words_in_the_other_language(page, [typed["text"], typed["goals-0-text"]]) == []
    assert "Acknowledge" in region(page, "#acknowledgement")
    assert client.submit(here, "/acknowledgement", remark="Agreed").status_code == 303
    client.come_in(cast.hr)
    page = client.get(here).text
    valid_html(page)
    goal = talk.goals[0].id if talk.goals else db.session.get_one(HeadTalk, talk.id).goals[0].id
    early = client.submit(here, f"/goals/{goal}/review", outcome="missed", result="没有记录")
    assert early.status_code == 422
    assert "期限还没有过" in early.text
    assert client.submit(here, f"/goals/{goal}/review", outcome="met", result="有记录").status_code == 303
    db.session.expire_all()
    assert db.session.scalars(select(HeadTalk)).one().state is TalkState.CLOSED
    assert "目标已核验" in region(client.get(f"{FILES}/JS").text, "#file")


def test_a04_who_reads_a_talk(cast: Cast, client: Client, clock: Traveller) -> None:
    """A-04: human resources, the leading group, auditors and the head; nobody else finds it."""
    talk = called()
    db.session.commit()
    here = f"{FILES}/talks/{talk.id}"
    reading = {cast.hr.id, cast.leader.id, cast.auditor.id, cast.head.id}
    found = {person.id for person in cast if client.come_in(person).get(here).status_code == 200}
    assert found == reading
    for person in (cast.auditor, cast.head):
        address = f"{here}/invitation"
        fields = {"at": "2026-11-25T10:00", "place": "会议室"}
        assert client.come_in(person).send(address, **fields).status_code == 403
    assert client.come_in(cast.agent).send(f"{here}/acknowledgement").status_code == 404


def test_c03_the_list_asks_as_often_for_three_as_for_one(
    cast: Cast, client: Client, clock: Traveller, statements: Statements
) -> None:
    client.come_in(cast.hr)
    counts = []
    for month in (8, 9, 10):
        called(reference=f"points:2026-{month:02}")
        db.session.commit()
        client.get(FILES)
        with statements() as seen:
            client.get(FILES)
        counts.append(seen.count)
    assert counts[0] == counts[2]
