"""W-05, W-06, W-07, W-08, W-09, W-10: the way of a report to its erasure, what goes on, what stays."""

from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.accountability.tables import MatterCandidate
from models.accountability.words import MatterKind
from models.db import db
from models.errors import Invalid, NotAllowed, WrongSecret, WrongState
from models.events.actions import SYSTEM
from models.files.storage import FolderStore
from models.hotline.actions import candidate, rewards, steps, work
from models.hotline.actions.erase import erase_keys, erase_rows
from models.hotline.actions.identity import agree_identity, ask_identity, refuse_identity
from models.hotline.actions.submit import Receipt
from models.hotline.actions.texts import add_file, add_message, add_note
from models.hotline.queries.identity import identity_in
from models.hotline.queries.inbox import due_for_erasure, figures, keepers_to_tell
from models.hotline.queries.opening import open_with_code
from models.hotline.queries.reading import read
from models.hotline.queries.watch import TRANSFER, blows
from models.hotline.rules.access import Access
from models.hotline.rules.clocks import months_after
from models.hotline.tables import (
    HotlineEntry,
    HotlineKey,
    HotlinePayout,
    HotlineReport,
    HotlineShare,
    HotlineTally,
)
from models.hotline.words import Conclusion, EntryKind, ReportKind, ReportState
from models.people.actions import Details, change_staff
from models.people.tables import Staff
from tests.cast import Cast, department
from tests.models.hotline.making import VAULT, Desk, as_reader, desk, holder, named, readers, reported, row_of
from tests.moments import MONDAY

DAY = timedelta(days=1)


def move(person: Staff, code: str, now: datetime) -> None:
    """Sends somebody to another department."""
    details = Details(
        name=person.name, name_en=person.name_en, department=department(code), email=person.email
    )
    change_staff(person, details, by=SYSTEM, now=now)


def walked(
    receipt: Receipt, people: Desk, conclusion: Conclusion = Conclusion.UPHELD
) -> tuple[Access, Access]:
    """Up to its conclusion; the report as two readers have it open."""
    one, two = (as_reader(person, receipt) for person in readers(receipt, people)[:2])
    assert one is not None
    assert two is not None
    row = row_of(receipt)
    steps.acknowledge(one, "我们收到了，会查。", seen=row.version, now=MONDAY)
    data = read(one).of(EntryKind.REPORT)[0].content.data
    steps.confirm_involved(one, data["people"], [], "", seen=row.version, now=MONDAY)
    steps.assess(
        one, "有物证", seriousness="high", danger="some", proof="strong", seen=row.version, now=MONDAY
    )
    steps.investigate(one, "查出入库", seen=row.version, now=MONDAY)
    steps.conclude(one, conclusion, "属实", seen=row.version, now=MONDAY)
    return one, two


@pytest.mark.both_databases
def test_w05_a_report_is_walked_to_its_end_and_counted(session: Session, cast: Cast) -> None:
    people = desk(cast)
    receipt = reported(cast.handler)
    one, _ = walked(receipt, people)
    row = row_of(receipt)
    steps.tell(one, "查实，已处理。", seen=row.version, now=MONDAY)
    steps.close(one, seen=row.version, now=MONDAY)
    assert (row.state, row.conclusion, row.erase_on) == (
        ReportState.CLOSED,
        Conclusion.UPHELD,
        months_after(row.received_on, 24),
    )
    told = [entry.content.data.get("status") for entry in read(receipt.access).of(EntryKind.STATUS)]
    assert told == ["acknowledged", "investigating", "told", "closed"]
    (tally,) = session.scalars(select(HotlineTally))
    assert (tally.quarter, tally.kind, tally.conclusion, tally.reports) == (
        "2026Q4",
        ReportKind.BRIBERY,
        "upheld",
        1,
    )
    for add, access in ((add_message, receipt.access), (add_note, one)):
        with pytest.raises(WrongState):
            add(access, "还有", now=MONDAY)


def test_w05_assessing_waits_for_whom_it_is_about(session: Session, cast: Cast) -> None:
    people = desk(cast)
    receipt = reported(cast.handler)
    access = as_reader(readers(receipt, people)[0], receipt)
    assert access is not None
    row = row_of(receipt)
    with pytest.raises(WrongState):
        steps.conclude(access, Conclusion.UPHELD, "x", seen=row.version, now=MONDAY)
    session.rollback()


def test_w05_work_is_sealed_with_hashes_of_its_evidence(session: Session, cast: Cast, tmp_path: Path) -> None:
    people = desk(cast)
    receipt = reported(cast.handler)
    file = add_file(
        receipt.access, BytesIO(b"x"), "照片.jpg", "image/jpeg", store=FolderStore(tmp_path), now=MONDAY
    )
    access = as_reader(readers(receipt, people)[0], receipt)
    assert access is not None
    task = work.add_task(access, "调监控", due=date(2026, 12, 1), now=MONDAY)
    work.finish_task(access, task.position, "已调", now=MONDAY)
    with pytest.raises(Invalid):
        work.finish_task(access, task.position, "再来", now=MONDAY)
    work.add_interview(access, "他说不知道", who="仓管员", on=date(2026, 11, 20), now=MONDAY)
    work.add_evidence(access, "照片里有红包", file_id=file.id, now=MONDAY)
    evidence = read(access).last(EntryKind.EVIDENCE)
    assert evidence is not None
    assert (
        evidence.content.data["sha256"] == "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
    )
    assert [e.content.kind for e in read(receipt.access).entries] == [EntryKind.REPORT]


