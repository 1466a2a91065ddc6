"""A signed decision is carried out on its case or matter, by the action that is there for it (M-01)."""

from datetime import datetime

from sqlalchemy import update

from models.accountability.queries import find as find_matter
from models.accountability.words import AppealOutcome
from models.bodies.queries import agenda_of, held, tasks_of
from models.bodies.rules.measures import read_from
from models.bodies.rules.steps import waits_to_be_carried_out
from models.bodies.tables import AgendaItem, BodyMeeting, BodyTask
from models.bodies.words import HEARINGS, Act
from models.cases.actions import ItemDraft, Minutes, close, decide, hold_meeting
from models.cases.queries import find as find_case
from models.cases.queries import held as held_case
from models.cases.words import Closing
from models.clock import local_day
from models.conduct.actions import hear_appeal
from models.db import db
from models.errors import NotAllowed, WrongState
from models.events.actions import record
from models.papers.document import NoticeFacts
from models.people.tables import Staff


def carry_out(
    meeting: BodyMeeting,
    item_id: int,
    *,
    by: Staff,
    now: datetime,
    paper: NoticeFacts | None = None,
) -> AgendaItem:
    """Carries a decision out, once, in the name of `by`, who needs the permission that the step needs and
    stands in no conflict: a seat grants nothing. The decision is its reason.

    A case ends (`close`), goes another round (`decide`) or has had its emergency meeting (`hold_meeting`),
    which then follows the action items of the agenda item. An appeal is heard (`hear_appeal`): the decision
    stands, its measures become lighter as the minutes say, or it is reversed; `paper` is what its person
    reads. Records meeting.carried_out besides what the step records.

    Raises WrongState for one that is not signed, not carried, or was carried out; NotAllowed for a case or
    matter that is not theirs to see ("body_act"); all that the step raises.
    """
    meeting = held(meeting)
    item = next((each for each in agenda_of(meeting) if each.id == item_id), None)
    if item is None or not waits_to_be_carried_out(meeting, item):
        raise WrongState("body_decision", meeting.state.value)
    assert item.act is not None, "what waits to be carried out does something"
    if item.act in HEARINGS:
        _hear(item, paper, by=by, now=now)
    else:
        _on_case(meeting, item, by=by, now=now)
    item.acted_at, item.acted_by_id = now, by.id
    db.session.flush()
    record(
        "meeting.carried_out",
        meeting,
        by=by,
        now=now,
        agenda_item=item.position,
        body_act=item.act,
        about=item.about,
    )
    return item


def said(meeting: BodyMeeting, item: AgendaItem) -> str:
    """The decision as the case and the matter have it: its words, and which one it is."""
    return f"{item.decision}（{meeting.number}-{item.position}）"


def _on_case(meeting: BodyMeeting, item: AgendaItem, *, by: Staff, now: datetime) -> None:
    case = find_case(by, item.about.partition(":")[2])
    if case is None:
        raise NotAllowed("body_act")
    case, text = held_case(case), said(meeting, item)
    if item.act is Act.CASE_CLOSURE:
        close(case, Closing.LEADING_GROUP, reason=text, by=by, now=now, seen=None)
    elif item.act is Act.CASE_ROUND:
        decide(case, text, by=by, now=now, seen=None)
    else:
        _meet(meeting, item, text, by=by, now=now)


def _meet(meeting: BodyMeeting, item: AgendaItem, text: str, *, by: Staff, now: datetime) -> None:
    """The meeting counts as the emergency meeting of the case (G-04), whose action items it follows."""
    case = find_case(by, item.about.partition(":")[2])
    assert case is not None, "it was found a moment ago"
    assert meeting.opened_at is not None, "a signed meeting was held"
    tasks = [each for each in tasks_of(meeting) if each.item_id == item.id and each.open]
    minutes = Minutes(
        held_at=meeting.opened_at,
        place=meeting.place,
        people=_still_here(meeting, now),
        decisions=text,
        items=[ItemDraft(each.text, each.owner_id, max(each.due_at, now)) for each in tasks],
    )
    hold_meeting(case, minutes, by=by, now=now, seen=None)
    db.session.execute(
        update(BodyTask)
        .where(BodyTask.id.in_([each.id for each in tasks]))
        .values(handed_over_at=now, next_notice_at=None)
    )


def _still_here(meeting: BodyMeeting, now: datetime) -> list[int]:
    day = local_day(now)
    return [each.staff_id for each in meeting.seats if each.present and each.staff.works_on(day)]


OUTCOMES = {
    Act.APPEAL_STANDS: AppealOutcome.STANDS,
    Act.APPEAL_LIGHTER: AppealOutcome.LIGHTER,
    Act.APPEAL_REVERSED: AppealOutcome.REVERSED,
}


def _hear(item: AgendaItem, paper: NoticeFacts | None, *, by: Staff, now: datetime) -> None:
    matter = find_matter(by, item.about.partition(":")[2], local_day(now))
    if matter is None:
        raise NotAllowed("body_act")
    assert item.act is not None, "what is carried out does something"
    hear_appeal(
        matter,
        OUTCOMES[item.act],
        item.decision,
        kept=read_from(item.lighter),
        paper=paper,
        by=by,
        now=now,
        seen=None,
    )
