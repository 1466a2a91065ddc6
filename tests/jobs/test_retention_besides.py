"""X-03: mails that became no case, and lists brought for surveys, are kept for periods of their own."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs import retention
from models.campaigns import actions
from models.campaigns.actions import end
from models.campaigns.tables import Campaign, CampaignMember
from models.clock import SHANGHAI, local_day
from models.db import db
from models.errors import WrongState
from models.events.tables import Event
from models.files.actions import keep_as_it_is
from models.files.tables import StoredFile
from models.mailbox.actions import take_in
from models.mailbox.actions.by_hand import check
from models.mailbox.tables import MailboxMessage
from models.mailbox.words import Reason
from models.outbox.tables import OutboxMessage
from models.personal.actions import hold_case
from models.personal.queries import Due, coming_besides, how_many, mails_staying
from models.personal.tables import ExpiryDay
from models.personal.words import MailKeeps
from models.rulebook.queries import retention_at
from models.surveys.tables import Invitation
from tests.cast import Cast, meet
from tests.client import Client
from tests.jobs.conftest import RunJob
from tests.jobs.two_clocks import at_once
from tests.markup import region
from tests.models.campaigns.making import answer, frozen, members
from tests.models.personal.expiring import begin, closed
from tests.moments import MONDAY
from web.downloads import file_store

DAY = timedelta(days=1)
OVER = datetime(2027, 5, 31, 10, 0, tzinfo=SHANGHAI)
"""A morning on which what came on MONDAY, a 23rd of November, is six months old."""
NIGHT = OVER + 20 * DAY - timedelta(hours=8)
At = Callable[[datetime], object]


def mail(session: Session, n: int, **said: object) -> MailboxMessage:
    """One that was set aside on MONDAY, with its bytes in the store."""
    kept = take_in(f"Subject: {n}\r\n\r\n".encode(), arrived_at=MONDAY, store=file_store(), now=MONDAY)
    found = session.get_one(MailboxMessage, kept.id)
    given = {
        "sender": f"w{n}@example.net",
        "sender_name": "王强",
        "subject": "发票",
        "words": "回电 13700137000",
    }
    for name, value in (given | said).items():
        setattr(found, name, value)
    found.set_aside(Reason.DUPLICATE, at=MONDAY, mentions=found.mentions)
    session.flush()
    return found


def lying() -> set[str]:
    return set(file_store().older_than(MONDAY + 36500 * DAY))


@pytest.mark.both_databases
def test_x03_a_mail_that_became_no_case_says_nothing_after_its_months(session: Session, cast: Cast) -> None:
    """Its bytes go too; that it came, and what became of it, stays. Two clocks at once take each once."""
    for n in range(3):
        mail(session, n)
    begin(cast, OVER)
    keys = set(session.scalars(select(StoredFile.key)))
    assert (len(keys), keys - lying()) == (3, set())
    assert retention.expire(NIGHT - 15 * DAY).done == 0
    session.commit()
    assert at_once(retention.expire, NIGHT) == 3
    session.expire_all()
    for row in session.scalars(select(MailboxMessage)):
        assert (row.sender, row.sender_name, row.subject, row.words, row.quoted) == ("", "", "", "", "")
        assert (row.file_id, row.message_id, row.attachments, row.expired_at) == (None, None, {}, NIGHT)
        assert (row.reason, row.arrived_at) == (Reason.DUPLICATE, MONDAY)
    assert (keys & lying(), session.scalars(select(StoredFile)).all()) == (set(), [])
    day = session.scalars(select(ExpiryDay)).one()
    assert (day.day, day.cases, day.mails, day.addresses, day.files) == (local_day(NIGHT), 0, 3, 0, 3)
    kinds = list(session.scalars(select(Event.kind).where(Event.at == NIGHT).order_by(Event.kind)))
    assert kinds == ["file.forgotten"] * 3 + ["mail.expired"] * 3
    assert retention.expire(NIGHT).done == 0
    with pytest.raises(WrongState):
        check(session.scalars(select(MailboxMessage).limit(1)).one(), by=meet().agent, now=NIGHT)


def test_x03_mails_that_are_still_needed_stay(session: Session, cast: Cast) -> None:
    """Those that nobody has looked at, those about a case that stays, those of whose case is held."""
    case = closed(cast)
    unread = mail(session, 1)
    unread.reason = Reason.EMPTY
    mail(session, 2, mentions=case.number)
    mail(session, 3, sender="qian0@example.com")
    mail(session, 4)
    hold_case(case, "起诉", date(2029, 1, 1), by=cast.leader, now=MONDAY + DAY)
    session.flush()
    rules = retention_at(OVER)
    assert how_many(rules, OVER) == Due(0, 1, 0)
    assert dict(mails_staying(rules, OVER)) == dict.fromkeys(MailKeeps, 1)
    early = OVER - 20 * DAY
    assert [coming_besides(rules, early, days=n).mails for n in (11, 12)] == [0, 1]
    check(unread, by=cast.agent, now=OVER)
    session.flush()
    assert how_many(rules, OVER) == Due(0, 2, 0)


def listed(session: Session, cast: Cast, run_job: RunJob, n: int) -> Campaign:
    """A survey of those on a list, prepared by the clock and running."""
    lines = "\n".join(["姓名,邮箱", *(f"李芳{k},li{k}@example.org" for k in range(n))])
    file = keep_as_it_is(
        BytesIO(lines.encode()),
        "名单.csv",
        "text/csv",
        store=file_store(),
        most=9999,
        by=cast.agent,
        now=MONDAY,
    )
    campaign = frozen(cast, audience={"source": "list"}, file_id=file.id)
    run_job("campaigns-prepare", MONDAY)
    session.expire_all()
    actions.start(campaign, by=cast.inspector, now=MONDAY, seen=None)
    session.commit()
    run_job("campaigns-send", MONDAY + timedelta(minutes=1))
    run_job("deliver", MONDAY + timedelta(minutes=2))
    session.expire_all()
    return session.get_one(Campaign, campaign.id)


def test_x03_who_was_on_a_list_goes_some_months_after_the_survey(
    session: Session, cast: Cast, run_job: RunJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the list and in letters; what they answered stays. A few at a time."""
    campaign = listed(session, cast, run_job, 3)
    key = session.scalars(select(StoredFile.key)).one()
    link = session.get_one(Invitation, members(campaign)[0].invitation_id)
    answer(link, 5, now=MONDAY + DAY)
    end(campaign, now=MONDAY + 14 * DAY)
    session.commit()
    assert how_many(retention_at(OVER), OVER) == Due(0, 0, 0)
    later = OVER + 30 * DAY
    begin(cast, later)
    monkeypatch.setattr(retention, "LINES", 2)
    night = later + 20 * DAY - timedelta(hours=8)
    assert [retention.expire(night).done for _ in range(2)] == [2, 0]
    session.expire_all()
    people = session.scalars(select(CampaignMember)).all()
    assert {(each.to_name, each.to_address, each.to_phone) for each in people} == {("", None, None)}
    assert sorted(each.answered for each in people) == [False, False, True]
    letters = session.scalars(
        select(OutboxMessage).where(OutboxMessage.about.like("campaign_member:%"))
    ).all()
    assert {(each.to_address, each.to_name, "李芳" in each.text) for each in letters} == {("", "", False)}
    assert (session.scalars(select(StoredFile)).all(), key in lying()) == ([], False)
    day = session.scalars(select(ExpiryDay)).one()
    assert (day.addresses, day.files, day.mails) == (3, 1, 0)
    gone = session.scalars(select(Event.facts).where(Event.kind == "campaign.list_expired")).all()
    assert [each["addresses"] for each in gone] == [2, 1]


