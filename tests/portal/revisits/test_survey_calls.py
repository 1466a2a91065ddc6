"""Calling people for a survey: the list, the script, answers, failures, wishes (S-03, R-02, R-03, X-03)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from lxml import html
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.campaigns import actions
from models.campaigns.tables import Campaign, CampaignCall, CampaignMember
from models.campaigns.words import MemberSilence, MemberState
from models.cases.tables import Case
from models.customers.tables import Customer
from models.events.tables import Event
from models.people.tables import Language
from models.revisits.words import CallOutcome
from models.surveys.tables import Invitation, Response
from models.surveys.words import InvitationState, Reach
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language
from tests.models.campaigns.making import customers, members, prepared
from tests.moments import MONDAY
from tests.portal.revisits.conftest import THEN

MINUTE = timedelta(minutes=1)
HTMX = {"HX-Request": "true"}
LIST = "/portal/revisits/surveys"


@pytest.fixture
def campaign(session: Session, cast: Cast) -> Campaign:
    """Made by telephone, of two people."""
    customers(2, email=None)
    made = prepared(cast, means=(Reach.PHONE,))
    actions.start(made, by=cast.inspector, now=MONDAY, seen=None)
    actions.ask_next(made, now=MONDAY)
    session.commit()
    return made


@pytest.fixture
def here(campaign: Campaign) -> str:
    return f"{LIST}/{members(campaign)[0].id}"


def member(campaign: Campaign) -> CampaignMember:
    return members(campaign)[0]


def token(client: Client, here: str) -> dict[str, str]:
    page = html.document_fromstring(client.get(here).text)
    return {"csrf_token": page.xpath("//input[@name='csrf_token']/@value")[0]}


def test_the_list_says_whom_to_call_for_which_survey(
    caller: Client,
    campaign: Campaign,
    session: Session,
    cast: Cast,
    valid_html: Callable[[str], None],
) -> None:
    page = caller.get(LIST)
    assert len(html.document_fromstring(page.text).xpath("//tr[@data-row]")) == 2
    assert campaign.number in region(page.text, "#call-list")
    assert "+8613900" not in page.text
    assert "问卷调查 2" in region(caller.get("/portal/revisits").text, "#call-list")
    valid_html(page.text)
    cast.second_agent.language = Language.EN
    session.commit()
    english = caller.get(LIST).text
    assert "Survey" in region(english, "#call-list")
    assert words_in_the_other_language(english, [campaign.name_en]) == []


def test_taken_the_script_and_the_number_on_a_recorded_click(
    caller: Client, campaign: Campaign, here: str, session: Session, valid_html: Callable[[str], None]
) -> None:
    before = caller.get(here).text
    assert "准备好打电话了吗？" in region(before, "#call")
    assert caller.submit(here, "/call").location == here
    talking = caller.get(here).text
    assert "我们正在请一些客户谈谈对服务的感受" in region(talking, "#talk"), "no case to name"
    assert caller.submit(here, "/number").status_code == 200
    seen = session.scalars(select(Event).where(Event.kind == "campaign.number_shown")).one()
    assert seen.facts == {"member": member(campaign).id}
    valid_html(talking)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_answers_are_kept_and_named_by_who_noted_them(
    caller: Client, campaign: Campaign, here: str, session: Session, cast: Cast, headers: dict[str, str]
) -> None:
    caller.submit(here, "/call")
    data = {"overall": "5", "comment": "挺好", **token(caller, here)}
    assert caller.post(f"{here}/draft", data=data, headers=HTMX).status_code == 200
    gone = caller.post(f"{here}/answers", data=data, headers=headers)
    assert gone.status_code in (200, 204, 303)
    called = member(campaign)
    assert (called.state, called.answered, called.attempts) == (MemberState.ANSWERED, True, 1)
    response = session.scalars(select(Response)).one()
    assert (response.reach, response.entered_by_id) == (Reach.PHONE, cast.second_agent.id)
    assert response.completed_at == THEN
    record = region(caller.get(here).text, "#revisit-record")
    assert "电话" in record
    assert "挺好" in record


def test_gaps_come_back_and_a_call_may_be_given_back(caller: Client, campaign: Campaign, here: str) -> None:
    caller.submit(here, "/call")
    refused = caller.post(f"{here}/answers", data={"comment": "还行", **token(caller, here)})
    assert refused.status_code == 422
    assert "还行" in refused.text
    assert caller.submit(here, "/release").location == LIST
    assert (member(campaign).caller_id, member(campaign).attempts) == (None, 0)


@pytest.mark.parametrize(
    ("outcome", "silence"),
    [
        ("refused", MemberSilence.REFUSED),
        ("wrong_number", MemberSilence.WRONG_NUMBER),
        ("do_not_contact", MemberSilence.DO_NOT_CONTACT),
    ],
)
def test_how_it_failed_is_told_apart(
    caller: Client, campaign: Campaign, here: str, session: Session, outcome: str, silence: MemberSilence
) -> None:
    caller.submit(here, "/call")
    assert caller.submit(here, "/attempt", outcome=outcome).location == LIST
    called = member(campaign)
    assert (called.state, called.silence) == (MemberState.SILENT, silence)
    wish = session.get_one(Customer, called.customer_id).do_not_contact_since
    assert (wish is not None) == (outcome == "do_not_contact")
    invitation = session.get_one(Invitation, called.invitation_id)
    assert (invitation.state is InvitationState.WITHDRAWN) == (outcome != "wrong_number")


@pytest.mark.both_databases
def test_nobody_there_is_tried_as_often_as_the_rulebook_says(
    session: Session, cast: Cast, campaign: Campaign
) -> None:
    now = MONDAY
    for attempt in range(1, 4):
        called = member(campaign)
        actions.claim_call(called, by=cast.second_agent, now=now)
        made = actions.note_call(
            called, CallOutcome.NO_ANSWER, text="", again_at=None, by=cast.second_agent, now=now
        )
        now = made.again_at or now
        assert called.attempts == attempt
    assert (member(campaign).state, member(campaign).silence) == (
        MemberState.SILENT,
        MemberSilence.NOT_REACHED,
    )
    assert len(session.scalars(select(CampaignCall)).all()) == 3


def test_of_two_callers_the_second_sees_who_has_it(
    caller: Client, campaign: Campaign, here: str, cast: Cast, session: Session
) -> None:
    caller.submit(here, "/call")
    taken = caller.come_in(cast.agent).post(f"{here}/call", data=token(caller, here))
    assert taken.status_code == 409
    assert cast.second_agent.name in region(taken.text, "#call")


def test_never_by_the_handler_of_the_case_and_only_with_the_permission(
    client: Client, cast: Cast, campaign: Campaign, here: str, session: Session, case: Case
) -> None:
    """R-02, X-01."""
    member(campaign).case_id = case.id
    case.owner_id = cast.agent.id
    session.commit()
    assert client.come_in(cast.agent).get(here).status_code == 404
    client.come_in(cast.second_agent).submit(here, "/call")
    assert f"咨询了“{case.title}”" in region(client.get(here).text, "#talk")
    assert client.come_in(cast.stranger).get(here).status_code in (403, 404)


def test_a_pause_takes_everybody_off_the_list_and_the_end_lets_a_call_be_finished(
    caller: Client, campaign: Campaign, here: str, cast: Cast, session: Session
) -> None:
    caller.submit(here, "/call")
    data = {"overall": "4", "comment": "", **token(caller, here)}
    actions.pause(campaign, reason="", by=cast.inspector, now=THEN, seen=None)
    session.commit()
    assert "现在没有要打的电话" in region(caller.get(LIST).text, "#call-list")
    actions.stop(campaign, reason="够了", by=cast.inspector, now=THEN + MINUTE, seen=None)
    session.commit()
    assert [each.silence for each in members(campaign)] == [MemberSilence.NOT_ASKED] * 2
    assert caller.post(f"{here}/answers", data=data).status_code == 303
    assert member(campaign).state is MemberState.ANSWERED
