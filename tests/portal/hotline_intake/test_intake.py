"""W-01: an officer takes a report down by telephone or from a letter, and has no key to it afterwards."""

import re
from io import BytesIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.clock import now
from models.events.tables import Event
from models.hotline.queries.opening import open_as_reader
from models.hotline.queries.reading import read
from models.hotline.tables import HotlineReport
from models.hotline.words import Author, EntryKind
from tests.cast import Cast
from tests.client import Client
from tests.models.cleaning.making import photo
from tests.models.hotline.making import desk, holder

ADDRESS = "/portal/hotline/intake"
TOLD = {"kind": "bribery", "text": "来电人说维修班长收红包 redenvelope", "who": "anonymous", "department": ""}


def test_w01_a_call_is_sealed_and_its_code_read_out(session: Session, cast: Cast, client: Client) -> None:
    people = desk(cast)
    session.commit()
    events = session.scalars(select(Event.id)).all()
    client.come_in(cast.agent)
    answer = client.send(ADDRESS, **TOLD, source="phone", read_back="y", people=cast.handler.name)
    assert answer.status_code == 200
    assert re.search(r'id="code">([0-9A-Z]{4}-){5}[0-9A-Z]{4}<', answer.text)
    report = session.scalars(select(HotlineReport)).one()
    opened = [open_as_reader(report, holder(person), now=now()) for person in people]
    access = next(each for each in opened if each is not None)
    (entry,) = read(access).of(EntryKind.REPORT)
    assert (entry.content.author, entry.content.data["source"]) == (Author.INTAKE, "phone")
    assert entry.content.staff_id is None
    assert "redenvelope" not in client.get(ADDRESS).text
    assert session.scalars(select(Event.id)).all() == events


def test_w01_a_call_is_read_back_first(session: Session, cast: Cast, client: Client) -> None:
    desk(cast)
    session.commit()
    client.come_in(cast.agent)
    answer = client.send(ADDRESS, **TOLD, source="phone")
    assert (answer.status_code, TOLD["text"] in answer.text) == (422, True)
    assert "请先向来电人复述" in answer.text
    assert session.scalars(select(HotlineReport)).all() == []


def test_w01_a_letter_is_scanned(session: Session, cast: Cast, client: Client) -> None:
    people = desk(cast)
    session.commit()
    client.come_in(cast.agent)
    answer = client.send(ADDRESS, **TOLD, source="paper", files=(BytesIO(photo()), "扫描.jpg"))
    assert "拍摄地点" in answer.text
    assert ('id="code"' in answer.text, "请销毁原件" in answer.text) == (False, True), "nobody waits for it"
    report = session.scalars(select(HotlineReport)).one()
    opened = [open_as_reader(report, holder(person), now=now()) for person in people]
    access = next(each for each in opened if each is not None)
    assert [(file.facts.author, file.facts.cleaned) for file in read(access).files] == [(Author.INTAKE, True)]


def test_w01_only_officers_take_reports(cast: Cast, client: Client) -> None:
    client.come_in(cast.stranger)
    assert client.get(ADDRESS).status_code == 403
