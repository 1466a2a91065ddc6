"""Each figure against hand-worked cases (Q-02): what counts, whose it is, and what its edge cases are."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cases import actions
from models.cases.intake import Triage
from models.cases.tables import Case, DueTime
from models.cases.words import Channel, Closing, DueKind
from models.clock import SHANGHAI
from models.events.actions import SYSTEM
from models.inspection.tables import Checklist, Correction, Draw, Inspection
from models.inspection.words import Ground, InspectionState
from models.inspection.words import Subject as Topic
from models.kpi.queries.measure import Cell, measured
from models.kpi.rules.months import Month
from models.kpi.words import Facet, Figure
from models.people.tables import Posting
from models.revisits.tables import Revisit
from models.revisits.words import RevisitKind, RevisitState, Silence
from tests.cast import Cast, department
from tests.models.cases.making import answered, decision, in_review, taken, triaged

pytestmark = pytest.mark.both_databases
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
OCTOBER = datetime(2026, 10, 12, 10, 0, tzinfo=SHANGHAI)  # a Monday
MONTH = Month.of(OCTOBER)
LATER = datetime(2026, 11, 2, 10, 0, tzinfo=SHANGHAI)


def company(figure: Figure, month: Month = MONTH, now: datetime = LATER) -> tuple[int, int | None]:
    """n and hits of the whole company; nothing where there is no cell."""
    found = [cell for cell in measured(figure, month, now) if _all(cell)]
    return (found[0].n, found[0].hits) if found else (0, 0)


def of(figure: Figure, *, code: str = "", person: int = 0, now: datetime = LATER) -> tuple[int, int | None]:
    """n and hits of a department or a person."""
    wanted = department(code).id if code else None
    for cell in measured(figure, MONTH, now):
        if cell.facet is Facet.ALL and (cell.department_id, cell.staff_id) == (wanted, person or None):
            return cell.n, cell.hits
    return 0, 0


def _all(cell: Cell) -> bool:
    return cell.facet is Facet.ALL and cell.department_id is None and cell.staff_id is None


def result_clock(session: Session, case: Case) -> DueTime:
    found = select(DueTime).where(DueTime.case_id == case.id, DueTime.kind == DueKind.RESULT)
    return session.scalars(found.order_by(DueTime.id.desc())).first()  # type: ignore[return-value]


def test_timeliness_counts_clocks_met_in_the_month(session: Session, cast: Cast) -> None:
    on_time, late, other = (answered(cast, OCTOBER + n * HOUR) for n in range(3))
    result_clock(session, late).due_at = OCTOBER
    novembers = result_clock(session, other)
    novembers.ended_at, novembers.due_at = LATER, LATER + DAY
    in_review(cast, OCTOBER)  # still runs: no clock that was met
    session.flush()
    assert on_time.round == 1
    assert company(Figure.TIMELINESS) == (2, 1)
    assert of(Figure.TIMELINESS, code="JS") == (2, 1)
    assert of(Figure.TIMELINESS, code="KF") == (0, 0)
    assert of(Figure.TIMELINESS, person=cast.handler.id) == (2, 1)
    assert company(Figure.TIMELINESS, MONTH.shifted(1)) == (1, 1)


def test_to_the_second_of_the_date_is_on_time_and_the_next_is_late(session: Session, cast: Cast) -> None:
    punctual, late = (result_clock(session, answered(cast, OCTOBER + n * HOUR)) for n in range(2))
    assert punctual.ended_at is not None
    assert late.ended_at is not None
    punctual.due_at = punctual.ended_at
    late.due_at = late.ended_at - timedelta(seconds=1)
    session.flush()
    assert company(Figure.TIMELINESS) == (2, 1)


def test_an_extended_clock_is_late_by_its_first_date_and_on_time_by_its_second(
    session: Session, cast: Cast
) -> None:
    case = taken(cast, OCTOBER)
    wanted = actions.ask_extension(
        case,
        3,
        reason="设备未到货",
        words="设备周四到货",
        by=cast.handler,
        now=OCTOBER + HOUR,
        seen=case.version,
    )
    actions.decide_extension(
        case, approved=True, reason="", by=cast.head, now=OCTOBER + 2 * HOUR, seen=case.version
    )
    then = wanted.old_due_at + HOUR
    actions.submit_result(
        case, cause="老化", done="更换", reply="已更换", by=cast.handler, now=then, seen=case.version
    )
    actions.approve(case, by=cast.head, now=then + HOUR, seen=case.version)
    assert company(Figure.TIMELINESS) == (1, 1)
    assert company(Figure.TIMELINESS_FIRST) == (1, 0)


def test_time_in_which_the_customer_had_the_word_is_out(session: Session, cast: Cast) -> None:
    case = taken(cast, OCTOBER)
    actions.wait_for_customer(case, "请提供序列号", by=cast.handler, now=OCTOBER + HOUR, seen=case.version)
    first = result_clock(session, case).due_at
    actions.resume(case, by=cast.handler, now=OCTOBER + 2 * DAY + HOUR, seen=case.version)
    assert result_clock(session, case).due_at > first
    actions.submit_result(
        case, cause="老化", done="更换", reply="已更换", by=cast.handler, now=first + HOUR, seen=case.version
    )
    actions.approve(case, by=cast.head, now=first + HOUR, seen=case.version)
    assert company(Figure.TIMELINESS) == (1, 1)
    assert company(Figure.TIMELINESS_FIRST) == (1, 1)
    whole = int((first + HOUR - OCTOBER).total_seconds()) // 60 - 2 * 24 * 60
    cell = next(cell for cell in measured(Figure.RESULT_TIME, MONTH, LATER) if _all(cell))
    assert (cell.n, cell.median, cell.p90) == (1, 10 * whole, 10 * whole)


def test_a_clock_is_of_who_led_and_handled_when_it_ended(session: Session, cast: Cast) -> None:
    case = answered(cast, OCTOBER)
    actions.reopen(case, why="dissatisfied", by=SYSTEM, now=OCTOBER + DAY)
    actions.triage(
        case,
        decision(department_id=department("YF").id, reason="转研发"),
        by=cast.agent,
        now=OCTOBER + DAY + HOUR,
        seen=case.version,
    )
    assert case.lead_department_id == department("YF").id
    assert of(Figure.TIMELINESS, code="JS") == (1, 1)
    assert of(Figure.TIMELINESS, code="YF") == (0, 0)
    assert of(Figure.TIMELINESS, person=cast.handler.id) == (1, 1)


def test_triage_is_right_unless_it_is_corrected(session: Session, cast: Cast) -> None:
    right, wrong, reworded, risen, came_back = (triaged(cast, OCTOBER + n * HOUR) for n in range(5))

    def again(case: Case, changed: Triage, now: datetime = OCTOBER + 6 * HOUR) -> None:
        actions.triage(case, changed, by=cast.second_agent, now=now, seen=case.version)

    again(wrong, decision(category="system_defect", reason="实为系统问题"))
    again(
        reworded, decision(important=True, reason="重要客户")
    )  # neither kind, category, grade nor department
    again(risen, decision(grade=3, poorly_handled=True, reason="处理不力，客户投诉升级"))
    done = answered(cast, OCTOBER + 7 * HOUR)
    actions.reopen(done, why="dissatisfied", by=SYSTEM, now=OCTOBER + DAY)
    again(done, decision(grade=1, reason="新一轮"), OCTOBER + DAY + HOUR)
    assert (right.grade, came_back.grade) == (2, 2)
    assert company(Figure.TRIAGE_ACCURACY) == (6, 5)
    assert of(Figure.TRIAGE_ACCURACY, code="KF") == (6, 5)
    assert of(Figure.TRIAGE_ACCURACY, person=cast.agent.id) == (6, 5)
    assert of(Figure.TRIAGE_ACCURACY, person=cast.second_agent.id) == (0, 0)
    moved = OCTOBER.date() + DAY  # to another department, on the day after
    for line in session.scalars(select(Posting).where(Posting.staff_id == cast.agent.id)):
        line.until_on = moved
    session.add(Posting(staff_id=cast.agent.id, department_id=department("YF").id, from_on=moved))
    cast.agent.department_id = department("YF").id
    session.flush()
    assert of(Figure.TRIAGE_ACCURACY, code="KF") == (6, 5)
    assert of(Figure.TRIAGE_ACCURACY, code="YF") == (0, 0)


def test_a_result_that_was_sent_back_counts_beside_the_next(session: Session, cast: Cast) -> None:
    case = in_review(cast, OCTOBER)
    actions.reject(case, "未说明补偿", by=cast.head, now=OCTOBER + 2 * HOUR, seen=case.version)
    actions.submit_result(
        case,
        cause="老化",
        done="更换",
        reply="已补偿",
        by=cast.handler,
        now=OCTOBER + 3 * HOUR,
        seen=case.version,
    )
    actions.approve(case, by=cast.head, now=OCTOBER + 4 * HOUR, seen=case.version)
    in_review(cast, OCTOBER)  # nobody has reviewed it
    assert company(Figure.HANDLING_ACCURACY) == (2, 1)
    assert of(Figure.HANDLING_ACCURACY, person=cast.handler.id) == (2, 1)


def failed_inspection(session: Session, case: Case, drawn: datetime, scored: datetime) -> Inspection:
    """An inspection that failed a case, with the correction it ordered."""
    ids = {"department_id": department("JS").id}
    checklist = Checklist(
        code=case.number, version_number=1, subject=Topic.CASE, name_zh="表", name_en="List", author_id=1
    )
    clock = {"calendar": "office", "minutes": 60, "started_at": scored, "due_at": scored}
    order = Correction(about=f"case {case.number}", checker_id=case.owner_id, text="改", **clock, **ids)
    session.add_all([checklist, order])
    session.flush()
    draw = Draw(
        month=drawn.date(), seed="S", frame=[], eligible=1, drawn=1, rulebook_id=1, at=drawn,
        checklist_id=checklist.id,
    )  # fmt: skip
    session.add(draw)
    session.flush()
    made = Inspection(
        draw_id=draw.id, case_id=case.id, checklist_id=checklist.id, ground=Ground.RANDOM, **ids,
        inspector_id=1, rulebook_id=1, state=InspectionState.FAILED, drawn_at=drawn, due_at=scored,
        scored_at=scored, object_until=scored, correction_id=order.id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def test_q01_a_result_that_inspection_sent_back_counts_in_the_month_of_the_score(
    session: Session, cast: Cast
) -> None:
    """Q-01, Q-02: at once within its month; once more, not reached, where its month is over by then."""
    soon, late, _kept = (answered(cast, OCTOBER + n * HOUR) for n in range(3))
    november = MONTH.shifted(1)
    failed_inspection(session, soon, OCTOBER + 2 * DAY, OCTOBER + 3 * DAY)
    found = failed_inspection(session, late, LATER, LATER + HOUR)
    assert company(Figure.HANDLING_ACCURACY, now=LATER + DAY) == (3, 2)
    assert company(Figure.HANDLING_ACCURACY, november, LATER + DAY) == (1, 0)
    assert of(Figure.HANDLING_ACCURACY, code="JS", now=LATER + DAY) == (3, 2)
    assert of(Figure.HANDLING_ACCURACY, person=cast.handler.id, now=LATER + DAY) == (3, 2)
    found.state = InspectionState.OVERTURNED
    session.flush()
    assert company(Figure.HANDLING_ACCURACY, november, LATER + DAY) == (0, 0)


def test_q01_inspection_sends_back_only_the_result_that_it_looked_at(session: Session, cast: Cast) -> None:
    """A result handed in after the draw, and the earlier one of a case that came back, stay as they are."""
    case = answered(cast, OCTOBER)
    actions.reopen(case, why="dissatisfied", by=SYSTEM, now=OCTOBER + DAY)
    words = {"cause": "老化", "done": "更换", "reply": "已更换"}
    actions.submit_result(case, **words, by=cast.handler, now=OCTOBER + 2 * DAY, seen=case.version)
    actions.approve(case, by=cast.head, now=OCTOBER + 2 * DAY + HOUR, seen=case.version)
    assert company(Figure.HANDLING_ACCURACY) == (2, 2)
    found = failed_inspection(session, case, OCTOBER + 3 * DAY, OCTOBER + 4 * DAY)
    assert company(Figure.HANDLING_ACCURACY) == (2, 1)
    found.drawn_at = OCTOBER - DAY
    session.flush()
    assert company(Figure.HANDLING_ACCURACY) == (2, 2)


def test_an_answer_counts_when_its_outcome_is_known(session: Session, cast: Cast) -> None:
    back, ended, unknown = (answered(cast, OCTOBER + n * HOUR) for n in range(3))
    actions.reopen(back, why="dissatisfied", by=SYSTEM, now=OCTOBER + DAY)
    actions.settle(ended, Closing.SATISFIED, by=SYSTEM, now=OCTOBER + 2 * DAY)
    assert unknown.closed_at is None
    assert company(Figure.REOPENED) == (2, 1)
    assert of(Figure.REOPENED, code="JS") == (2, 1)
    assert of(Figure.REOPENED, person=cast.handler.id) == (2, 1)


def test_solved_at_the_first_contact(session: Session, cast: Cast) -> None:
    once, asked, twice = (answered(cast, OCTOBER + n * HOUR) for n in range(3))
    case = taken(cast, OCTOBER)
    actions.add_told(case, "还是断网", channel=Channel.HOTLINE, by=cast.agent, now=OCTOBER + 3 * HOUR)
    actions.submit_result(
        case,
        cause="老化",
        done="更换",
        reply="已更换",
        by=cast.handler,
        now=OCTOBER + 4 * HOUR,
        seen=case.version,
    )
    actions.approve(case, by=cast.head, now=OCTOBER + 5 * HOUR, seen=case.version)
    twice.round = 2
    for each, closing in ((once, Closing.SATISFIED), (asked, Closing.CONFIRMED), (twice, Closing.CONFIRMED)):
        actions.settle(each, closing, by=SYSTEM, now=OCTOBER + 2 * DAY)
    actions.settle(case, Closing.CONFIRMED, by=SYSTEM, now=OCTOBER + 2 * DAY)
    assert company(Figure.FIRST_CONTACT) == (4, 2)


def test_overdue_is_what_was_past_its_time_when_the_month_ended(session: Session, cast: Cast) -> None:
    late, early, standing_still, met = (taken(cast, OCTOBER + n * HOUR) for n in range(4))
    result_clock(session, late).due_at = OCTOBER + DAY
    result_clock(session, early).due_at = LATER + DAY
    paused = result_clock(session, standing_still)
    paused.due_at, paused.paused_since = OCTOBER + 2 * DAY, OCTOBER + DAY
    clock = result_clock(session, met)
    clock.due_at = OCTOBER + DAY
    session.flush()
    assert company(Figure.OVERDUE) == (4, 2)
    clock.ended_at, clock.ending = OCTOBER + 3 * DAY, "met"
    session.flush()
    assert company(Figure.OVERDUE) == (3, 1)
    assert of(Figure.OVERDUE, person=cast.handler.id) == (3, 1)


def test_the_first_word_to_a_customer(session: Session, cast: Cast) -> None:
    for n in range(4):
        case = taken(cast, OCTOBER + n * HOUR)
        clock = session.scalars(
            select(DueTime).where(DueTime.case_id == case.id, DueTime.kind == DueKind.FIRST_RESPONSE)
        ).first()
        assert clock is not None
        clock.ended_at = clock.started_at + timedelta(minutes=(10, 20, 30, 95)[n], seconds=59)
        clock.ending, clock.due_at = "met", clock.started_at + timedelta(minutes=30, seconds=59)
    session.flush()
    assert company(Figure.RESPONSE_TIMELINESS) == (4, 3)
    cell = next(cell for cell in measured(Figure.RESPONSE_TIME, MONTH, LATER) if _all(cell))
    assert (cell.n, cell.median, cell.p90) == (4, 250, 755)  # 25 min; 30 + 0.7 × 65 = 75.5 min


def revisited(session: Session, case: Case, at: datetime, score: int | None, state: RevisitState) -> None:
    """A first revisit of a case that ended, with an answer or without."""
    session.add(
        Revisit(
            case_id=case.id,
            round=1,
            kind=RevisitKind.FIRST,
            state=state,
            silence=Silence.REFUSED if state is RevisitState.EXPIRED else None,
            due_at=at,
            send_at=at,
            ended_at=at,
            answered_at=at if score else None,
            score=score,
        )
    )
    session.flush()


def test_what_customers_say_when_they_are_asked(session: Session, cast: Cast) -> None:
    said: list[tuple[int | None, RevisitState]] = [
        (5, RevisitState.ANSWERED),
        (4, RevisitState.ANSWERED),
        (3, RevisitState.ANSWERED),
        (None, RevisitState.EXPIRED),
        (None, RevisitState.CANCELLED),
    ]
    for n, (score, state) in enumerate(said):
        revisited(session, answered(cast, OCTOBER + n * HOUR), OCTOBER + DAY, score, state)
    assert company(Figure.SATISFACTION) == (3, 2)
    assert of(Figure.SATISFACTION, person=cast.handler.id) == (3, 2)
    assert company(Figure.REVISIT_RESPONSE) == (4, 3)
    assert of(Figure.REVISIT_RESPONSE, code="JS") == (4, 3)
    assert of(Figure.REVISIT_RESPONSE, person=cast.handler.id) == (0, 0)


def test_nothing_gives_no_cell(session: Session, cast: Cast) -> None:
    assert [cell for figure in Figure for cell in measured(figure, MONTH.shifted(-3), LATER)] == []
