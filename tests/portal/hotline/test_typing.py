"""W-03, W-05: what a reader typed is not lost to the lock, to who was quicker, or to a fault beside it."""

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.hotline.tables import HotlineEntry
from portal.hotline.lock import COOKIE, PATH
from tests.cast import Cast
from tests.client import Client, form_on
from tests.models.hotline.making import PASSPHRASE, desk, row_of
from tests.portal.hotline.desk import reading, report_to, unlock

LONG = "用了二十分钟写成的核查记录 <b>"


def texts(session: Session) -> int:
    session.expire_all()
    return session.scalar(select(func.count()).select_from(HotlineEntry)) or 0


def test_it_goes_through_the_lock_and_is_not_sent_by_unlocking(
    app: Flask, client: Client, session: Session, cast: Cast
) -> None:
    desk(cast)
    receipt = report_to(app, cast.handler)
    page = f"/portal/hotline/{row_of(receipt).number}"
    unlock(client, reading(receipt)[0])
    before = texts(session)
    client.delete_cookie(COOKIE, path=PATH)
    locked = client.send(f"{page}/note", **{"note-text": LONG, "note-version": "1"})
    assert "工作台已自动锁定" in locked.text
    form = form_on(locked.text, "/unlocking")
    wrong = client.post("/portal/hotline/unlocking", data=dict(form.form_values()) | {"passphrase": "不对"})
    assert wrong.status_code == 422
    form = form_on(wrong.text, "/unlocking")
    open_again = client.post(
        "/portal/hotline/unlocking", data=dict(form.form_values()) | {"passphrase": PASSPHRASE}
    )
    assert open_again.status_code == 200
    assert texts(session) == before, "unlocking sends nothing"
    typed = dict(form_on(open_again.text, "/note").form_values())
    assert typed["note-text"].strip() == LONG
    assert client.post(f"{page}/note", data=typed).status_code == 303
    assert texts(session) == before + 1


def test_the_lock_leads_on_to_the_report_that_was_asked_for(
    app: Flask, client: Client, session: Session, cast: Cast
) -> None:
    """To one of their own; whatever else an address says leads to the desk."""
    desk(cast)
    receipt = report_to(app, cast.handler)
    page = f"/portal/hotline/{row_of(receipt).number}"
    unlock(client, reading(receipt)[0])
    for asked, led in ((page, page), ("/portal/hotline/0000000000", PATH), ("/portal/hotline/keys", PATH)):
        client.delete_cookie(COOKIE, path=PATH)
        gate = client.get(asked).headers["Location"]
        answer = client.submit(gate, action="/unlocking", passphrase=PASSPHRASE)
        assert (answer.status_code, answer.headers["Location"]) == (303, led)


def test_a_refused_form_stays_and_the_others_are_fresh(
    app: Flask, client: Client, session: Session, cast: Cast
) -> None:
    """Beside a refused form whom it is about stands as it was: confirming it takes nobody off (W-04)."""
    desk(cast)
    receipt = report_to(app, cast.handler)
    page = f"/portal/hotline/{row_of(receipt).number}"
    unlock(client, reading(receipt)[0])
    assert (
        client.submit(page, action="/acknowledgement", **{"acknowledgement-text": "收到"}).status_code == 303
    )
    early = {"assessment-text": LONG} | {
        f"assessment-{level}": "high" for level in ("seriousness", "danger", "proof")
    }
    refused = client.submit(page, action="/assessment", **early)
    assert (refused.status_code, "请先确认举报涉及何人" in refused.text) == (422, True)
    assert dict(form_on(refused.text, "/assessment").form_values())["assessment-text"].strip() == LONG
    involved = dict(form_on(refused.text, "/involved").form_values())
    assert involved["involved-people"] == cast.handler.number
    assert client.post(f"{page}/involved", data=involved).status_code == 303
    assert client.submit(page, action="/assessment", **early).status_code == 303


def test_who_was_quicker_costs_nobody_their_words(
    app: Flask, client: Client, session: Session, cast: Cast
) -> None:
    desk(cast)
    receipt = report_to(app, cast.handler)
    page = f"/portal/hotline/{row_of(receipt).number}"
    unlock(client, reading(receipt)[0])
    stale = {"extension-reason": LONG, "extension-version": "99"}
    answer = client.send(f"{page}/extension", **stale)
    assert (answer.status_code, "刚被他人更新" in answer.text) == (409, True)
    again = dict(form_on(answer.text, "/extension").form_values())
    assert again["extension-reason"].strip() == LONG
    assert client.post(f"{page}/extension", data=again).status_code == 303
