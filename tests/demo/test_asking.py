"""What the demo company asks beside revisits (S-01, S-03, S-04, S-06, S-07, V-05)."""

from collections import Counter

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from demo.asking.days import Days
from demo.calendar.working import at
from models.campaigns.tables import Campaign, CampaignMember
from models.campaigns.words import CampaignKind, CampaignState, MemberSilence, MemberState
from models.clock import now
from models.events.tables import Event
from models.outbox.tables import Delivery, Means, OutboxMessage
from models.people.tables import Staff
from models.reports.tables import SatisfactionReport
from models.reports.words import ReportState
from models.results import queries as results
from models.results.rules import Selection, Source
from models.results.words import SourceKind
from models.revisits.tables import ChatRating
from models.surveys.queries import findings
from models.surveys.tables import Invitation, QuestionnaireVersion, Response, ResponseItem
from models.surveys.words import InvitationState, Reach
from tests.demo.conftest import TODAY
from tests.demo.test_everywhere import fill_with_the_company
from tests.servers.databases import Fill

OVER, OPEN, ANONYMOUS, RUNNING = 1, 2, 3, 4
"""The campaigns in the order in which they were written."""


@pytest.fixture
def beginning() -> tuple[Fill, ...]:
    """Every test here begins with the demo company."""
    return (fill_with_the_company,)


def campaign(session: Session, place: int) -> Campaign:
    return session.get_one(Campaign, place)


def became(session: Session, place: int) -> Counter[tuple[MemberState, MemberSilence | None]]:
    rows = session.execute(
        select(CampaignMember.state, CampaignMember.silence).where(CampaignMember.campaign_id == place)
    )
    return Counter((state, silence) for state, silence in rows)


def reaches(session: Session, place: int) -> set[Reach]:
    found = select(Response.reach).join(Invitation, Invitation.id == Response.invitation_id)
    return set(session.scalars(found.where(Invitation.campaign_id == place)))


def test_s03_a_campaign_of_each_kind(session: Session) -> None:
    """One over, one under way, one open by QR code, one anonymous and sealed; each started by another."""
    found = session.scalars(select(Campaign).order_by(Campaign.id)).all()
    assert [(each.kind, each.anonymous, each.state) for each in found] == [
        (CampaignKind.INVITED, False, CampaignState.ENDED),
        (CampaignKind.OPEN, False, CampaignState.RUNNING),
        (CampaignKind.INVITED, True, CampaignState.ENDED),
        (CampaignKind.INVITED, False, CampaignState.RUNNING),
    ]
    assert all(each.started_by_id not in (None, each.by_id) for each in found)
    assert (found[2].secret, found[2].sealed_at is not None) == (None, True)
    assert reaches(session, OVER) == {Reach.EMAIL, Reach.SMS}
    assert reaches(session, OPEN) == {Reach.QR, Reach.OPEN_LINK}


def test_s03_last_quarter_was_drawn_by_strata_and_answered(session: Session) -> None:
    over = campaign(session, OVER)
    people = became(session, OVER)
    assert sum(over.strata["drawn"].values()) == sum(people.values()) == over.sample["size"] == 400
    assert people[MemberState.ANSWERED, None] > 150
    assert people[MemberState.SILENT, MemberSilence.NO_ANSWER] > 100
    assert people[MemberState.SILENT, MemberSilence.CONTACT_LIMIT] > 0
    assert {state for state, _silence in people} == {MemberState.ANSWERED, MemberState.SILENT}
    begun = select(func.count(Invitation.id)).join(Response, Response.invitation_id == Invitation.id)
    assert session.scalar(begun.where(Invitation.campaign_id == OVER)) > people[MemberState.ANSWERED, None]


def test_s04_no_row_joins_an_anonymous_answer_to_anybody(session: Session) -> None:
    linked = select(CampaignMember.invitation_id).where(CampaignMember.campaign_id == ANONYMOUS)
    assert set(session.scalars(linked)) == {None}


def test_s06_each_source_has_enough_answers_to_be_shown(session: Session) -> None:
    reader = session.scalars(select(Staff).where(Staff.login == "fangzhiyuan")).one()
    numbers = session.scalars(select(Campaign.number)).all()
    for source in (Source(SourceKind.CHAT), *(Source(SourceKind.CAMPAIGN, each) for each in numbers)):
        found = results.chosen(source, Selection())
        assert found is not None, source
        assert results.head(reader, found[0]).n >= 10, source


def test_s07_two_quarters_are_published_and_a_campaign_waits(session: Session) -> None:
    """Approved by a second person; the third waits for one, and is not public."""
    rows = session.scalars(select(SatisfactionReport).order_by(SatisfactionReport.id)).all()
    last = Days(now()).last
    assert [(row.period, row.state) for row in rows] == [
        (last.before().key, ReportState.PUBLISHED),
        (last.key, ReportState.PUBLISHED),
        (campaign(session, OVER).number, ReportState.SUBMITTED),
    ]
    assert all(row.ended_by_id not in (None, row.started_by_id) for row in rows[:2])
    assert rows[1].content.before == last.before().name


def test_s01_a_draft_has_something_left_to_do(session: Session) -> None:
    draft = session.scalars(
        select(QuestionnaireVersion).where(QuestionnaireVersion.published_at.is_(None))
    ).one()
    assert any(each.blocks for each in findings(draft))


def test_v05_most_chats_were_rated(session: Session) -> None:
    states = session.scalars(
        select(Invitation.state).join(ChatRating, ChatRating.invitation_id == Invitation.id)
    )
    counted = Counter(states)
    assert counted[InvitationState.COMPLETED] > counted[InvitationState.OPEN] > 0


def test_nothing_of_it_lies_ahead_and_no_letter_waits(session: Session) -> None:
    """R-03: what starts the demo sends nobody anything about the past."""
    assert not session.scalars(select(ResponseItem.id).where(ResponseItem.changed_at > now())).all()
    assert not session.scalars(select(Event.id).where(Event.at > now())).all()
    rows = session.execute(select(OutboxMessage.state, OutboxMessage.means).distinct())
    assert {(state, means) for state, means in rows} <= {
        (Delivery.SENT, Means.EMAIL),
        (Delivery.SENT, Means.SMS),
        (Delivery.FAILED, Means.EMAIL),
    }


@pytest.mark.parametrize("day", [1, 15, 60, 120, 200, 330])
def test_the_last_quarter_is_over_whatever_the_day(day: int) -> None:
    """S-07: a report is out ten working days after its quarter, and the next survey begins after it."""
    until = at(TODAY.replace(year=2027, month=1, day=1) + (TODAY.resolution * (day - 1)), 9 * 60)
    days = Days(until)
    assert days.after(days.last, 10, 15 * 60) < until
    assert days.opens(days.last) < days.closes(days.last) < until
    assert days.running.before() == days.last
