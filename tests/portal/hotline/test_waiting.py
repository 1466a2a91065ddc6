"""W-03, W-05, W-07, W-10: what waits for somebody is seen by them: at the desk, in the navigation."""

from flask import Flask
from sqlalchemy.orm import Session

from models.hotline.actions import rewards, steps
from models.hotline.actions.identity import ask_identity
from models.hotline.actions.texts import add_message
from models.hotline.queries.inbox import inbox, keepers_to_tell
from models.hotline.queries.reading import read
from models.hotline.rules.access import Access
from models.hotline.words import Conclusion, EntryKind
from models.people.tables import Staff
from tests.cast import Cast
from tests.client import Client
from tests.models.hotline.making import as_reader, desk, holder, named, reported, row_of
from tests.moments import MONDAY
from tests.portal.hotline.desk import enter, reading, report_to, unlock
from tests.statements import CountStatements


def seconds_of(person: Staff) -> list[bool]:
    return [line.second for line in inbox(holder(person), now=MONDAY)]


def upheld(access: Access) -> None:
    """To a conclusion that may be rewarded."""
    row = read(access).report
    steps.acknowledge(access, "收到", seen=row.version, now=MONDAY)
    people = read(access).of(EntryKind.REPORT)[0].content.data["people"]
    steps.confirm_involved(access, people, [], "", seen=row.version, now=MONDAY)
    levels = {"seriousness": "high", "danger": "some", "proof": "some"}
    steps.assess(access, "物证", **levels, seen=row.version, now=MONDAY)
    steps.conclude(access, Conclusion.UPHELD, "属实", seen=row.version, now=MONDAY)


def test_w07_w10_what_waits_for_a_second_reader_is_seen_by_that_one(session: Session, cast: Cast) -> None:
    """An identity to open and a reward to grant, until each is settled; who proposed one may take it back."""
    people = desk(cast)
    receipt = reported(cast.handler, identity=named(cast.stranger))
    one, two = [person for person in people if as_reader(person, receipt) is not None][:2]
    first, second = as_reader(one, receipt), as_reader(two, receipt)
    assert first is not None
    assert second is not None
    assert (seconds_of(one), seconds_of(two)) == ([False], [False])
    upheld(first)
    rewards.propose_reward(first, 200_000, now=MONDAY)
    assert (seconds_of(one), seconds_of(two)) == ([False], [True])
    rewards.refuse_reward(second, "金额过高", now=MONDAY)
    assert (seconds_of(one), seconds_of(two)) == ([False], [False])
    rewards.propose_reward(first, 100_000, now=MONDAY)
    rewards.refuse_reward(first, "写错了", now=MONDAY)
    assert seconds_of(two) == [False]
    row_of(receipt).waits = False
    session.flush()
    ask_identity(first, holder(one), "当面核实", now=MONDAY)
    assert (seconds_of(one), seconds_of(two)) == ([False], [True])
    assert two.id in keepers_to_tell(MONDAY)


def test_w05_what_needs_no_answer_is_marked_as_read(
    app: Flask, client: Client, session: Session, cast: Cast
) -> None:
    """Nobody is reminded of it any more; what came meanwhile is not marked with it."""
    desk(cast)
    receipt = report_to(app, cast.handler)
    page = f"/portal/hotline/{row_of(receipt).number}"
    unlock(client, reading(receipt)[0])
    assert (
        client.submit(page, action="/acknowledgement", **{"acknowledgement-text": "收到"}).status_code == 303
    )
    add_message(receipt.access, "谢谢你们", now=MONDAY)
    session.commit()
    seen = str(row_of(receipt).entries)
    assert "举报人有新内容" in client.get("/portal/hotline").text
    add_message(receipt.access, "还有一件事", now=MONDAY)
    session.commit()
    late = client.send(f"{page}/reading", **{"reading-version": seen})
    session.expire_all()
    assert (late.status_code, row_of(receipt).waits) == (409, True)
    assert client.submit(page, action="/reading").status_code == 303
    session.expire_all()
    assert row_of(receipt).waits is False
    assert "举报人有新内容" not in client.get("/portal/hotline").text


def test_w05_the_inbox_asks_as_often_for_three_as_for_one(
    session: Session, cast: Cast, statements: CountStatements
) -> None:
    people = desk(cast)
    session.expire_all()
    for more in (1, 2):
        for _ in range(more):
            receipt = reported(cast.handler)
        session.commit()
        reader = next(each for each in people if as_reader(each, receipt) is not None)
        unlocked = holder(reader)
        session.commit()
        with statements() as seen:
            inbox(unlocked, now=MONDAY)
        if more == 1:
            asked = seen.count
    assert seen.count <= asked, seen


def test_w03_who_may_keep_a_sheet_finds_where_to_type_it(
    app: Flask, client: Client, session: Session, cast: Cast
) -> None:
    """While somebody waits, and not before; the owner can end it and begin again."""
    people = desk(cast)
    entry = 'href="/portal/hotline/recoveries"'
    enter(client, cast.committee)
    assert entry not in client.get("/portal/").text
    enter(client, people.one)
    begun = client.submit(
        "/portal/hotline/recovery",
        action="/recovery",
        passphrase="eleven cranes in winter",
        again="eleven cranes in winter",
    )
    assert begun.status_code == 303, begun.text[:2000]
    assert entry not in client.get("/portal/hotline").text, "nobody types in a sheet for themselves"
    enter(client, people.two)
    assert entry in client.get("/portal/hotline").text
    enter(client, cast.committee)
    assert entry in client.get("/portal/").text
    assert client.submit("/portal/hotline/recoveries", sheet=people.sheets[0]).status_code == 303
    told = client.get("/portal/hotline/recoveries").text
    assert ("您的一页已录入" in told, 'name="sheet"' in told) == (True, False)
    enter(client, people.one)
    assert client.submit("/portal/hotline/recovery", action="/giving-up").status_code == 303
    assert client.get("/portal/hotline/recovery").text.count('name="again"') == 1
    enter(client, cast.committee)
    assert entry not in client.get("/portal/").text