def test_x03_the_page_counts_mails_and_lists_beside_cases(
    session: Session, cast: Cast, client: Client, at: At
) -> None:
    """An administrator confirms all three numbers, and reads what went of each; the mail's page says why it
    is empty."""
    number = mail(session, 1).id
    session.commit()
    at(OVER)
    retention.ask(OVER)
    client.come_in(cast.administrator)
    page = client.get("/portal/retention").text
    assert "超过保存期限的来信1" in region(page, "#start")
    assert "未转工单的来信收到后 6 个月" in region(page, "#periods")
    assert "来信与调查名单 30 天内到期 来信1" in region(page, "#besides")
    sent = client.send(
        "/portal/retention/confirmation", start="1", cases="0", mails="0", addresses="0", sure="y"
    )
    assert sent.status_code == 409
    assert client.submit("/portal/retention", action="/confirmation", sure="y").status_code == 303
    at(NIGHT)
    assert retention.expire(NIGHT).done == 1
    client.come_in(meet().administrator)
    assert "00101" in region(client.get("/portal/retention").text, "#gone")
    client.come_in(meet().agent)
    shown = client.get(f"/portal/mailbox/{number}").text
    assert "保存期限届满，已于 2027-06-20" in region(shown, "#mail-facts")
    assert ("发票" in shown, "/check" in shown, "王强" in shown) == (False, False, False)
    db.session.rollback()