def test_w05_a_knowingly_false_report_takes_two(session: Session, cast: Cast) -> None:
    people = desk(cast)
    receipt = reported(cast.handler)
    one, two = walked(receipt, people, Conclusion.KNOWINGLY_FALSE)
    with pytest.raises(NotAllowed, match="own_work"):
        steps.tell(one, "不属实", seen=row_of(receipt).version, now=MONDAY)
    steps.tell(two, "不属实", seen=row_of(receipt).version, now=MONDAY)
    assert row_of(receipt).state is ReportState.TOLD


def test_w05_readers_are_told_that_something_waits(session: Session, cast: Cast) -> None:
    people = desk(cast)
    receipt = reported(cast.handler)
    found = sorted(person.id for person in readers(receipt, people))
    assert keepers_to_tell(MONDAY) == found
    access = as_reader(readers(receipt, people)[0], receipt)
    assert access is not None
    steps.acknowledge(access, "收到", seen=row_of(receipt).version, now=MONDAY)
    assert keepers_to_tell(MONDAY) == []
    assert keepers_to_tell(MONDAY + 21 * DAY) == found


@pytest.mark.both_databases
def test_w06_a_second_reader_checks_and_nothing_leads_back(session: Session, cast: Cast) -> None:
    people = desk(cast)
    receipt = reported(cast.handler)
    one, two = walked(receipt, people)
    month = date(2026, 11, 18)
    with pytest.raises(Invalid, match="too_like"):
        candidate.write_summary(
            one, cast.handler, MatterKind.OTHER, month, "据称投诉单被他压了三个月 redenvelope。", now=MONDAY
        )
    candidate.write_summary(
        one, cast.handler, MatterKind.OTHER, month, "处理客户投诉时收受好处。", now=MONDAY
    )
    summary = read(one).last(EntryKind.SUMMARY)
    assert summary is not None
    with pytest.raises(NotAllowed, match="own_work"):
        candidate.check_summary(one, summary.position, passes=True, remark="", now=MONDAY)
    assert candidate.check_summary(two, summary.position, passes=True, remark="", now=MONDAY)
    (made,) = session.scalars(select(MatterCandidate))
    assert (made.source, made.person_id, made.conduct_on, made.text, made.reporter_id, made.evidence) == (
        "hotline",
        cast.handler.id,
        date(2026, 11, 1),
        "处理客户投诉时收受好处。",
        None,
        [],
    )
    row = row_of(receipt)
    assert not {str(row.id), row.number} & set(made.dedupe.split(":"))
    with pytest.raises(WrongState):
        candidate.check_summary(two, summary.position, passes=True, remark="", now=MONDAY)


@pytest.mark.both_databases
def test_w07_two_open_an_identity_and_one_does_not(session: Session, cast: Cast) -> None:
    people = desk(cast)
    receipt = reported(cast.handler, identity=named(cast.plain))
    first, second = readers(receipt, people)[:2]
    one, two = as_reader(first, receipt), as_reader(second, receipt)
    assert one is not None
    assert two is not None
    row = row_of(receipt)
    ask_identity(one, holder(first), "需要当面核实", now=MONDAY)
    assert identity_in(row, holder(first)) is None
    with pytest.raises(NotAllowed):
        agree_identity(one, holder(first), now=MONDAY)
    agree_identity(two, holder(second), now=MONDAY)
    for person in (first, second):
        found = identity_in(row, holder(person))
        assert found is not None
        assert (found.name, found.staff_number) == (cast.plain.name, cast.plain.number)
    third = [person for person in readers(receipt, people) if person not in (first, second)]
    assert [identity_in(row, holder(person)) for person in third] == [None] * len(third)
    told = read(receipt.access).last(EntryKind.STATUS)
    assert told is not None
    assert (told.content.data["status"], told.content.text) == ("identity_opened", "需要当面核实")


def test_w07_refused_or_anonymous_it_stays_shut(session: Session, cast: Cast) -> None:
    people = desk(cast)
    receipt = reported(cast.handler, identity=named(cast.plain))
    first, second = readers(receipt, people)[:2]
    one, two = as_reader(first, receipt), as_reader(second, receipt)
    assert one is not None
    assert two is not None
    ask_identity(one, holder(first), "想知道", now=MONDAY)
    refuse_identity(two, holder(second), "没有必要", now=MONDAY)
    with pytest.raises(NotAllowed):
        agree_identity(two, holder(second), now=MONDAY)
    anonymous = reported(cast.handler)
    reader = readers(anonymous, people)[0]
    access = as_reader(reader, anonymous)
    assert access is not None
    with pytest.raises(WrongState):
        ask_identity(access, holder(reader), "想知道", now=MONDAY)


