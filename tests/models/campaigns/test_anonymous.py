"""S-04: an anonymous campaign keeps who was asked and what was answered apart, for good."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from sqlalchemy import DateTime, ForeignKey, inspect, select, text, update
from sqlalchemy.orm import Session

from models.campaigns import actions
from models.campaigns.rules.secrets import locator_of
from models.campaigns.tables import Campaign, CampaignMember
from models.campaigns.words import MemberSilence, MemberState
from models.clock import SHANGHAI
from models.errors import Expired
from models.events.tables import Event
from models.outbox.tables import Delivery, OutboxMessage
from models.schema import metadata
from models.surveys.queries import answers_of, by_locator
from models.surveys.tables import Invitation, Response, ResponseItem
from tests.cast import Cast
from tests.models.campaigns.making import answer, customers, members, opened, prepared
from tests.moments import MONDAY

pytestmark = pytest.mark.both_databases
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
BEGIN = datetime(2026, 11, 23, tzinfo=SHANGHAI)
ANSWERS = (Invitation, Response, ResponseItem)


@pytest.fixture
def campaign(session: Session, cast: Cast) -> Campaign:
    """Twelve people were asked, and the letters have left."""
    customers(12)
    campaign = prepared(cast, anonymous=True)
    actions.start(campaign, by=cast.inspector, now=MONDAY, seen=None)
    actions.ask_next(campaign, now=MONDAY)
    session.execute(update(OutboxMessage).values(state=Delivery.SENT, sent_at=MONDAY))
    actions.follow(campaign)
    session.commit()
    return campaign


def link(campaign: Campaign, member: CampaignMember) -> Invitation:
    """What a member's link leads to, as long as there is the secret."""
    assert campaign.secret is not None
    found = by_locator(locator_of(campaign.secret, member.id))
    assert found is not None
    return found


def say(campaign: Campaign, *places: int, now: datetime = MONDAY + HOUR) -> None:
    """These members answer, one after the other, an hour apart."""
    for place in places:
        answer(link(campaign, members(campaign)[place]), 4, now=now)
        now += HOUR


def finish(session: Session, campaign: Campaign) -> None:
    """The window closes; the clock ends and seals."""
    actions.end(campaign, now=MONDAY + 14 * DAY)
    after: int | None = 0
    while after is not None:
        after = actions.note_anonymous_answers(campaign, after, limit=5)
    actions.seal(campaign, now=MONDAY + 14 * DAY)
    session.commit()
    session.expire_all()


def values(session: Session, *entities: type) -> set[object]:
    """Every value of some length that stands in rows of these tables, keys and texts alike."""
    session.expire_all()
    found: set[object] = set()
    for entity in entities:
        columns = [column.key for column in inspect(entity).columns]
        for row in session.scalars(select(entity)):
            found |= {getattr(row, name) for name in columns if isinstance(getattr(row, name), str | int)}
    return {value for value in found if not isinstance(value, bool) and len(str(value)) > 5}


def test_no_key_leads_from_an_answer_to_a_member() -> None:
    """S-04: of all tables, those of answers refer to the campaign and to each other, and to nobody."""
    targets = {
        entity.__tablename__: {
            key.column.table.name
            for column in metadata.tables[entity.__tablename__].columns
            for key in column.foreign_keys
            if isinstance(key, ForeignKey)
        }
        for entity in ANSWERS
    }
    assert targets == {
        "invitation": {"questionnaire_version", "campaign"},
        "response": {"invitation", "staff"},
        "response_item": {"response"},
    }


def test_members_and_answers_share_no_value(session: Session, campaign: Campaign) -> None:
    """S-04: no value of a member or of its letter stands with an answer, before sealing or after it."""
    say(campaign, 7, 2, 9)
    for sealed in (False, True):
        if sealed:
            finish(session, campaign)
        asked = values(session, CampaignMember, OutboxMessage)
        assert asked & values(session, *ANSWERS) <= {campaign.version_id, campaign.id}
    assert all(member.invitation_id is None for member in members(campaign))


def test_moments_say_nothing(session: Session, campaign: Campaign) -> None:
    """S-04: every moment of every answer is the begin of the first day, whenever it came or was changed."""
    say(campaign, 3, 1, now=MONDAY + 2 * DAY)
    say(campaign, 3, now=MONDAY + 3 * DAY)
    answer(link(campaign, members(campaign)[5]), 2, now=MONDAY + 4 * DAY, to_the_end=False)
    for entity in ANSWERS:
        columns = [
            c.key for c in inspect(entity).columns if isinstance(getattr(c.type, "impl", c.type), DateTime)
        ]
        for row in session.scalars(select(entity)):
            found = {getattr(row, name) for name in columns if name != "closes_at"}
            assert found <= {BEGIN, None}


def test_keys_and_their_order_say_nothing(session: Session, campaign: Campaign) -> None:
    """S-04: keys are random and below zero, so that rows stand in no order of asking or answering."""
    say(campaign, *range(12))
    for entity in ANSWERS:
        keys = list(session.scalars(select(entity.id)))
        assert len(keys) >= 12
        assert max(keys) < 0
    by_key = [row.invitation_id for row in session.scalars(select(Response).order_by(Response.id))]
    in_order = [link(campaign, member).id for member in members(campaign)]
    assert by_key != in_order, "one in half a billion"


