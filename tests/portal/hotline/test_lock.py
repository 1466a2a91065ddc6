"""W-03, W-04: what keeps the desk locked, and what does not keep its holder out."""

from flask import Flask
from sqlalchemy.orm import Session

from tests.cast import Cast
from tests.client import Client
from tests.models.hotline.making import desk, row_of
from tests.portal.hotline.desk import enter, reading, report_to, unlock

LOCK = "/portal/hotline"


def test_w03_whose_second_factor_was_taken_away_stands_before_the_lock(
    app: Flask, client: Client, session: Session, cast: Cast
) -> None:
    """Also with a desk that is open: an administrator resets a factor in one step."""
    desk(cast)
    receipt = report_to(app, cast.handler)
    reader = reading(receipt)[0]
    page = f"{LOCK}/{row_of(receipt).number}"
    unlock(client, reader)
    assert client.get(page).status_code == 200
    reader.totp_secret = reader.totp_confirmed_at = None
    session.commit()
    away = client.get(page)
    assert (away.status_code, away.headers["Location"].partition("?")[0]) == (303, LOCK)


def test_w03_nobody_else_uses_up_the_tries_of_a_supervisor(
    app: Flask, client: Client, session: Session, cast: Cast
) -> None:
    """Who sits behind the same address could else keep the whole group before the lock."""
    people = desk(cast)
    report_to(app, cast.handler)
    enter(client, cast.hr)
    answers = {client.send(f"{LOCK}/unlocking", passphrase="x").status_code for _ in range(11)}
    assert answers == {404, 429}
    unlock(client, people.one)


def test_w04_made_up_numbers_lead_nowhere(app: Flask, client: Client, session: Session, cast: Cast) -> None:
    """To a file of another report, to keys and recoveries, and beyond what a database takes."""
    desk(cast)
    receipt = report_to(app, cast.handler)
    unlock(client, reading(receipt)[0])
    page = f"{LOCK}/{row_of(receipt).number}"
    for number in ("-1", "1", f"-{'9' * 30}", "9" * 30):
        assert client.get(f"{page}/files/{number}").status_code == 404
        assert client.send(f"{LOCK}/keys/{number}/confirmation").status_code == 404
        assert client.send(f"{LOCK}/recoveries/{number}", sheet="x").status_code == 404