def test_w08_what_befalls_a_watched_reporter_is_told_to_readers(session: Session, cast: Cast) -> None:
    people = desk(cast)
    watched = reported(cast.handler, identity=named(cast.stranger), watch=True)
    others = reported(cast.handler, identity=named(cast.stranger)), reported(cast.handler)
    later = MONDAY + 40 * DAY
    move(cast.stranger, "MD1", later)
    session.commit()
    for receipt, expected in ((watched, [TRANSFER]), *((each, []) for each in others)):
        access = as_reader(readers(receipt, people)[0], receipt)
        assert access is not None
        found = blows(row_of(receipt), access, vault=VAULT, now=later)
        assert [blow.what for blow in found] == expected


@pytest.mark.both_databases
def test_w09_keys_go_first_then_rows_and_the_count_stays(
    session: Session, cast: Cast, tmp_path: Path
) -> None:
    people = desk(cast)
    receipt = reported(cast.handler)
    store = FolderStore(tmp_path)
    add_file(receipt.access, BytesIO(b"x"), "照片.jpg", "image/jpeg", store=store, now=MONDAY)
    one, _ = walked(receipt, people)
    row = row_of(receipt)
    steps.tell(one, "属实", seen=row.version, now=MONDAY)
    steps.close(one, seen=row.version, now=MONDAY)
    session.commit()
    report_id = row.id
    assert due_for_erasure(MONDAY + 700 * DAY) == []
    late = MONDAY + 740 * DAY
    assert due_for_erasure(late) == [report_id]
    assert erase_keys(report_id, now=MONDAY) is False
    assert erase_keys(report_id, now=late) is True
    session.commit()
    for rows in (HotlineShare, HotlineKey):
        assert session.scalars(select(rows).where(rows.report_id == report_id)).all() == []
    with pytest.raises(WrongSecret):
        open_with_code(str(receipt.code), vault=VAULT)
    files = erase_rows(report_id)
    assert files is not None
    assert len(files) == 1
    session.commit()
    assert session.scalars(select(HotlineReport)).all() == []
    assert session.scalars(select(HotlineEntry)).all() == []
    assert [tally.reports for tally in session.scalars(select(HotlineTally))] == [1]


def test_w09_no_figure_below_five_and_none_that_can_be_reckoned(session: Session, cast: Cast) -> None:
    """Nor anything of the running quarter, which could be watched from day to day."""
    for kind, conclusion, count in (
        (ReportKind.BRIBERY, Conclusion.UPHELD, 7),
        (ReportKind.DELAY, Conclusion.UPHELD, 6),
        (ReportKind.LEAK, Conclusion.NOT_UPHELD, 2),
    ):
        session.add(HotlineTally(quarter="2026Q3", kind=kind, conclusion=conclusion, reports=count))
    session.add(HotlineTally(quarter="2026Q2", kind=ReportKind.LEAK, conclusion=Conclusion.PARTLY, reports=4))
    session.add(
        HotlineTally(quarter="2026Q4", kind=ReportKind.LEAK, conclusion=Conclusion.UPHELD, reports=99)
    )
    session.commit()
    newest, before = figures(MONDAY)
    assert newest.total == 15
    assert {kind: n for kind, n in newest.kinds.items() if n} == {ReportKind.BRIBERY: 7}
    assert {each: n for each, n in newest.conclusions.items() if n} == {}
    assert (before.total, set(before.kinds.values())) == (None, {None})


@pytest.mark.both_databases
def test_w10_a_reward_is_paid_to_whoever_brings_the_code(session: Session, cast: Cast) -> None:
    people = desk(cast)
    receipt = reported(cast.handler)
    one, two = walked(receipt, people)
    with pytest.raises(Invalid):
        rewards.propose_reward(one, 10**9, now=MONDAY)
    rewards.propose_reward(one, 200_000, now=MONDAY)
    with pytest.raises(NotAllowed):
        rewards.grant_reward(one, vault=VAULT, now=MONDAY)
    rewards.grant_reward(two, vault=VAULT, now=MONDAY)
    told = read(receipt.access).last(EntryKind.STATUS)
    assert told is not None
    code = told.content.data["code"]
    with pytest.raises(WrongSecret):
        rewards.pay("0" * 16, vault=VAULT, by=cast.finance, now=MONDAY)
    with pytest.raises(NotAllowed):
        rewards.pay(code, vault=VAULT, by=cast.hr, now=MONDAY)
    assert rewards.pay(code.lower(), vault=VAULT, by=cast.finance, now=MONDAY) == 200_000
    with pytest.raises(WrongState):
        rewards.pay(code, vault=VAULT, by=cast.finance, now=MONDAY)
    (payout,) = session.scalars(select(HotlinePayout))
    assert code.replace("-", "") not in payout.code_digest


def test_w10_nothing_is_paid_for_what_was_not_upheld(session: Session, cast: Cast) -> None:
    people = desk(cast)
    one, _ = walked(reported(cast.handler), people, Conclusion.NOT_UPHELD)
    with pytest.raises(WrongState):
        rewards.propose_reward(one, 1000, now=MONDAY)
    assert db.session.scalars(select(HotlinePayout)).all() == []