def test_members_do_not_change_when_they_answer(session: Session, campaign: Campaign) -> None:
    """S-04: a copy of the members' rows taken before an answer and one taken after it are the same."""
    actions.follow(campaign)
    session.commit()

    def copy() -> list[tuple[object, ...]]:
        names = [column.key for column in inspect(CampaignMember).columns]
        return [tuple(getattr(member, name) for name in names) for member in members(campaign)]

    before = copy()
    say(campaign, 4, 8)
    actions.follow(campaign)
    session.commit()
    assert copy() == before
    assert not [kind for kind in session.scalars(select(Event.kind)) if "answer" in kind]


def test_an_answer_is_resumed_and_changed(session: Session, campaign: Campaign) -> None:
    """S-04, S-05: half an answer is found again by its link; the last one counts until the window closes."""
    member = members(campaign)[0]
    answer(link(campaign, member), 2, now=MONDAY + HOUR, to_the_end=False)
    assert answers_of(link(campaign, member).response)["overall"].choice == 2
    answer(link(campaign, member), 5, now=MONDAY + 3 * DAY)
    assert answers_of(link(campaign, member).response)["overall"].choice == 5
    assert len(session.scalars(select(Response)).all()) == 1
    with pytest.raises(Expired):
        answer(link(campaign, member), 1, now=MONDAY + 14 * DAY)


def test_reminders_leave_out_who_has_answered(session: Session, campaign: Campaign) -> None:
    """S-03, S-04: the clock reckons it from the secret; afterwards every member's row looks the same."""
    say(campaign, 0, 6)
    asked = members(campaign)
    assert actions.remind_next(campaign, now=MONDAY + 5 * DAY) == 12
    session.commit()
    reminded = session.scalars(
        select(OutboxMessage.about).where(OutboxMessage.kind == "campaign_reminder")
    ).all()
    assert set(reminded) == {each.audit_name for each in asked} - {asked[0].audit_name, asked[6].audit_name}
    assert {(each.state, each.reminded, each.answered) for each in members(campaign)} == {
        (MemberState.SENT, True, False)
    }


def test_after_the_window_nothing_leads_back(session: Session, campaign: Campaign) -> None:
    """S-04: who has answered is known, with which answer is not: secret and links are gone."""
    secret, asked = campaign.secret, members(campaign)
    assert secret is not None
    say(campaign, 10, 2)
    answer(link(campaign, asked[5]), 3, now=MONDAY + DAY, to_the_end=False)
    finish(session, campaign)
    assert campaign.secret is None
    assert campaign.sealed_at == MONDAY + 14 * DAY
    found = members(campaign)
    assert [place for place, each in enumerate(found) if each.answered] == [2, 10]
    assert Counter(each.silence for each in found) == {None: 2, MemberSilence.NO_ANSWER: 10}
    left = session.scalars(select(Invitation)).all()
    assert len(left) == 3, "two answers and one that was begun"
    assert all(by_locator(locator_of(secret, each.id)) is None for each in asked), "not even with the secret"
    assert {each.created_at for each in left} | {each.changed_at for each in left} == {BEGIN}


def test_the_language_of_a_link_says_nothing_after_the_window(session: Session, cast: Cast) -> None:
    """S-04: whoever was the only one to be asked in English is not known by the language of the answer."""
    customers(3)
    customers(1, language="en", email="only@example.com", phone="+8613900000999")
    campaign = prepared(cast, anonymous=True)
    actions.start(campaign, by=cast.inspector, now=MONDAY, seen=None)
    assert sorted(link(campaign, each).language for each in members(campaign)) == ["en", "zh", "zh", "zh"]
    say(campaign, 0, 1, 2, 3)
    finish(session, campaign)
    assert list(session.scalars(select(Invitation.language).distinct())) == ["und"]


def test_the_place_on_disk_says_nothing(session: Session, campaign: Campaign) -> None:
    """S-04: databases show where a row lies; after sealing, rows lie in the order of their random keys."""
    say(campaign, *range(12))
    finish(session, campaign)
    place = {"sqlite": "rowid", "postgresql": "ctid"}[session.get_bind().dialect.name]
    for table in ("invitation", "response", "response_item"):
        lying = list(session.scalars(text(f"SELECT id FROM {table} WHERE id < 0 ORDER BY {place}")))
        assert lying == sorted(lying)
        assert len(lying) >= 12


def test_an_open_anonymous_survey_is_sealed_too(session: Session, cast: Cast) -> None:
    """S-04: what was in a visitor's cookie leads nowhere afterwards."""
    campaign = opened(cast, anonymous=True)
    visitor = actions.admit(campaign, "0123456789AB", language="zh", reach="qr", now=MONDAY)  # type: ignore[arg-type]
    answer(visitor, 5, now=MONDAY + HOUR)
    assert visitor.id < 0
    assert visitor.created_at == BEGIN
    finish(session, campaign)
    assert by_locator("0123456789AB") is None
    assert len(session.scalars(select(Response)).all()) == 1


def test_an_open_anonymous_survey_does_not_say_the_day(session: Session, cast: Cast) -> None:
    """S-04: without a moment of opening its first day is that on which it was started, for every visitor."""
    campaign = opened(cast, anonymous=True)
    assert campaign.opens_at is None
    later = MONDAY + 5 * DAY
    visitor = actions.admit(campaign, "0123456789AB", language="zh", reach="qr", now=later)  # type: ignore[arg-type]
    answer(visitor, 5, now=later + HOUR)
    assert {visitor.created_at, visitor.changed_at, visitor.blurred_to} == {BEGIN}
    assert set(session.scalars(select(Response.started_at))) == {BEGIN}
