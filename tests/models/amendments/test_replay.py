"""The draft replayed on past cases: timeliness before and after, and which would have changed (RB-02)."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models.amendments.queries.replay import CHUNK, Past, replay
from models.amendments.rules.timeliness import Figure
from models.amendments.tables import Amendment
from models.amendments.words import Section
from models.cases import actions as cases
from models.cases.tables import DueTime
from models.cases.tables.origin import Origin
from models.cases.words import Channel, ContactMeans, Direction, DueKind, OutsideOutcome
from models.clock import local_day
from models.rulebook.document import parse
from models.rulebook.words import OutsideBody
from tests.cast import Cast
from tests.models.amendments.drafts import AFTER, NOW, change, days
from tests.models.cases.making import DAY, HOUR, answered, decision, new, taken, waiting
from tests.models.rulebook.calendars import at
from tests.statements import CountStatements

PAST = Past(at("2026-11-01 00:00"), at("2026-12-31 00:00"))
LATER = at("2026-12-30 10:00")
FIRST = DueKind.FIRST_RESPONSE


def test_rb02_shorter_due_times_make_past_cases_late(session: Session, cast: Cast, draft: Amendment) -> None:
    """RB-02: of each figure how many were in time, how many would have been, and which cases change."""
    case = answered(cast, NOW)
    rules = parse(draft.document)
    same = replay(rules, PAST, now=LATER)
    assert same.changed == []
    assert all(row.before == row.after == row.n for row in same.rows)
    change(draft, Section.CHANNELS, "web", cast.administrator, first_response=minutes(1))
    change(draft, Section.GRADES, "2", cast.administrator, review=minutes(1))
    found = replay(parse(draft.document), PAST, now=LATER)
    worse = {each.figure for each in found.changed}
    assert worse <= {Figure(DueKind.FIRST_RESPONSE, 2), Figure(DueKind.REVIEW, 2)}
    assert worse
    assert {each.number for each in found.changed} == {case.number}
    assert (found.sooner, found.later) == (0, len(found.changed))
    by_figure = {row.figure: (row.n, row.before, row.after) for row in found.rows}
    for figure in worse:
        assert by_figure[figure] == (1, 1, 0)


def test_rb02_longer_due_times_make_late_cases_timely(session: Session, cast: Cast, draft: Amendment) -> None:
    """RB-02: an open case counts once its time is over."""
    taken(cast, NOW)
    change(draft, Section.GRADES, "2", cast.administrator, result=days(60))
    found = replay(parse(draft.document), PAST, now=LATER)
    result = next(row for row in found.rows if row.figure == Figure(DueKind.RESULT, 2))
    assert (result.n, result.before, result.after) == (1, 0, 1)
    assert [each.figure.kind for each in found.changed] == [DueKind.RESULT]


def test_h11_a_complaint_before_a_regulator_keeps_its_priority(
    session: Session, cast: Cast, draft: Amendment
) -> None:
    """RB-02, H-11: replayed by the rules it had nothing changes, when the body's case has ended too."""
    case = new(NOW, channel=Channel.REGULATOR)
    letter = cases.OutsideDraft(body=OutsideBody.TELECOM_APPEAL, received_on=local_day(NOW))
    outside = cases.record_outside(case, letter, by=cast.legal, now=NOW, seen=None)
    cases.triage(case, decision(grade=2), by=cast.agent, now=NOW + HOUR, seen=None)
    late = next(due.due_at for due in session.query(DueTime) if due.kind is FIRST and not due.ended_at) + HOUR
    cases.log_contact(
        case, direction=Direction.OUT, means=ContactMeans.PHONE, text="已致电", by=cast.agent, now=late
    )
    cases.end_outside(
        case, outside.id, OutsideOutcome.REJECTED, local_day(late), by=cast.legal, now=late, seen=None
    )
    found = replay(parse(draft.document), PAST, now=LATER)
    assert (1, 0, 0) in {(row.n, row.before, row.after) for row in found.rows if row.figure.kind is FIRST}
    assert found.changed == []


def test_rb02_only_the_period_is_replayed(session: Session, cast: Cast, draft: Amendment) -> None:
    answered(cast, NOW)
    assert replay(parse(draft.document), Past(NOW + DAY, LATER), now=LATER).rows == []
    assert replay(parse(draft.document), Past(NOW + DAY, LATER), now=LATER).total is None


def test_rb02_time_that_stood_still_is_not_counted(session: Session, cast: Cast, draft: Amendment) -> None:
    """H-03: pauses postpone under the draft as they did in fact."""
    waiting(cast, NOW)
    found = replay(parse(draft.document), PAST, now=AFTER)
    assert all(not each.changes for each in found.changed)


def test_rb02_a_replay_asks_two_queries(
    session: Session, cast: Cast, draft: Amendment, statements: CountStatements
) -> None:
    for _n in range(3):
        answered(cast, NOW)
    session.flush()
    rules = parse(draft.document)
    with statements() as seen:
        assert replay(rules, PAST, now=LATER).total is not None
    assert seen.count == 2, "a part; a longer period has more parts"
    assert CHUNK >= 1_000


def minutes(amount: int) -> dict[str, object]:
    return {"amount": amount, "unit": "working_minutes"}


def test_v09_an_imported_case_is_counted_from_the_day_it_came(
    session: Session, cast: Cast, draft: Amendment
) -> None:
    """V-04, V-09: another system received it long ago; nobody here could keep a promise of that day."""
    case = answered(cast, NOW, channel=Channel.EMAIL)
    rules = parse(draft.document)
    assert replay(rules, PAST, now=LATER).changed == []
    case.received_at = NOW - 20 * DAY
    session.add(Origin(case_id=case.id, source="旧系统", number="A-1"))
    session.flush()
    found = replay(rules, PAST, now=LATER)
    assert found.changed == []
    assert all(row.before == row.after == row.n for row in found.rows)


def test_v09_what_was_never_promised_here_is_left_out(session: Session, cast: Cast, draft: Amendment) -> None:
    """An imported case without a first response by us has no figure that is reckoned from its arrival."""
    case = answered(cast, NOW, channel=Channel.EMAIL)
    session.execute(delete(DueTime).where(DueTime.case_id == case.id, DueTime.kind == DueKind.FIRST_RESPONSE))
    kinds = {row.figure.kind for row in replay(parse(draft.document), PAST, now=LATER).rows}
    assert kinds.isdisjoint({DueKind.FIRST_RESPONSE, DueKind.PLAN, DueKind.RESULT})
    assert DueKind.REVIEW in kinds
