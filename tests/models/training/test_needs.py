"""Who must take part in what: opened, met, run out, remedial, reminded of, certified (L-04)."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from jobs.training import keep_needs, remind_of_gaps
from models.accountability.actions import acknowledge, appeal, hear
from models.accountability.rules.measures import MeasureDraft
from models.accountability.words import AppealOutcome, MatterState, MeasureKind
from models.conduct.actions import carry_out, take_back
from models.conduct.queries.staff_file import Wanted
from models.db import db
from models.errors import Invalid
from models.outbox.tables import Notice
from models.papers.tables import Paper
from models.papers.words import PaperState
from models.training import actions
from models.training.actions import Noted, RequirementDraft
from models.training.queries.file import training_entries
from models.training.queries.needs import MatrixFilter, count_people, matrix, needs_of, remedial_missing
from models.training.queries.waiting import waiting
from models.training.rules.log import months_after
from models.training.tables import Requirement, TrainingNeed, TrainingSession
from models.training.words import Attendance, Means, NeedState
from tests.cast import Cast, meet
from tests.models.accountability.making import bench, to
from tests.models.papers.making import HONOUR
from tests.models.training.making import DAY, HOUR, planned
from tests.moments import MONDAY
from tests.statements import CountStatements

TRAINING = MeasureDraft(MeasureKind.TRAINING)


def required(cast: Cast, now: datetime = MONDAY, **changed: object) -> Requirement:
    """All handlers, within 30 days, for a year, with a certificate."""
    given: dict[str, object] = {
        "title": "投诉处理上岗",
        "departments": (),
        "roles": ("department_handler",),
        "joined_since": None,
        "due_days": 30,
        "valid_months": 12,
        "certificate": True,
    }
    draft = RequirementDraft(**(given | changed))  # type: ignore[arg-type]
    return actions.require_training(draft, by=cast.hr, now=now)


def logged(cast: Cast, session: TrainingSession, *parts: str) -> TrainingSession:
    """These took part, and the log is closed."""
    people = [Noted(getattr(cast, part), Attendance.PRESENT) for part in parts]
    actions.note(session, people, means=Means.TAP, by=cast.trainer, now=session.starts_at)
    return actions.close_log(session, "", by=cast.trainer, now=session.ends_at)


def told(kind: str) -> set[int]:
    return set(db.session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


def open_of(cast: Cast) -> dict[int, date]:
    rows = select(TrainingNeed).where(TrainingNeed.state == NeedState.OPEN)
    return {need.staff_id: need.due_on for need in db.session.scalars(rows)}


def test_l04_needs_are_opened_once_for_whom_the_requirement_means(cast: Cast) -> None:
    requirement = required(cast)
    required(cast, joined_since=date(2026, 1, 1))
    db.session.commit()
    number = requirement.id
    assert (keep_needs(MONDAY).done, keep_needs(MONDAY).done) == (1, 0)
    due, cast = date(2026, 12, 23), meet()
    assert open_of(cast) == {cast.handler.id: due, cast.stranger.id: due}
    assert actions.open_needs(number, now=MONDAY) == 0


def test_l04_taking_part_meets_the_need_and_a_refresher_follows(cast: Cast) -> None:
    requirement = required(cast)
    actions.open_needs(requirement.id, now=MONDAY)
    session = planned(cast, MONDAY)
    actions.let_meet(session, [requirement], by=cast.trainer, now=MONDAY)
    logged(cast, session, "handler", "agent")
    [need] = needs_of(cast.handler)
    assert (need.state, need.valid_until) == (NeedState.MET, date(2027, 11, 24))
    assert set(open_of(cast)) == {cast.stranger.id}
    almost = MONDAY + timedelta(days=360)
    actions.open_needs(requirement.id, now=almost)
    assert open_of(cast)[cast.handler.id] == date(2027, 11, 24)
    [entry] = training_entries(cast.handler, cast.head, Wanted())
    assert (entry.session, entry.state) == (session.number, Attendance.PRESENT)
    assert training_entries(cast.handler, cast.stranger, Wanted()) == []


def test_l04_a_corrected_log_opens_the_need_again(cast: Cast) -> None:
    requirement = required(cast)
    actions.open_needs(requirement.id, now=MONDAY)
    session = planned(cast, MONDAY)
    actions.let_meet(session, [requirement], by=cast.trainer, now=MONDAY)
    session = logged(cast, session, "handler", "agent")
    absent = Noted(cast.handler, Attendance.ABSENT, "代签")
    actions.correct_log(session, absent, "核对监控", by=cast.trainer, now=session.ends_at)
    assert set(open_of(cast)) == {cast.handler.id, cast.stranger.id}
    back = Noted(cast.handler, Attendance.PRESENT)
    actions.correct_log(session, back, "复核", by=cast.trainer, now=session.ends_at)
    assert set(open_of(cast)) == {cast.stranger.id}


def test_l04_a_corrected_log_ends_the_certificate_and_the_refresher(cast: Cast) -> None:
    requirement = required(cast, valid_months=1, due_days=1)
    actions.open_needs(requirement.id, now=MONDAY)
    session = planned(cast, MONDAY)
    actions.let_meet(session, [requirement], by=cast.trainer, now=MONDAY)
    session = logged(cast, session, "handler", "agent")
    need = next(each for each in needs_of(cast.handler) if each.state is NeedState.MET)
    assert actions.certify(need, HONOUR, now=session.ends_at)
    paper = db.session.scalars(select(Paper)).one()
    actions.open_needs(requirement.id, now=session.ends_at + 20 * DAY)
    assert len(needs_of(cast.handler)) == 2
    absent = Noted(cast.handler, Attendance.ABSENT, "代签")
    actions.correct_log(session, absent, "核对监控", by=cast.trainer, now=session.ends_at + 21 * DAY)
    db.session.refresh(paper)
    assert (paper.state, [each.state for each in needs_of(cast.handler)]) == (
        PaperState.WITHDRAWN,
        [NeedState.OPEN],
    )
    assert needs_of(cast.handler)[0].paper_id is None


def test_l04_a_delivered_decision_opens_remedial_training_and_it_is_met(cast: Cast) -> None:
    people = bench(cast)
    matter = to(MatterState.DECIDED, people, measures=(TRAINING,))
    assert remedial_missing() == []
    matter = acknowledge(matter, by=people.person, now=MONDAY, seen=None)
    carry_out(matter, by=people.office, now=MONDAY)
    db.session.commit()
    person = people.person.id
    assert (keep_needs(MONDAY).done, keep_needs(MONDAY).done) == (1, 0)
    assert told("training_remedial") == {person}
    cast = meet()
    [need] = needs_of(cast.handler)
    assert (need.due_on, need.penalty_id is not None) == (date(2026, 12, 23), True)
    session = planned(cast, MONDAY)
    actions.arrange_need(need, session, by=cast.hr, now=MONDAY)
    with pytest.raises(Invalid, match="already_in"):
        actions.enrol(session, cast.handler, by=cast.handler, now=MONDAY)
    logged(cast, session, "handler")
    assert [each.state for each in needs_of(cast.handler)] == [NeedState.MET]


def test_l04_remedial_training_without_a_session_to_come_waits_for_hr_again(cast: Cast) -> None:
    people = bench(cast)
    matter = to(MatterState.DECIDED, people, measures=(TRAINING,))
    matter = acknowledge(matter, by=people.person, now=MONDAY, seen=None)
    carry_out(matter, by=people.office, now=MONDAY)
    for number in remedial_missing():
        actions.open_remedial(number, now=MONDAY)
    [need] = needs_of(cast.handler)

    def waits() -> bool:
        return [each.id for each in waiting(cast.hr, MONDAY).needs] == [need.id]

    one, other, third = (planned(cast, MONDAY, starts_at=MONDAY + n * DAY) for n in (1, 2, 3))
    seen = [waits()]
    actions.arrange_need(need, one, by=cast.hr, now=MONDAY)
    seen.append(waits())
    actions.cancel_session(one, "讲师生病", by=cast.trainer, now=MONDAY, seen=None)
    seen.append(waits())
    actions.arrange_need(need, other, by=cast.hr, now=MONDAY)
    actions.give_up(other, cast.handler, by=cast.handler, now=MONDAY)
    seen.append(waits())
    actions.arrange_need(need, other, by=cast.hr, now=MONDAY)
    seen.append(waits())
    absent, there = Noted(cast.handler, Attendance.ABSENT, "出差"), Noted(cast.agent, Attendance.PRESENT)
    actions.note(other, [absent, there], means=Means.TAP, by=cast.trainer, now=other.starts_at)
    other = actions.close_log(other, "", by=cast.trainer, now=other.ends_at)
    seen.append(waits())
    actions.make_up(other, cast.handler, third, by=cast.hr, now=MONDAY)
    assert [*seen, waits()] == [True, False, True, True, False, True, False]


def test_l04_who_is_meant_later_has_as_long_as_who_joins_today(cast: Cast) -> None:
    requirement = required(cast)
    later = MONDAY + 300 * DAY
    actions.open_needs(requirement.id, now=later)
    assert open_of(cast)[cast.handler.id] == later.date() + 30 * DAY


def test_l04_a_won_appeal_drops_remedial_training(cast: Cast) -> None:
    people = bench(cast)
    matter = to(MatterState.DECIDED, people, measures=(TRAINING,))
    matter = acknowledge(matter, by=people.person, now=MONDAY, seen=None)
    carry_out(matter, by=people.office, now=MONDAY)
    for number in remedial_missing():
        assert actions.open_remedial(number, now=MONDAY)
    matter = appeal(matter, "情况不实", by=people.person, now=MONDAY, seen=None)
    matter = hear(matter, AppealOutcome.REVERSED, "证据不足", by=people.second_leader, now=MONDAY, seen=None)
    take_back(matter, "申诉成立", by=people.office, now=MONDAY)
    db.session.commit()
    assert keep_needs(MONDAY).done == 1
    assert needs_of(meet().handler) == []


def test_l04_person_and_head_are_reminded_before_and_after_the_day(cast: Cast) -> None:
    requirement = required(cast)
    actions.open_needs(requirement.id, now=MONDAY)
    db.session.commit()
    both, stranger = {cast.handler.id, cast.head.id}, cast.stranger.id
    assert remind_of_gaps(MONDAY).done == 0
    soon = MONDAY + 20 * DAY
    assert (remind_of_gaps(soon).done, remind_of_gaps(soon).done) == (2, 0)
    assert told("training_gap_soon") == {*both, stranger}
    late = MONDAY + 31 * DAY
    assert (remind_of_gaps(late).done, remind_of_gaps(late).done) == (2, 0)
    assert told("training_gap_late") == {*both, stranger}


def test_l04_an_ended_requirement_needs_nobody(cast: Cast) -> None:
    requirement = required(cast)
    actions.open_needs(requirement.id, now=MONDAY)
    actions.end_requirement(requirement, by=cast.hr, now=MONDAY)
    assert open_of(cast) == {}
    assert actions.open_needs(requirement.id, now=MONDAY + HOUR) == 0


def test_l04_the_matrix_asks_a_fixed_number_of_questions(cast: Cast, statements: CountStatements) -> None:
    counts = []
    for n in range(3):
        actions.open_needs(required(cast, title=f"要求{n}").id, now=MONDAY)
        db.session.commit()
        assert cast.hr.permissions
        with statements() as seen:
            lines = matrix(cast.hr, MONDAY.date())
        assert {line.person.id: line.gaps for line in lines if line.gaps} == dict.fromkeys(
            (cast.handler.id, cast.stranger.id), n + 1
        )
        counts.append(seen.count)
    assert counts[0] == counts[2] == 2
    gaps = MatrixFilter(gaps_only=True)
    assert [count_people(by, MONDAY.date(), gaps) for by in (cast.head, cast.hr)] == [1, 2]
    assert [line.person.id for line in matrix(cast.hr, MONDAY.date(), gaps, offset=1, limit=1)] == [
        cast.stranger.id
    ]
    assert [line.person.id for line in matrix(cast.head, MONDAY.date(), gaps)] == [cast.handler.id]


def test_l04_months_end_where_the_month_ends() -> None:
    assert months_after(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert months_after(date(2027, 12, 5), 13) == date(2029, 1, 5)
