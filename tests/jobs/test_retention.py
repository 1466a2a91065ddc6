"""X-03: when the time of closed cases is over the clock asks once, and then takes personal data out."""

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobs import retention
from models.cases.actions.letters import send_letter
from models.cases.tables import Case, CaseFile
from models.clock import local_day
from models.customers.tables import Customer
from models.db import db
from models.errors import NotAllowed, Stale, WrongState
from models.events.actions import CUSTOMER, seal
from models.events.queries import verify
from models.events.tables import Event
from models.files.actions import keep
from models.files.tables import StoredFile
from models.outbox.tables import Delivery, Notice, OutboxMessage
from models.personal.actions import confirm_start
from models.personal.queries import Due, may_begin, start_of
from models.personal.tables import ExpiryDay, ExpiryStart
from models.rulebook import actions as rulebooks
from models.rulebook.installed import first_document
from models.rulebook.queries import retention_at
from tests.cast import Cast
from tests.jobs.two_clocks import at_once
from tests.models.files.samples import picture
from tests.models.files.test_keeping import UPLOADS
from tests.models.personal.expiring import ASKED, NIGHT, begin, closed
from tests.moments import MONDAY
from web.downloads import file_store

DAY = timedelta(days=1)
ONE = Due(1, 0, 0)
FAR = MONDAY + timedelta(days=36500)


def told(session: Session) -> list[dict[str, object]]:
    session.expire_all()
    facts = select(Notice.facts).where(Notice.kind == "expiry_asked").order_by(Notice.id)
    return list(session.scalars(facts))


def expired(session: Session) -> int:
    session.expire_all()
    return session.scalar(select(func.count()).select_from(Case).where(Case.expired_at.is_not(None))) or 0


def test_x03_nothing_goes_before_an_administrator_has_seen_the_number(session: Session, cast: Cast) -> None:
    """And not within the rulebook's days after that was asked, nor by day."""
    closed(cast)
    session.commit()
    assert (retention.ask(MONDAY + DAY).done, retention.expire(NIGHT).done) == (0, 0)
    assert [retention.ask(ASKED).done, retention.ask(ASKED + DAY).done] == [1, 0]
    start = session.scalars(select(ExpiryStart)).one()
    assert (start.cases, start.not_before) == (1, local_day(ASKED) + 14 * DAY)
    assert told(session) == [{"cases": 1, "mails": 0, "addresses": 0, "from": start.not_before.isoformat()}]
    with pytest.raises(NotAllowed):
        confirm_start(start, ONE, by=cast.leader, now=ASKED)
    with pytest.raises(Stale):
        confirm_start(start, Due(0, 0, 0), by=cast.administrator, now=ASKED)
    assert retention.expire(NIGHT).done == 0
    confirm_start(start, ONE, by=cast.administrator, now=ASKED)
    with pytest.raises(WrongState):
        confirm_start(start, ONE, by=cast.administrator, now=ASKED)
    session.commit()
    assert retention.ask(ASKED + 8 * DAY).done == 0
    early = NIGHT - 10 * DAY
    assert [retention.expire(each).done for each in (early, NIGHT + timedelta(hours=9), NIGHT)] == [0, 0, 1]
    assert retention.expire(NIGHT).done == 0
    kinds = select(Event.kind).where(Event.kind.like("expiry.%")).order_by(Event.id)
    assert list(session.scalars(kinds)) == ["expiry.asked", "expiry.confirmed"]


def test_x03_who_is_not_answered_asks_again_after_a_week(session: Session, cast: Cast) -> None:
    closed(cast)
    session.commit()
    assert retention.ask(ASKED).done == 1
    closed(cast, 1)
    session.commit()
    assert [retention.ask(ASKED + n * DAY).done for n in (6, 7, 8)] == [0, 1, 0]
    assert [each["cases"] for each in told(session)] == [1, 2]


def test_x03_shorter_periods_are_confirmed_anew_and_longer_ones_are_not(session: Session, cast: Cast) -> None:
    closed(cast)
    begin(cast)
    rules = retention_at(NIGHT)
    shorter = rules.model_copy(update={"other_months": rules.other_months - 1})
    longer = rules.model_copy(update={"complaint_months": 1200})
    assert [may_begin(each, NIGHT) for each in (rules, shorter, longer)] == [True, False, True]
    assert start_of(shorter) is None


def kept_for(cast: Cast, months: int, now: datetime) -> None:
    """A rulebook that keeps everything so long, in force a minute later. Commits."""
    document = first_document()
    document["retention"] |= dict.fromkeys(("complaint_months", "severe_months", "other_months"), months)
    soon = now + timedelta(minutes=1)
    edition = rulebooks.draft(
        document, name="保存", effective_from=soon, note="", by=cast.administrator, now=now
    )
    rulebooks.put_in_force(edition, by=cast.leader, now=now)
    db.session.commit()


