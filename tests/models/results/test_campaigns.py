"""S-06: results of campaigns: invited and open never mixed, anonymous ones as a whole, strata apart."""

from collections.abc import Sequence
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.campaigns import actions
from models.campaigns.rules.secrets import locator_of
from models.campaigns.tables import Campaign
from models.cases.words import Channel
from models.db import db
from models.results import queries
from models.surveys.queries import by_locator
from models.surveys.rules.statistics import Dispositions, FivePoints
from models.surveys.tables import Invitation, Response, ResponseItem
from models.surveys.words import Reach
from tests.cast import Cast
from tests.models.campaigns.making import DAY, answer, customers, members, opened, prepared
from tests.models.results.answering import chosen, many
from tests.moments import MONDAY

pytestmark = pytest.mark.both_databases


def asked(cast: Cast, **changes: object) -> Campaign:
    """Everybody drawn was asked, and the letters have left."""
    campaign = prepared(cast, **changes)
    actions.start(campaign, by=cast.inspector, now=MONDAY, seen=None)
    actions.ask_next(campaign, now=MONDAY)
    return campaign


def said(campaign: Campaign, points: Sequence[int]) -> None:
    """So many of those who were asked answer."""
    heard = [each for each in members(campaign) if campaign.anonymous or each.invitation_id is not None]
    for member, each in zip(heard, points, strict=False):
        if campaign.secret is not None:
            link = by_locator(locator_of(campaign.secret, member.id))
        else:
            link = by_locator(invitation_of(member.invitation_id))
        assert link is not None
        answer(link, each, now=MONDAY + DAY)


def invitation_of(invitation_id: int | None) -> str:
    return db.session.scalars(select(Invitation.locator).where(Invitation.id == invitation_id)).one()


def points_of(cast: Cast, campaign: Campaign) -> FivePoints:
    selection = chosen(f"campaign:{campaign.number}")
    measures = queries.measures(selection)
    found = queries.by_campaign(cast.inspector, selection, measures)
    return found.five_points("attitude", [campaign.id])


def test_a_campaign_by_name(session: Session, cast: Cast) -> None:
    """S-06: its answers alone, with what became of all who were drawn."""
    many([1, 1, 1])
    customers(12)
    campaign = asked(cast)
    said(campaign, [5, 5, 4, 2])
    assert points_of(cast, campaign) == FivePoints((2, 1, 0, 1, 0))
    selection = chosen(f"campaign:{campaign.number}")
    head = queries.head(cast.inspector, selection)
    assert head == (4, 0)
    found = queries.response(cast.inspector, selection, head)
    assert found is not None
    assert len(members(campaign)) == 15
    assert found.dispositions == Dispositions(complete=4, waiting=8, not_asked=3), "three have no address"
    assert queries.head(cast.inspector, chosen()) == (3, 0)


def test_an_anonymous_one_is_read_as_a_whole(session: Session, cast: Cast) -> None:
    """S-04, S-06: filters do not narrow it, answers have no moment, and fewer than 5 are not listed."""
    customers(12)
    campaign = asked(cast, anonymous=True)
    said(campaign, [5, 4, 4, 1, 2, 5])
    narrowed = chosen(
        f"campaign:{campaign.number}", since=date(2030, 1, 1), reach=Reach.SMS, channel=Channel.STORE
    )
    head = queries.head(cast.inspector, narrowed)
    assert head == (6, 0)
    assert points_of(cast, campaign) == FivePoints((2, 2, 0, 1, 1))
    found = queries.response(cast.inspector, narrowed, head)
    assert found is not None
    assert found.dispositions == Dispositions(complete=6, waiting=len(members(campaign)) - 6)
    measures = queries.measures(narrowed)
    listed = queries.answers(cast.inspector, narrowed, measures, "attitude")
    assert (listed.total, {row.at for row in listed.rows}) == (6, {None})
    few = queries.answers(cast.inspector, narrowed, measures, "attitude", points=(1, 2))
    assert (few.rows, few.total, few.withheld) == ([], 0, True)
    records = list(queries.records(cast.inspector, narrowed))
    assert len(records) == 6
    assert {(each.at, each.reach, each.case_number, len(each.words)) for each in records} == {
        (None, None, None, 0)
    }
    assert queries.silent(cast.inspector, narrowed) is None


def test_words_of_an_anonymous_one_have_no_score(session: Session, cast: Cast) -> None:
    """S-04, S-06: what somebody wrote stands alone, and no score finds it."""
    customers(12)
    campaign = asked(cast, anonymous=True)
    said(campaign, [5, 4, 4, 1, 2, 5])
    for response in session.scalars(select(Response)):
        session.add(ResponseItem(response_id=response.id, question="more", words="还可以"))
    session.flush()
    selection = chosen(f"campaign:{campaign.number}")
    places = queries.measures(selection).places_of("attitude")
    for points in ((), (5,)):
        found = queries.comments(cast.inspector, selection, places=places, points=points)
        assert found.total >= 6
        assert {row.score for row in found.rows} == {None}


def test_open_answers_never_mix_with_invited_ones(session: Session, cast: Cast) -> None:
    """S-06: a QR campaign has no rate, and an answer by other means is not counted there."""
    campaign = opened(cast)
    for place, points in enumerate([5, 4, 3]):
        link = actions.admit(campaign, f"V{place:09}", language="zh", reach=Reach.QR, now=MONDAY)
        answer(link, points, now=MONDAY)
    stray = session.scalars(select(Response).order_by(Response.id)).first()
    assert stray is not None
    stray.reach = Reach.EMAIL
    session.commit()
    selection = chosen(f"campaign:{campaign.number}")
    assert selection.open
    assert queries.head(cast.inspector, selection).n == 2
    assert queries.response(cast.inspector, selection, queries.head(cast.inspector, selection)) is None


def test_heads_read_no_answers_without_a_case(session: Session, cast: Cast) -> None:
    """S-06, X-01: customers who were drawn belong to no department."""
    customers(6)
    campaign = asked(cast)
    said(campaign, [5, 5, 4, 2, 1, 1])
    assert queries.head(cast.head, chosen(f"campaign:{campaign.number}")).n == 0
