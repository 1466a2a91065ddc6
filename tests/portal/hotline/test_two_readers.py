"""Two supervisors at one report: the second at once is told (W-05), both see what a reporter fears (W-08)."""

from flask import Flask
from sqlalchemy.orm import Session

from models.hotline.actions.steps import confirm_involved
from models.hotline.actions.texts import add_message
from models.hotline.queries.reading import read
from models.hotline.words import EntryKind, ReportState
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.hotline.making import as_reader, desk, row_of
from tests.moments import MONDAY
from tests.portal.hotline.desk import reading, report_to, unlock


def test_w05_the_second_of_two_acknowledgements_is_told_and_not_sent(
    app: Flask, client: Client, session: Session, cast: Cast
) -> None:
    desk(cast)
    receipt = report_to(app, cast.handler)
    first, second = reading(receipt)[:2]
    row = row_of(receipt)
    page, seen = f"/portal/hotline/{row.number}", str(row.version)
    for person, words, status in ((first, "已收到，谢谢。", 303), (second, "我们收到了。", 409)):
        unlock(client, person)
        typed = {"acknowledgement-text": words, "acknowledgement-version": seen}
        answer = client.send(f"{page}/acknowledgement", **typed)
        assert answer.status_code == status, answer.text[:2000]
    session.expire_all()
    assert row_of(receipt).state is ReportState.ACKNOWLEDGED
    access = as_reader(first, receipt)
    assert access is not None
    assert [entry.content.text for entry in read(access).of(EntryKind.STATUS)] == ["已收到，谢谢。"]


def test_w08_readers_see_that_the_reporter_says_they_are_punished(
    app: Flask, client: Client, session: Session, cast: Cast
) -> None:
    """And nothing of what is kept for mending alone."""
    desk(cast)
    receipt = report_to(app)
    one, two = reading(receipt)[:2]
    access = as_reader(one, receipt)
    assert access is not None
    confirm_involved(access, [cast.handler.id], [], "", seen=row_of(receipt).version, now=MONDAY)
    add_message(receipt.access, "我被调岗了", now=MONDAY, punished=True)
    session.commit()
    unlock(client, two)
    thread = region(client.get(f"/portal/hotline/{row_of(receipt).number}").text, "#thread")
    assert [thread.count(each) for each in ("受到打击报复", "确认了涉及人员")] == [1, 1]