def test_x03_periods_that_were_longer_meanwhile_are_confirmed_anew(session: Session, cast: Cast) -> None:
    """What was said of short ones years ago erases nothing that longer ones have kept since; nor can what is
    not in force be confirmed beside what is."""
    closed(cast)
    kept_for(cast, 6, ASKED)
    assert retention.ask(ASKED + DAY).done == 1
    short = session.scalars(select(ExpiryStart)).one()
    kept_for(cast, 12, ASKED + DAY)
    with pytest.raises(WrongState):
        confirm_start(short, ONE, by=cast.administrator, now=ASKED + 2 * DAY)
    session.commit()
    assert retention.ask(ASKED + 2 * DAY).done == 1
    long = start_of(retention_at(ASKED + 2 * DAY))
    assert long is not None
    confirm_start(long, ONE, by=cast.administrator, now=ASKED + 2 * DAY)
    session.commit()
    held_back = ASKED + 20 * DAY
    kept_for(cast, 24, held_back)
    assert may_begin(retention_at(held_back + DAY), held_back + DAY)
    kept_for(cast, 12, held_back + DAY)
    back = held_back + 2 * DAY
    assert not may_begin(retention_at(back), back)
    assert retention.expire(NIGHT + 5 * DAY).done == 0
    assert retention.ask(back).done == 1
    again = session.scalars(select(ExpiryStart).where(ExpiryStart.complaint_months == 12)).one()
    assert (again.confirmed_at, again.not_before) == (None, local_day(back) + 14 * DAY)
    confirm_start(again, ONE, by=cast.administrator, now=back)
    session.commit()
    assert [may_begin(retention_at(at), at) for at in (back + 13 * DAY, back + 14 * DAY)] == [False, True]


@pytest.mark.both_databases
def test_x03_two_clocks_at_once_take_each_case_once(session: Session, cast: Cast) -> None:
    """Rows, words and bytes go; the trail says so without saying who, and its chain holds."""
    store = file_store()
    found = [closed(cast, n) for n in range(3)]
    sent = keep(BytesIO(picture()), "m.png", store=store, uploads=UPLOADS, by=CUSTOMER, now=MONDAY)
    session.flush()
    session.add(CaseFile(case_id=found[0].id, file_id=sent.id))
    numbers, key = {case.number for case in found}, sent.key
    seal()
    begin(cast)
    assert at_once(retention.expire, NIGHT) == 3
    session.expire_all()
    day = session.scalars(select(ExpiryDay)).one()
    assert (day.day, day.cases, day.customers, day.files) == (local_day(NIGHT), 3, 3, 1)
    assert (session.scalars(select(StoredFile)).all(), key in set(store.older_than(FAR))) == ([], False)
    for case in session.scalars(select(Case)):
        assert (case.contact_name, case.contact_phone, case.contact_email, case.region) == (
            "",
            None,
            None,
            "深圳",
        )
        assert (case.problem, case.category, case.grade) == (
            "我叫【姓名】，手机【电话】，宽带断了三天。",
            "network_fault",
            2,
        )
    assert {(row.name, row.phone, row.email) for row in session.scalars(select(Customer))} == {
        ("", None, None)
    }
    events = session.scalars(select(Event).where(Event.kind == "case.expired")).all()
    assert {each.subject.removeprefix("case:") for each in events} == numbers
    assert {tuple(sorted(each.facts)) for each in events} == {("customer_too", "files", "texts")}
    seal()
    assert verify().sound


def test_x03_a_run_is_bounded_and_the_next_one_goes_on(
    session: Session, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        closed(cast, n)
    begin(cast)
    monkeypatch.setattr(retention, "MOST", 2)
    assert [retention.expire(NIGHT).done for _ in range(3)] == [2, 1, 0]
    assert expired(session) == 3


def test_x03_a_letter_that_leaves_this_minute_puts_its_case_off(session: Session, cast: Cast) -> None:
    case = closed(cast)
    send_letter("progress", case, by=cast.agent, now=NIGHT, text="补充说明")
    letter = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id.desc())).first()
    assert letter is not None
    letter.state, letter.claimed_until = Delivery.SENDING, NIGHT + timedelta(minutes=1)
    begin(cast)
    assert (retention.expire(NIGHT).done, expired(session)) == (0, 0)
    assert retention.expire(NIGHT + timedelta(minutes=5)).done == 1


def test_x03_it_says_nothing_while_no_case_is_past_its_time(session: Session, cast: Cast) -> None:
    closed(cast, now=ASKED)
    session.commit()
    assert retention.ask(datetime.fromisoformat("2029-12-10T10:00:00+08:00")).done == 0
    assert session.scalars(select(ExpiryStart)).all() == []
