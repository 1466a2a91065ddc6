"""The person's file: in time order, each reader their part (C-05)."""

from datetime import date

import pytest

from models.cases import actions as cases
from models.cases.words import Ending
from models.conduct import actions
from models.conduct.actions import RecordDraft
from models.conduct.queries.staff_file import (
    OF_HEADS,
    OF_PROCEEDINGS,
    Wanted,
    entries,
    parts_read,
    people_read,
)
from models.conduct.words import Part, RecordKind
from models.db import db
from models.errors import Invalid, NotAllowed
from models.people.actions import set_head
from tests.cast import Cast, department
from tests.models.accountability.test_triggers import due_of
from tests.models.cases.making import DAY, taken
from tests.models.conduct.making import announced, nominated
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
MARCH = date(2026, 3, 15)


def record(cast: Cast, kind: RecordKind = RecordKind.PENALTY, on: date = MARCH) -> None:
    draft = RecordDraft(cast.handler, on, kind, "系统上线前的记录", "人发〔2026〕3号", 10_000)
    actions.write_records([draft], by=cast.hr, now=MONDAY)


def test_c05_everything_in_time_order(cast: Cast) -> None:
    record(cast)
    case = taken(cast)
    reward = announced(cast.handler, cast, now=MONDAY + DAY)
    nominated(cast.handler, cast.agent)
    found = entries(cast.handler, cast.hr, Wanted())
    assert [(entry.part, entry.number, entry.amount_fen) for entry in found] == [
        (Part.REWARD, reward.number, 50_000),
        (Part.CASE, case.number, None),
        (Part.PENALTY, "人发〔2026〕3号", 10_000),
    ]
    actions.revoke_reward(reward, "材料不实", by=cast.leader, now=MONDAY + 2 * DAY)
    assert entries(cast.handler, cast.hr, Wanted())[0].state is not None, (
        "what was revoked stays, and says so"
    )
    only = Wanted(frozenset({Part.CASE}), since=MONDAY.date(), until=MONDAY.date())
    assert [entry.part for entry in entries(cast.handler, cast.handler, only)] == [Part.CASE]


def test_c05_each_reads_their_due_part(cast: Cast) -> None:
    """The person and HR all; a head the work of the own people, without money and penalties; nobody else."""
    record(cast)
    announced(cast.handler, cast)
    read = {part: parts_read(person, cast.handler) for part, person in vars(cast).items()}
    assert {part: parts for part, parts in read.items() if parts} == {
        "handler": frozenset(Part),
        "hr": frozenset(Part),
        "head": OF_HEADS,
    }
    seen = entries(cast.handler, cast.head, Wanted())
    assert [(entry.part, entry.amount_fen) for entry in seen] == [(Part.REWARD, None)]
    assert entries(cast.handler, cast.stranger, Wanted()) == []
    assert cast.handler in people_read(cast.head, MONDAY.date())
    assert cast.agent not in people_read(cast.head, MONDAY.date())
    assert people_read(cast.leader, MONDAY.date()) == []
    assert [person.id for person in people_read(cast.hr, MONDAY.date(), cast.handler.name)] == [
        cast.handler.id
    ]


def test_c05_hr_writes_all_lines_or_none(cast: Cast) -> None:
    good = RecordDraft(cast.handler, MARCH, RecordKind.TRAINING, "培训合格")
    for wrong, why in (
        (RecordDraft(cast.agent, MARCH, RecordKind.OTHER, " "), "required"),
        (RecordDraft(cast.agent, date(2027, 1, 1), RecordKind.OTHER, "以后"), "future_day"),
    ):
        with pytest.raises(Invalid, match=why):
            actions.write_records([good, wrong], by=cast.hr, now=MONDAY)
    with pytest.raises(NotAllowed):
        actions.write_records([good], by=cast.head, now=MONDAY)
    with pytest.raises(NotAllowed):
        actions.write_records(
            [RecordDraft(cast.hr, MARCH, RecordKind.REWARD, "自夸")], by=cast.hr, now=MONDAY
        )
    assert entries(cast.handler, cast.hr, Wanted()) == []


def test_a04_nobody_of_hr_reads_the_proceedings_of_their_own_head(cast: Cast) -> None:
    """A-04: the rest of the file they keep; and what HR wrote of money is not the head's to read (C-05)."""
    set_head(department("JS"), cast.handler, by=cast.administrator, now=MONDAY)
    cast.hr.department = department("JS")
    db.session.flush()
    assert parts_read(cast.hr, cast.handler) == frozenset(Part) - OF_PROCEEDINGS


def test_c05_a_head_reads_no_money_in_what_hr_wrote(cast: Cast) -> None:
    record(cast, RecordKind.REWARD)
    assert [entry.amount_fen for entry in entries(cast.handler, cast.head, Wanted())] == [None]
    assert [entry.amount_fen for entry in entries(cast.handler, cast.handler, Wanted())] == [10_000]


def test_c05_what_was_late_already_when_it_came_is_not_theirs(cast: Cast) -> None:
    """C-05, A-01: a colleague takes a late case over and answers it."""
    case = taken(cast)
    due = due_of(case)
    cases.assign(case, cast.head, reason="接手", by=cast.head, now=due.due_at + DAY, seen=None)
    due.ending, due.ended_at = Ending.MET, due.due_at + 2 * DAY
    db.session.flush()
    late = Wanted(frozenset({Part.LATE}))
    assert entries(cast.head, cast.hr, late) == []


def test_c05_what_ran_late_with_them_stays_theirs_when_another_gives_the_result(cast: Cast) -> None:
    """C-05, A-01: handed over after its time; the case they had is in their file as well."""
    case = taken(cast)
    due = due_of(case)
    cases.assign(case, cast.head, reason="接手", by=cast.head, now=due.due_at + DAY, seen=None)
    due.ending, due.ended_at = Ending.MET, due.due_at + 2 * DAY
    db.session.flush()
    found = entries(cast.handler, cast.hr, Wanted(frozenset({Part.CASE, Part.LATE})))
    assert {(entry.part, entry.number) for entry in found} == {
        (Part.CASE, case.number),
        (Part.LATE, case.number),
    }


def test_c05_what_was_handed_on_in_time_is_late_with_who_took_it(cast: Cast) -> None:
    """C-05, A-01."""
    case = taken(cast)
    due = due_of(case)
    cases.assign(case, cast.head, reason="接手", by=cast.head, now=due.due_at - DAY, seen=None)
    due.ending, due.ended_at = Ending.MET, due.due_at + DAY
    db.session.flush()
    late = Wanted(frozenset({Part.LATE}))
    assert entries(cast.handler, cast.hr, late) == []
    assert [entry.number for entry in entries(cast.head, cast.hr, late)] == [case.number]
