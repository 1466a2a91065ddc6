"""Department and customer service talk to the customer together (G-03)."""

from dataclasses import dataclass
from datetime import datetime

from models.cases.actions.contact import keep_contact
from models.cases.queries.scope import standing
from models.cases.rules.steps import Step, require
from models.cases.tables import Case, JointTalk
from models.cases.words import ContactMeans, Direction
from models.clock import local_day
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.tables import Staff
from models.permissions import Permission


@dataclass(frozen=True)
class Together:
    """What is written down of a joint talk: who took part on each side, how, what was said and agreed, and
    how long it took in `seconds`."""

    department_side_id: int
    service_side_id: int
    means: ContactMeans
    text: str
    seconds: int | None = None


def talk_jointly(case: Case, told: Together, *, by: Staff, now: datetime) -> JointTalk:
    """Writes a joint talk into the contact log, with both sides by name; whoever leads the case may.

    It counts as our word to the customer like any contact (H-01, G-04). Records case.talked_jointly.
    Raises NotAllowed, WrongState, and Invalid: "not_in_department" and "not_in_service" for somebody who is
    of neither side (any more), "two_sides" for one person on both, "required" where nothing was said.
    """
    require(Step.JOINT_TALK, case, standing(case, by))
    ours = db.session.get(Staff, told.department_side_id)
    theirs = db.session.get(Staff, told.service_side_id)
    today = local_day(now)
    if ours is None or ours.department_id != case.lead_department_id or not ours.works_on(today):
        raise Invalid("department_side_id", "not_in_department")
    if theirs is None or not theirs.may(Permission.CASE_TRIAGE) or not theirs.works_on(today):
        raise Invalid("service_side_id", "not_in_service")
    if ours is theirs:
        raise Invalid("service_side_id", "two_sides")
    contact = keep_contact(
        case, direction=Direction.OUT, means=told.means, text=told.text, seconds=told.seconds, by=by, now=now
    )
    talk = JointTalk(
        case_id=case.id,
        round=case.round,
        contact=contact,
        department_side=ours,
        service_side=theirs,
    )
    db.session.add(talk)
    db.session.flush()
    record(
        "case.talked_jointly",
        case,
        by=by,
        now=now,
        contact=contact.id,
        talk=talk.id,
        means=told.means,
        people=[ours.id, theirs.id],
    )
    return talk
