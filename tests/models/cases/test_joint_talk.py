"""Department and customer service talk to the customer together on grades that ask for it (G-03)."""

import pytest

from models.cases import actions
from models.cases.actions import Together
from models.cases.queries import due_times_of, standing
from models.cases.rules.steps import Step, next_steps
from models.cases.tables import Case, JointTalk
from models.cases.words import ContactMeans, Direction, DueKind, Ending
from models.db import db
from models.errors import Invalid, NotAllowed
from models.events.queries import history
from models.people.tables import Staff
from tests.cast import Cast, department
from tests.models.cases.making import HOUR, decision, new, taken
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
LATER = MONDAY + HOUR


def together(ours: Staff, theirs: Staff, text: str = "约定周三上门换设备") -> Together:
    return Together(ours.id, theirs.id, ContactMeans.PHONE, text, seconds=900)


def talked(case: Case, cast: Cast) -> JointTalk:
    return actions.talk_jointly(case, together(cast.handler, cast.agent), by=cast.handler, now=LATER)


def steps(case: Case, person: Staff) -> list[Step]:
    return next_steps(case, standing(case, person))


def test_g03_a_joint_talk_is_in_the_contact_log_with_both_sides(cast: Cast) -> None:
    """It is our word to the customer like any other: it meets the first response."""
    case = taken(cast)
    talk = talked(case, cast)
    contact = talk.contact
    assert (contact.direction, contact.means, contact.seconds) == (Direction.OUT, ContactMeans.PHONE, 900)
    assert contact.text == "约定周三上门换设备"
    assert (talk.department_side, talk.service_side, talk.round) == (cast.handler, cast.agent, 1)
    assert [due.ending for due in due_times_of(case, DueKind.FIRST_RESPONSE)] == [Ending.MET]
    event = history(case.audit_name)[-1]
    assert (event.kind, event.staff_id) == ("case.talked_jointly", cast.handler.id)
    assert event.facts == {
        "contact": contact.id,
        "talk": talk.id,
        "means": "phone",
        "people": [cast.handler.id, cast.agent.id],
    }


def test_g03_it_is_offered_before_any_other_talk_until_it_was_held(cast: Cast) -> None:
    """A reminder and no lock: the result may be handed in without it. Each round has its own."""
    case = taken(cast)
    offered = steps(case, cast.handler)
    assert Step.RESULT in offered
    assert offered.index(Step.JOINT_TALK) < offered.index(Step.CONTACT)
    talked(case, cast)
    offered = steps(case, cast.handler)
    assert offered.index(Step.CONTACT) < offered.index(Step.JOINT_TALK)
    case.round = 2
    offered = steps(case, cast.handler)
    assert offered.index(Step.JOINT_TALK) < offered.index(Step.CONTACT)


def test_g03_grade_1_and_what_customer_service_leads_ask_for_none(cast: Cast) -> None:
    light = new()
    actions.triage(light, decision(grade=1), by=cast.agent, now=MONDAY, seen=light.version)
    led = new(email="other@example.com", phone=None)
    actions.triage(
        led, decision(department_id=department("KF").id), by=cast.agent, now=MONDAY, seen=led.version
    )
    for case in (light, led):
        assert Step.JOINT_TALK not in steps(case, cast.agent)
        with pytest.raises(NotAllowed):
            actions.talk_jointly(case, together(cast.handler, cast.agent), by=cast.agent, now=LATER)


@pytest.mark.parametrize(
    ("ours", "theirs", "why"),
    [
        ("stranger", "agent", "not_in_department"),
        ("handler", "stranger", "not_in_service"),
        ("handler", "handler", "not_in_service"),
    ],
)
def test_g03_each_side_is_one_of_its_people(cast: Cast, ours: str, theirs: str, why: str) -> None:
    case = taken(cast)
    with pytest.raises(Invalid) as refused:
        actions.talk_jointly(
            case, together(getattr(cast, ours), getattr(cast, theirs)), by=cast.agent, now=LATER
        )
    assert refused.value.why == why
    assert db.session.query(JointTalk).count() == 0


def test_g03_nothing_said_is_no_talk(cast: Cast) -> None:
    case = taken(cast)
    with pytest.raises(Invalid) as refused:
        actions.talk_jointly(case, together(cast.handler, cast.agent, " "), by=cast.agent, now=LATER)
    assert (refused.value.field, refused.value.why) == ("text", "required")
