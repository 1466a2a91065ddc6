"""X-03: a case whose time is over loses who it was about; other cases, figures and what is needed stay."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from jobs import retention
from models.accountability.tables import MatterCandidate
from models.accountability.words import MatterKind, TriggerKind
from models.cases import actions as cases
from models.cases.actions import due_times
from models.cases.actions.reopen import reopen
from models.cases.queries import related, standing
from models.cases.queries.duplicates import Told, find_alike
from models.cases.queries.listing import Filters, matching
from models.cases.rules.offers import offers
from models.cases.rules.steps import Step, next_steps, require
from models.cases.tables import Case
from models.cases.words import DueKind, Kind, State
from models.customers.tables import Customer
from models.db import Base
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import SYSTEM
from models.events.tables import Event
from models.improvement.actions import add_voice, raise_item
from models.improvement.tables import ImprovementVoice
from models.knowledge.tables import KnowledgeGap
from models.knowledge.words import Site
from models.library.tables import TypicalCase
from models.library.words import LessonState
from models.mailbox.tables import MailboxMessage
from models.mailbox.words import Reason
from models.personal.actions import forget_customer, give_copy, hold_case, lift_hold
from models.personal.queries import (
    asked_of,
    coming,
    due_on,
    expired_cases,
    goes_on,
    kept_by,
    may_begin,
    staying,
)
from models.personal.tables import CaseHold
from models.personal.words import Keeps
from models.revisits.tables import Revisit
from models.rulebook.queries import retention_at, rules_of
from tests.cast import Cast, meet
from tests.models.cases.making import new
from tests.models.library.telling import published
from tests.models.personal.expiring import ASKED, NIGHT, begin, closed
from tests.models.results.answering import revisited
from tests.moments import MONDAY
from tests.story.learning import suggestion

DAY = timedelta(days=1)
PHONE = "13900139000"


def due(now: datetime = NIGHT) -> list[int]:
    return [case_id for case_id, _customer in expired_cases(retention_at(now), now, limit=10)]


def again(session: Session, case: Case) -> Case:
    """The case as it is stored now: jobs let go of what the session held."""
    return session.get_one(Case, identity_of(case), populate_existing=True)


def identity_of(row: Base) -> int:
    """The id of a row that nobody holds any more."""
    found = inspect(row).identity
    assert found is not None
    return int(found[0])


def test_x03_each_kind_and_grade_has_its_period(session: Session, cast: Cast) -> None:
    rules = retention_at(MONDAY)
    case = closed(cast)
    session.flush()
    assert (rules.complaint_months, rules.severe_months, rules.other_months) == (36, 60, 24)
    assert due_on(case, rules) == date(2029, 11, 24)
    assert [due(datetime(2029, 11, day, 2, tzinfo=NIGHT.tzinfo)) for day in (23, 24)] == [[], [case.id]]
    soon = [
        session.scalars(coming(rules, datetime(2029, 11, 1, 2, tzinfo=NIGHT.tzinfo), days=n)).all()
        for n in (22, 23)
    ]
    assert soon == [[], [case]]
    case.grade = 3
    session.flush()
    assert (due_on(case, rules), due()) == (date(2031, 11, 24), [])
    case.kind, case.grade = Kind.INQUIRY, None
    session.flush()
    assert (due_on(case, rules), due()) == (date(2028, 11, 24), [case.id])


def test_x03_the_day_on_which_data_go_is_told(session: Session, cast: Cast) -> None:
    """Not before the day that was confirmed; none while nobody confirmed it, and none for the next night."""
    rules = retention_at(ASKED)
    past, later = closed(cast), closed(cast, 1, now=MONDAY + timedelta(days=60))

    def told(now: datetime) -> list[date | None]:
        start, begun = asked_of(rules, now), may_begin(rules, now)
        return [goes_on(each, rules, start, now, begun=begun) for each in (past, later)]

    assert told(ASKED) == [None, None]
    begin(cast)
    assert told(ASKED) == [date(2029, 12, 17), date(2030, 1, 23)]
    assert told(NIGHT) == [None, date(2030, 1, 23)]


def test_x03_a_newer_case_keeps_what_is_known_until_it_goes_too(session: Session, cast: Cast) -> None:
    """Also in texts that hang on neither: who can still be reached by a number is not forgotten there."""
    first, second = closed(cast), closed(cast, now=MONDAY + 400 * DAY)
    assert first.customer_id == second.customer_id
    session.add(KnowledgeGap(text=f"停机 {PHONE}", site=Site.PORTAL, times=1, last_at=MONDAY))
    begin(cast)
    assert retention.expire(NIGHT).done == 1
    first, second = again(session, first), again(session, second)
    customer = session.get_one(Customer, second.customer_id)
    assert (first.contact_name, first.contact_phone, first.problem) == (
        "",
        None,
        "我叫【姓名】，手机【电话】，宽带断了三天。",
    )
    assert (second.contact_name, customer.name, customer.phone) == ("钱伟0", "钱伟0", f"+86{PHONE}")
    assert PHONE in second.problem
    agent = meet().agent
    assert (related(second, agent).own, related(first, agent).own) == ([], [])
    assert session.scalars(select(KnowledgeGap.text)).one() == f"停机 {PHONE}"
    for text in (PHONE, "钱伟0", "qian0@example.com"):
        assert session.scalars(matching(agent, Filters(text=text), NIGHT)).all() == [second]
    told = Told("停机", phone=f"+86{PHONE}", email="qian0@example.com")
    alike = find_alike(told, agent, rules_of(second.rulebook_id), now=NIGHT)
    assert [each.case for each in alike.own] == [second]
    assert retention.expire(NIGHT + 400 * DAY).done == 1
    second, customer = again(session, second), session.get_one(Customer, identity_of(customer))
    assert (second.contact_name, customer.name, customer.phone) == ("", "", None)
    assert session.scalars(select(KnowledgeGap.text)).one() == "停机 【电话】"


def test_x03_what_is_still_needed_stays(session: Session, cast: Cast) -> None:
    """Each reason by itself, and gone with what ended it."""
    case = closed(cast)
    session.flush()

    def reasons() -> list[Keeps]:
        session.flush()
        found = kept_by(case, NIGHT)
        assert due() == ([] if found else [case.id])
        assert dict(staying(retention_at(NIGHT), NIGHT).by_reason) == dict.fromkeys(found, 1)
        return found

    assert reasons() == []
    held = hold_case(case, "客户已起诉", date(2029, 12, 31), by=cast.leader, now=ASKED)
    assert reasons() == [Keeps.HOLD]
    lift_hold(held, "已结案", by=cast.administrator, now=ASKED + DAY)
    case.outside_since = MONDAY
    assert reasons() == [Keeps.OUTSIDE]
    case.outside_since = None
    promise = rules_of(case.rulebook_id).promise(rules_of(case.rulebook_id).consultation, MONDAY)
    owed = due_times.start(case, DueKind.SPECIAL_REPORT, promise, since=MONDAY)
    assert reasons() == [Keeps.OWED]
    session.delete(owed)
    candidate = MatterCandidate(
        source=TriggerKind.BY_HAND,
        kind=MatterKind.DELAY,
        about=case.audit_name,
        case_id=case.id,
        department_id=case.lead_department_id,
        conduct_on=MONDAY.date(),
        text="拖延",
        found_at=MONDAY,
        dedupe="x",
    )
    session.add(candidate)
    assert reasons() == [Keeps.MATTER]
    session.delete(candidate)
    item = raise_item(suggestion(case=case), by=cast.inspector, now=MONDAY)
    assert reasons() == [Keeps.IMPROVEMENT]
    session.scalars(select(ImprovementVoice).where(ImprovementVoice.item_id == item.id)).one().told_at = NIGHT
    assert reasons() == []


def test_x03_open_reopened_and_merged_cases_stay(session: Session, cast: Cast) -> None:
    """A merged one for as long as the case that carries it on."""
    carrier = new(phone="+8613600136000", email=None)
    told = new(phone="+8613600136000", email=None)
    cases.merge(told, carrier, by=cast.agent, now=MONDAY, seen=None)
    back = closed(cast)
    reopen(back, why="outside", by=SYSTEM, now=MONDAY + 2 * DAY)
    session.flush()
    assert due() == []
    assert kept_by(told, NIGHT) == [Keeps.MERGED]
    cases.withdraw(carrier, "已解决", now=MONDAY)
    begin(cast)
    assert [retention.expire(NIGHT).done for _ in range(3)] == [1, 1, 0]
    back = again(session, back)
    assert (back.state is State.CLOSED, back.contact_name) == (False, "钱伟0")


def test_x03_a_hold_has_a_reason_and_an_end_and_ends_by_itself(session: Session, cast: Cast) -> None:
    case = closed(cast)
    customer = session.get_one(Customer, case.customer_id)
    for by in (cast.agent, cast.hr, cast.auditor):
        with pytest.raises(NotAllowed):
            hold_case(case, "起诉", date(2030, 1, 5), by=by, now=ASKED)
    for reason, until, why in (
        ("", date(2030, 1, 5), "reason: required"),
        ("长" * 301, date(2030, 1, 5), "reason: too_long"),
        ("起诉", ASKED.date(), "until: hold_in_past"),
        ("起诉", date(2034, 12, 4), "until: hold_too_long"),
    ):
        with pytest.raises(Invalid, match=why):
            hold_case(case, reason, until, by=cast.leader, now=ASKED)
    held = hold_case(case, "起诉", date(2030, 1, 5), by=cast.leader, now=ASKED)
    with pytest.raises(Invalid, match="case: held_case"):
        forget_customer(customer, "来函", by=cast.hr, now=ASKED)
    assert [kept_by(case, datetime(2030, 1, day, 2, tzinfo=NIGHT.tzinfo)) for day in (5, 6)] == [
        [Keeps.HOLD],
        [],
    ]
    with pytest.raises(WrongState):
        lift_hold(held, "撤诉", by=cast.leader, now=datetime(2030, 1, 6, 2, tzinfo=NIGHT.tzinfo))
    lift_hold(held, "撤诉", by=cast.administrator, now=ASKED + DAY)
    with pytest.raises(Invalid, match="case: hold_lifted_by_you"):
        forget_customer(customer, "来函", by=cast.administrator, now=ASKED + 2 * DAY)
    lifted = [kept_by(case, ASKED + n * DAY + DAY) for n in (13, 14)]
    assert lifted == [[Keeps.HOLD], []]
    said = select(Event.kind, Event.reason).where(Event.kind.like("case.h_ld%")).order_by(Event.id)
    assert [tuple(row) for row in session.execute(said)] == [
        ("case.held", "起诉"),
        ("case.hold_lifted", "撤诉"),
    ]


def test_x03_nothing_can_be_done_with_an_expired_case(session: Session, cast: Cast) -> None:
    case = closed(cast)
    lesson, asked = published(cast, case), revisited(5, words=f"电话{PHONE}，很好", case=case)
    case.state = State.CLOSED
    begin(cast)
    case = again(session, case)
    hold_case(case, f"起诉 {PHONE}", date(2029, 12, 10), by=cast.leader, now=ASKED)
    session.commit()
    assert retention.expire(NIGHT).done == 1
    case = again(session, case)
    lesson = session.get_one(TypicalCase, identity_of(lesson))
    asked = session.get_one(Revisit, identity_of(asked))
    assert session.scalars(select(CaseHold.reason)).one() == "起诉 【电话】"
    assert (lesson.state, lesson.happened != "", asked.score) == (LessonState.PUBLISHED, True, 5)
    people = meet()
    assert next_steps(case, standing(case, people.legal)) == []
    with pytest.raises(WrongState):
        require(Step.OUTSIDE_COMPLAINT, case, standing(case, people.legal))
    with pytest.raises(WrongState):
        reopen(case, why="outside", by=people.legal, now=NIGHT)
    assert offers(case, spoken=False) == frozenset()
    with pytest.raises(Invalid, match="case: expired_case"):
        hold_case(case, "起诉", date(2030, 6, 1), by=people.leader, now=NIGHT)
    with pytest.raises(Invalid, match="case: expired_case"):
        raise_item(suggestion(case=case), by=people.inspector, now=NIGHT)
    item = raise_item(suggestion(), by=people.inspector, now=NIGHT)
    with pytest.raises(Invalid, match="case: expired_case"):
        add_voice(item, case, by=people.inspector, now=NIGHT)
    customer = session.get_one(Customer, case.customer_id)
    with pytest.raises(Invalid, match="case: expired_case"):
        give_copy(customer, "身份证", by=people.agent, now=NIGHT)


def test_x03_mails_about_the_case_that_were_set_aside_go_with_it(session: Session, cast: Cast) -> None:
    """Whenever they came; one about nothing that came since stays."""
    case = closed(cast)
    for about in (case.number, ""):
        sent = MailboxMessage(
            digest=f"{about:0>64}", arrived_at=MONDAY + 30 * DAY, sender="qian0@example.com", words=PHONE
        )
        sent.set_aside(Reason.EMPTY, at=MONDAY + 30 * DAY, mentions=about)
        session.add(sent)
    begin(cast)
    assert retention.expire(NIGHT).done == 1
    rows = session.execute(select(MailboxMessage.sender, MailboxMessage.words).order_by(MailboxMessage.id))
    assert [tuple(row) for row in rows] == [("", "【电话】"), ("qian0@example.com", PHONE)]
