"""W-07, W-10: a reward from proposal to payment through everybody's screens, and what the reporter reads."""

from flask import Flask
from lxml import html
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.hotline.actions import steps
from models.hotline.actions.identity import agree_identity, ask_identity
from models.hotline.queries.reading import read
from models.hotline.tables import HotlinePayout, HotlineReport
from models.hotline.words import Conclusion, EntryKind
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.hotline.making import as_reader, desk, holder, named, row_of
from tests.moments import MONDAY
from tests.portal.hotline.desk import enter, reading, report_to, unlock

PAYOUTS = "/portal/hotline/payouts"


def test_w10_proposed_granted_shown_and_paid_once(
    app: Flask, client: Client, session: Session, cast: Cast
) -> None:
    desk(cast)
    receipt = report_to(app, cast.handler)
    one, two = reading(receipt)[:2]
    access = as_reader(one, receipt)
    assert access is not None
    row = row_of(receipt)
    steps.acknowledge(access, "收到", seen=row.version, now=MONDAY)
    people = read(access).of(EntryKind.REPORT)[0].content.data["people"]
    steps.confirm_involved(access, people, [], "", seen=row.version, now=MONDAY)
    levels = {"seriousness": "high", "danger": "some", "proof": "strong"}
    steps.assess(access, "物证", **levels, seen=row.version, now=MONDAY)
    steps.conclude(access, Conclusion.UPHELD, "属实", seen=row.version, now=MONDAY)
    session.commit()
    number = session.scalars(select(HotlineReport.number)).one()
    page = f"/portal/hotline/{number}"

    unlock(client, one)
    assert client.submit(page, action="/reward", **{"reward-amount": "99999999"}).status_code == 422
    assert client.submit(page, action="/reward", **{"reward-amount": "2000"}).status_code == 303
    assert 'action="' + page + '/reward-grant"' not in client.get(page).text
    unlock(client, two)
    assert client.submit(page, action="/reward-grant").status_code == 303

    client.come_in(cast.stranger)  # whoever comes back needs no login, and this one lends none
    back = client.post("/hotline/report", data={"code": str(receipt.code)}).text
    (shown,) = html.document_fromstring(back).xpath("//*[@data-reward]")
    code = shown.text_content().strip()
    assert "2,000.00" in region(back, "#talk")

    enter(client, cast.finance)

    found = client.submit(PAYOUTS, code=code.lower().replace("-", " "))
    assert (found.status_code, "2,000.00" in found.text, receipt.code.secret in found.text) == (
        200,
        True,
        False,
    )
    assert row_of(receipt).number not in found.text
    assert client.send(f"{PAYOUTS}/payment", code=code).status_code == 303
    paid = client.submit(PAYOUTS, code=code)
    assert "/payouts/payment" not in paid.text
    assert client.send(f"{PAYOUTS}/payment", code=code).status_code == 409
    (row,) = session.scalars(select(HotlinePayout))
    assert (row.paid_by_id, row.amount_fen) == (cast.finance.id, 200_000)


def test_w10_a_wrong_code_is_said_and_others_find_no_screen(client: Client, cast: Cast) -> None:
    enter(client, cast.finance)
    wrong = client.submit(PAYOUTS, code="0000-0000-0000-0000")
    assert (wrong.status_code, "没有与此码对应的奖励" in wrong.text) == (422, True)
    for person in (cast.hr, cast.administrator, cast.stranger):
        enter(client, person)
        assert client.get(PAYOUTS).status_code == 404
        assert client.send(f"{PAYOUTS}/payment", code="0" * 16).status_code == 404


def test_w07_the_reporter_reads_that_they_were_made_known_and_why(
    app: Flask, client: Client, session: Session, cast: Cast
) -> None:
    desk(cast)
    receipt = report_to(app, cast.handler, identity=named(cast.stranger))
    one, two = reading(receipt)[:2]
    asking, agreeing = as_reader(one, receipt), as_reader(two, receipt)
    assert asking is not None
    assert agreeing is not None
    ask_identity(asking, holder(one), "需要当面核实照片", now=MONDAY)
    agree_identity(agreeing, holder(two), now=MONDAY)
    session.commit()
    back = client.post("/hotline/report", data={"code": str(receipt.code)}).text
    assert "已打开您的身份" in region(back, "#talk")
    assert "需要当面核实照片" in region(back, "#talk")
