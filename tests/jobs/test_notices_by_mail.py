"""Mail to staff: reminders in working hours, alerts at once, one mail a person, nothing that has passed
(H-04, T-02, X-07)."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from jobs.job import Tally
from jobs.notices import notices
from models.cases import actions
from models.cases.tables import Case, DueTime
from models.cases.words import DueKind
from models.clock import SHANGHAI, local_day
from models.outbox.actions import choose_mail, mark_read
from models.outbox.tables import Delivery, NoticeMail, OutboxMessage, Overtaken, Topic
from models.people.tables import Language, Staff
from tests.cast import Cast
from tests.jobs.conftest import RunJob
from tests.jobs.two_clocks import at_once
from tests.models.cases.making import DAY, HOUR, decision, new, taken
from tests.moments import MONDAY
from tests.servers.smtp import Arrived, MailServer

DUE = datetime(2026, 11, 30, 18, 0, tzinfo=SHANGHAI)
"""When the result is due of a case of grade 2 that was graded on MONDAY: as the house closes."""
OPENING = datetime(2026, 12, 1, 9, 0, tzinfo=SHANGHAI)
NIGHT = datetime(2026, 11, 23, 23, 0, tzinfo=SHANGHAI)


def only_results(session: Session) -> None:
    """Leaves the results alone due, so that each case has one reminder at a time."""
    session.execute(update(DueTime).where(DueTime.kind != DueKind.RESULT).values(next_notice_at=None))
    session.commit()


def forget(session: Session) -> None:
    """Lets what was told so far leave by no mail, so that what follows stands alone."""
    session.execute(update(NoticeMail).values(leaves_at=None))
    session.commit()


def remind_and_mail(run_job: RunJob, now: datetime) -> None:
    for job in ("due-times", "notices", "deliver"):
        run_job(job, now)


def to(server: MailServer, person: Staff) -> list[Arrived]:
    return [mail for mail in server.arrived if mail.recipients == (person.email,)]


def to_staff(session: Session) -> list[OutboxMessage]:
    session.expire_all()
    found = select(OutboxMessage).where(OutboxMessage.kind == "notices").order_by(OutboxMessage.id)
    return list(session.scalars(found))


@pytest.fixture
def case(session: Session, cast: Cast) -> Case:
    """In the hands of the handler; of what it owes, the result alone reminds."""
    case = taken(cast)
    only_results(session)
    forget(session)
    return case


@pytest.fixture
def reminded(session: Session, case: Case, run_job: RunJob) -> Case:
    """Its time is up, at the moment at which the house closes."""
    run_job("due-times", DUE)
    forget_soon = update(NoticeMail).where(NoticeMail.leaves_at < DUE).values(leaves_at=None)
    session.execute(forget_soon)
    session.commit()
    run_job("due-times", DUE)
    return case


def test_h04_what_is_reached_as_the_house_closes_leaves_when_it_opens(
    session: Session, cast: Cast, reminded: Case, run_job: RunJob, by_smtp: MailServer
) -> None:
    for at in (DUE, DUE + HOUR, OPENING - HOUR):
        remind_and_mail(run_job, at)
    assert [mail for mail in by_smtp.arrived if "已到时限" in mail.subject] == []
    for at in (OPENING, OPENING, OPENING + HOUR):
        remind_and_mail(run_job, at)
    (mail,) = to(by_smtp, cast.head)
    assert mail.subject == f"【云帆网络】已到时限 {reminded.number} · 网络故障 · 二级（中度）"
    for body in (mail.body(), mail.body("html")):
        assert "处理：时限 2026-11-30（周一）18:00" in body
        assert f"https://voice.yunfan.example/portal/cases/{reminded.number}" in body
    assert len(to(by_smtp, cast.handler)) == 1


def test_h04_x03_nothing_of_the_customer_is_in_a_mail_to_staff(
    session: Session, cast: Cast, reminded: Case, run_job: RunJob, by_smtp: MailServer
) -> None:
    remind_and_mail(run_job, OPENING)
    (mail,) = to(by_smtp, cast.head)
    said = mail.subject + mail.body() + mail.body("html")
    told = (reminded.contact_name, reminded.contact_email, "13812345678", reminded.title, reminded.problem)
    assert [each for each in told if each and each in said] == []
    assert "key=" not in said
    assert mail.message["Reply-To"] is None


def test_h04_reminders_for_one_morning_are_one_mail(
    session: Session, cast: Cast, run_job: RunJob, by_smtp: MailServer
) -> None:
    cases = [taken(cast, email=f"c{n}@example.com", phone=f"+861390000010{n}") for n in range(3)]
    only_results(session)
    forget(session)
    run_job("due-times", DUE - HOUR)
    forget(session)
    run_job("due-times", DUE)
    run_job("due-times", OPENING - HOUR)
    for _twice in range(2):
        run_job("notices", OPENING)
        run_job("deliver", OPENING)
    (mail,) = to(by_smtp, cast.head)
    assert mail.subject == "【云帆网络】3 件事：已到时限 3"
    assert [mail.body().count(case.number) for case in cases] == [2, 2, 2], "the number, and in its link"


@pytest.mark.both_databases
def test_r03_two_clocks_at_once_make_one_mail_a_person(session: Session, cast: Cast, run_job: RunJob) -> None:
    taken(cast)
    only_results(session)
    forget(session)
    run_job("due-times", DUE - HOUR)
    run_job("due-times", DUE)
    session.commit()
    at_once(notices, OPENING)
    addresses = sorted(row.to_address for row in to_staff(session))
    assert addresses == sorted([cast.handler.email, cast.head.email])
    carried = session.scalars(select(NoticeMail.leaves_at).where(NoticeMail.message_id.is_not(None))).all()
    assert len(carried) == 3, "80 % and due to the handler, due to the head"


def test_h04_of_two_reminders_of_one_due_time_only_the_last_is_told(
    session: Session, cast: Cast, case: Case, run_job: RunJob, by_smtp: MailServer
) -> None:
    """As after a weekend without a clock."""
    for _rung in range(2):
        run_job("due-times", DUE)
    run_job("notices", OPENING)
    run_job("deliver", OPENING)
    (mail,) = to(by_smtp, cast.handler)
    assert mail.subject.startswith("【云帆网络】已到时限 ")
    assert "时限将到" not in mail.body()


def test_h04_about_grade_3_a_reminder_leaves_at_any_hour(
    session: Session, cast: Cast, case: Case, run_job: RunJob, by_smtp: MailServer
) -> None:
    graver = decision(grade=3, reason="升级")
    actions.triage(case, graver, by=cast.agent, now=MONDAY + HOUR, seen=case.version)
    only_results(session)
    forget(session)
    session.execute(update(DueTime).where(DueTime.next_notice_at.is_not(None)).values(next_notice_at=NIGHT))
    remind_and_mail(run_job, NIGHT)
    (mail,) = to(by_smtp, cast.handler)
    assert "三级（严重）" in mail.subject


def answered(case: Case, cast: Cast) -> None:
    at = DUE + timedelta(minutes=5)
    actions.submit_result(case, cause="甲", done="乙", reply="丙", by=cast.handler, now=at, seen=None)
    actions.approve(case, by=cast.head, now=at, seen=None)


def withdrawn(case: Case, _cast: Cast) -> None:
    actions.withdraw(case, "好了", now=DUE + HOUR)


def merged(case: Case, cast: Cast) -> None:
    actions.merge(case, new(DUE + HOUR), reason="同一件事", by=cast.agent, now=DUE + HOUR, seen=None)


def paused(case: Case, cast: Cast) -> None:
    actions.wait_for_customer(case, "请补充", by=cast.handler, now=DUE + HOUR, seen=None)


@pytest.mark.parametrize(
    ("meanwhile", "why"),
    [
        (answered, Overtaken.DONE),
        (withdrawn, Overtaken.WITHDRAWN),
        (merged, Overtaken.CLOSED),
        (paused, Overtaken.PAUSED),
    ],
)
def test_h04_what_has_passed_by_the_opening_is_not_sent(
    session: Session,
    cast: Cast,
    reminded: Case,
    run_job: RunJob,
    by_smtp: MailServer,
    meanwhile: object,
    why: Overtaken,
) -> None:
    choose_mail(cast.handler, ())
    meanwhile(reminded, cast)  # type: ignore[operator]
    session.execute(update(NoticeMail).where(NoticeMail.leaves_at < OPENING).values(leaves_at=None))
    session.execute(update(DueTime).values(next_notice_at=None))
    session.commit()
    run_job("notices", OPENING)
    run_job("deliver", OPENING)
    reminders = [row for row in to_staff(session) if row.to_address == cast.handler.email]
    assert [(row.state, row.overtaken_by) for row in reminders] == [(Delivery.OVERTAKEN, why)]
    assert to(by_smtp, cast.handler) == []


def test_h04_g03_with_more_time_the_reminder_of_the_old_date_is_not_sent(
    session: Session, cast: Cast, case: Case, run_job: RunJob, by_smtp: MailServer
) -> None:
    actions.ask_extension(
        case, 2, reason="备件在途", words="备件在途", by=cast.handler, now=DUE - HOUR, seen=None
    )
    run_job("due-times", DUE - HOUR)
    choose_mail(cast.handler, ())
    choose_mail(cast.head, ())
    forget(session)
    run_job("due-times", DUE)
    actions.decide_extension(case, approved=True, reason="", by=cast.head, now=DUE + HOUR, seen=None)
    run_job("notices", OPENING)
    run_job("deliver", OPENING)
    assert [row.overtaken_by for row in to_staff(session)] == [Overtaken.POSTPONED] * 2
    assert to(by_smtp, cast.head) == to(by_smtp, cast.handler) == []


def test_t02_an_urgent_case_alerts_head_and_service_by_mail_at_once(
    session: Session, cast: Cast, run_job: RunJob, by_smtp: MailServer
) -> None:
    """At night too, and whatever they chose; who decided knows."""
    case = new(NIGHT)
    for person in (cast.head, cast.second_agent):
        choose_mail(person, ())
    forget(session)
    actions.triage(case, decision(grade=1, urgent=True), by=cast.agent, now=NIGHT, seen=case.version)
    assert run_job("notices", NIGHT) == Tally(done=2)
    run_job("deliver", NIGHT)
    for person in (cast.head, cast.second_agent):
        (mail,) = to(by_smtp, person)
        assert mail.subject == f"【云帆网络】紧急预警 {case.number} · 网络故障 · 一级（轻微） · 紧急"
    assert to(by_smtp, cast.agent) == to(by_smtp, cast.leader) == []


def test_g04_a_grave_case_alerts_the_leading_group_by_mail_in_its_language(
    session: Session, cast: Cast, run_job: RunJob, by_smtp: MailServer
) -> None:
    cast.leader.language = Language.EN
    case = new(NIGHT)
    actions.triage(case, decision(grade=3), by=cast.agent, now=NIGHT, seen=case.version)
    run_job("notices", NIGHT)
    run_job("deliver", NIGHT)
    (mail,) = to(by_smtp, cast.leader)
    assert mail.subject == f"Yunfan Network: Alert {case.number} · Network fault · Grade 3 (severe)"
    assert mail.body().startswith("Hello Ling Dao,")
    assert ": due " in mail.body()


def test_t02_who_left_or_has_no_address_gets_no_mail(
    session: Session, cast: Cast, reminded: Case, run_job: RunJob, by_smtp: MailServer
) -> None:
    """Neither does who leaves, or whose address goes, before it leaves."""
    cast.head.left_on = local_day(DUE)
    cast.handler.email = ""
    run_job("notices", OPENING)
    assert to_staff(session) == []
    cast.head.left_on = None
    late = DUE + DAY
    run_job("due-times", late)
    run_job("notices", late + 15 * HOUR)
    cast.head.left_on = local_day(late)
    run_job("deliver", late + 15 * HOUR)
    states = {row.to_address: row.overtaken_by for row in to_staff(session)}
    assert states[cast.head.email] is Overtaken.LEFT
    assert "" not in states
    assert to(by_smtp, cast.head) == []


def test_x07_what_was_not_chosen_stays_under_the_bell(
    session: Session, cast: Cast, run_job: RunJob, by_smtp: MailServer
) -> None:
    choose_mail(cast.handler, {Topic.NEWS})
    choose_mail(cast.head, {Topic.TASK, Topic.NEWS})
    case = taken(cast)
    actions.assign(case, cast.handler, reason="复核", by=cast.head, now=MONDAY, seen=None)
    run_job("notices", MONDAY)
    assert [row.to_address for row in to_staff(session) if row.to_address == cast.handler.email] == []


def test_x07_what_was_read_in_the_portal_is_not_mailed_but_overdue_is(
    session: Session, cast: Cast, case: Case, run_job: RunJob, by_smtp: MailServer
) -> None:
    run_job("due-times", DUE)
    mark_read(cast.handler.id, now=DUE)
    run_job("notices", OPENING)
    run_job("deliver", OPENING)
    assert [row.overtaken_by for row in to_staff(session)] == [Overtaken.READ]
    run_job("due-times", OPENING)
    mark_read(cast.handler.id, now=OPENING)
    run_job("notices", OPENING)
    run_job("deliver", OPENING)
    (mail,) = to(by_smtp, cast.handler)
    assert mail.subject.startswith("【云帆网络】已到时限 ")
