"""What staff registers: its first-response clock, and the key for who left no mail address (H-01, H-08)."""

import pytest

from models.cases import actions
from models.cases.queries import due_times_of, key_shown
from models.cases.tables import Case
from models.cases.words import Channel, DueKind, Ending
from models.errors import Invalid, NotAllowed, WrongState
from models.events.actions import CUSTOMER
from models.events.queries import history
from models.people.tables import Staff
from models.rulebook.queries import rules_of
from tests.cast import Cast
from tests.models.cases.making import HOUR, decision, intake, new
from tests.moments import MONDAY

LATER = MONDAY + HOUR


def registered(by: Staff, **changes: object) -> Case:
    """Told at the hotline by a customer who left a telephone number alone."""
    told = intake(**({"channel": Channel.HOTLINE, "email": None} | changes))
    return actions.open_case(told, by=by, now=MONDAY)


@pytest.mark.parametrize("channel", [Channel.HOTLINE, Channel.STORE, Channel.CHAT, Channel.VOICEMAIL])
def test_the_first_response_is_due_as_for_the_web_form(cast: Cast, channel: Channel) -> None:
    """H-01, V-03, V-07: a case that staff registered is not without a due time until its triage."""
    case = registered(cast.agent, channel=channel)
    (due,) = due_times_of(case, DueKind.FIRST_RESPONSE)
    assert (due.started_at, due.ended_at) == (MONDAY, None)
    assert (case.due_at, case.due_kind) == (due.due_at, DueKind.FIRST_RESPONSE)
    assert due.due_at == rules_of(case.rulebook_id).first_response(channel, MONDAY).due_at


def test_the_talk_can_be_the_first_response(cast: Cast) -> None:
    """H-01: who registers says so, and the trail keeps it."""
    case = registered(cast.agent, responded=True)
    (due,) = due_times_of(case, DueKind.FIRST_RESPONSE)
    assert (due.ended_at, due.ending) == (MONDAY, Ending.MET)
    assert history(case.audit_name)[0].facts["responded"] is True


@pytest.mark.parametrize("channel", [Channel.VOICEMAIL, Channel.EMAIL, Channel.STAFF])
def test_without_a_talk_there_was_no_response(cast: Cast, channel: Channel) -> None:
    """V-03: a message on a machine answers nobody."""
    with pytest.raises(Invalid) as refused:
        registered(cast.agent, channel=channel, responded=True)
    assert (refused.value.field, refused.value.why) == ("responded", "no_talk")
    with pytest.raises(Invalid):
        actions.open_case(intake(channel=Channel.HOTLINE, responded=True), by=CUSTOMER, now=MONDAY)


def test_the_key_is_handed_over_once(cast: Cast) -> None:
    """H-08: to one person, who may look for a quarter of an hour; the trail keeps who."""
    case = registered(cast.agent)
    actions.hand_over_key(case, by=cast.agent, now=MONDAY)
    actions.hand_over_key(case, by=cast.agent, now=MONDAY + HOUR / 5)
    assert [event.kind for event in history(case.audit_name)].count("case.key_shown") == 1
    shown = key_shown(case)
    assert shown is not None
    assert (shown.staff_id, shown.facts) == (cast.agent.id, {})
    for person, at in ((cast.agent, LATER), (cast.second_agent, MONDAY)):
        with pytest.raises(WrongState):
            actions.hand_over_key(case, by=person, now=at)


@pytest.mark.parametrize(("email", "by_staff"), [("zhao@example.com", True), (None, False)])
def test_who_has_the_key_gets_no_second_one(cast: Cast, email: str | None, by_staff: bool) -> None:
    """H-08: it went by mail, or the web form showed it: nobody here needs to see it."""
    case = registered(cast.agent, email=email) if by_staff else new(email=email)
    with pytest.raises(WrongState):
        actions.hand_over_key(case, by=cast.agent, now=LATER)
    assert key_shown(case) is None


def test_who_may_hand_it_over(cast: Cast) -> None:
    """X-01: who registered the case, its department and customer service; nobody else."""
    by_store = registered(cast.store, channel=Channel.STORE)
    with pytest.raises(NotAllowed):
        actions.hand_over_key(by_store, by=cast.handler, now=MONDAY)
    actions.hand_over_key(by_store, by=cast.store, now=MONDAY)
    voicemail = registered(cast.agent, channel=Channel.VOICEMAIL)
    actions.triage(voicemail, decision(), by=cast.agent, now=MONDAY, seen=None)
    with pytest.raises(NotAllowed):
        actions.hand_over_key(voicemail, by=cast.stranger, now=LATER)
    actions.hand_over_key(voicemail, by=cast.handler, now=LATER)
