"""Please do not ask me again: noted, respected everywhere, taken back as easily (R-02, R-03, S-04)."""

from collections.abc import Callable
from datetime import timedelta

from lxml import html
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jobs import revisits as jobs
from models.campaigns import actions as campaigns
from models.campaigns.queries.asked import unwilling
from models.campaigns.rules.secrets import locator_of
from models.campaigns.tables import Campaign, CampaignMember
from models.campaigns.words import MemberSilence, MemberState
from models.cases.tables import Case
from models.cases.words import Closing, State
from models.customers.tables import Customer
from models.db import db
from models.events.tables import Event, Party
from models.ids import Signer
from models.revisits.tables import Revisit
from models.revisits.words import RevisitState, Silence
from models.surveys.tables import Invitation
from tests.cast import Cast
from tests.client import Client
from tests.markup import region
from tests.models.campaigns.making import customers, members, opened, prepared
from tests.models.revisits.answering import sent
from tests.models.revisits.cases import answered
from tests.moments import MONDAY
from tests.survey.answer.conftest import THEN
from tests.survey.answer.test_answering import walk

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
LINK = "以后请不要再请我评价"
STOP = {"wish": "stop"}
AGAIN = {"wish": "again"}


def customer_of(session: Session, case: Case) -> Customer:
    session.expire_all()
    return session.get_one(Customer, case.customer_id)


def link_of(client: Client, locator: str) -> str:
    signer: Signer = client.application.extensions["signer"]
    return f"/s/{signer.token('survey', locator)}"


def invited(cast: Cast, session: Session, **changes: object) -> Campaign:
    customers(1)
    campaign = prepared(cast, **changes)
    campaigns.start(campaign, by=cast.inspector, now=MONDAY, seen=None)
    campaigns.ask_next(campaign, now=MONDAY)
    session.commit()
    return campaign


def test_r02_on_the_first_page_it_is_a_link_and_looking_notes_nothing(
    client: Client, session: Session, case: Case, link: str, valid_html: Callable[[str], None]
) -> None:
    first = client.get(link)
    assert region(first.text, "#no-more") == LINK
    assert html.document_fromstring(first.text).xpath("//p[@id='no-more']/a/@href") == [f"{link}/wish"]
    assert client.post(f"{link}/q/overall", data={"answer": "5"}).status_code == 303
    assert LINK not in client.get(f"{link}/q/solved").text
    page = client.get(f"{link}/wish?lang=en")
    assert region(page.text, "//h1") == "Shall we not ask you again?"
    valid_html(page.text)
    client.head(f"{link}/wish")
    assert customer_of(session, case).do_not_contact_since is None


def test_r02_noted_by_the_link_it_ends_the_revisit_and_the_link_says_so(
    client: Client,
    session: Session,
    case: Case,
    revisit: Revisit,
    link: str,
    valid_html: Callable[[str], None],
) -> None:
    for _twice in range(2):
        assert client.post(f"{link}/wish", data=STOP).location == f"{link}/wish"
    assert customer_of(session, case).do_not_contact_since == THEN
    assert (revisit.state, revisit.silence) == (RevisitState.EXPIRED, Silence.DO_NOT_CONTACT)
    assert (case.state, case.closing) == (State.CLOSED, Closing.NO_ANSWER)
    noted = session.scalars(select(Event).where(Event.kind == "customer.asking_stopped")).one()
    assert noted.party is Party.CUSTOMER
    page = client.get(link, follow_redirects=True)
    assert region(page.text, "//h1") == "好的，以后不再请您评价"
    assert "不再通过邮件、短信或电话" in region(page.text, "#wish")
    valid_html(page.text)


def test_r02_taken_back_the_link_can_be_answered_and_is_heard(
    client: Client, session: Session, case: Case, revisit: Revisit, link: str, cast: Cast
) -> None:
    """Also half-finished: who takes it back, is dissatisfied and closes the page is heard (R-04, S-05)."""
    client.post(f"{link}/wish", data=STOP)
    back = client.post(f"{link}/wish", data=AGAIN, follow_redirects=True)
    assert region(back.text, "#taken-back") == "已撤销，以后还会请您评价。谢谢您。"
    assert customer_of(session, case).do_not_contact_since is None
    assert "1 / 5" in region(client.get(link).text, "#screen")
    client.post(f"{link}/q/overall", data={"answer": "1"})
    number = case.number
    assert jobs.hear(THEN + 3 * HOUR).done == 1
    found = session.scalars(select(Case).where(Case.number == number)).one()
    heard = session.scalars(select(Revisit).where(Revisit.case_id == found.id)).one()
    assert (heard.state, heard.score, found.round) == (RevisitState.ANSWERED, 1, 2)
    story = client.come_in(cast.agent).get(f"/portal/cases/{number}").text
    assert "通过链接撤销了今后不再联系的要求" in region(story, "#case-story")


def test_r02_on_the_thanks_page_the_answer_stays_and_other_revisits_end(
    client: Client, session: Session, case: Case, revisit: Revisit, link: str, cast: Cast
) -> None:
    other = sent(answered(cast, email=None), now=MONDAY + HOUR)
    other_case = session.get_one(Case, other.case_id)
    other_case.customer_id = case.customer_id
    session.commit()
    assert other.state is RevisitState.TO_CALL
    thanks = walk(client, link, overall="4", solved="1", attitude="4", speed="4", comment="")
    assert region(thanks.text, "#no-more") == LINK
    client.post(f"{link}/wish", data=STOP)
    session.expire_all()
    assert (revisit.state, revisit.score) == (RevisitState.ANSWERED, 4)
    assert (other.state, other.silence) == (RevisitState.EXPIRED, Silence.DO_NOT_CONTACT)
    assert region(client.get(f"{link}/end").text, "#no-more").startswith("已按您的要求，以后不再请您评价。")


def test_r02_in_a_campaign_nobody_reminds_and_the_next_one_leaves_them_alone(
    client: Client, session: Session, cast: Cast, at: Callable[[object], object]
) -> None:
    at(MONDAY + HOUR)
    campaign = invited(cast, session)
    (member,) = members(campaign)
    link = link_of(client, session.get_one(Invitation, member.invitation_id).locator)
    client.post(f"{link}/wish", data=STOP)
    (member,) = members(campaign)
    assert (member.state, member.silence) == (MemberState.SILENT, MemberSilence.DO_NOT_CONTACT)
    later = prepared(cast)
    campaigns.start(later, by=cast.inspector, now=MONDAY, seen=None)
    campaigns.ask_next(later, now=MONDAY + HOUR)
    assert [each.silence for each in members(later)] == [MemberSilence.DO_NOT_CONTACT]
    client.post(f"{link}/wish", data=AGAIN)
    assert members(campaign)[0].state is MemberState.SENT
    assert client.get(link).status_code == 200


def test_r03_somebody_from_a_list_becomes_known_so_that_every_list_leaves_them_alone(
    client: Client, session: Session, cast: Cast, at: Callable[[object], object]
) -> None:
    at(MONDAY + HOUR)
    campaign = invited(cast, session)
    (member,) = members(campaign)
    member.customer_id, member.to_address, member.to_phone = None, "gast@example.com", None
    session.commit()
    link = link_of(client, session.get_one(Invitation, member.invitation_id).locator)
    assert client.post(f"{link}/wish", data=STOP).status_code == 303
    known = session.scalars(select(Customer).where(Customer.email == "gast@example.com")).one()
    assert known.do_not_contact_since is not None
    listed = CampaignMember(id=99, to_address="gast@example.com", language="zh")
    assert unwilling([listed]) == {99}
    assert region(client.get(link, follow_redirects=True).text, "//h1") != ""


def test_s04_where_nobody_knows_who_answers_it_is_explained_and_not_offered(
    client: Client,
    session: Session,
    cast: Cast,
    at: Callable[[object], object],
    valid_html: Callable[[str], None],
) -> None:
    at(MONDAY + HOUR)
    campaign = invited(cast, session, anonymous=True)
    assert campaign.secret is not None
    anonymous = link_of(client, locator_of(campaign.secret, members(campaign)[0].id))
    at_the_counter = opened(cast)
    begun = client.post(
        html.document_fromstring(client.get(f"/q/{at_the_counter.code}").text).forms[0].action,
        data={"answer": "5"},
    )
    anybody = begun.location.partition("/q/")[0]
    for link, why in ((anonymous, "本次调查不记名，我们不知道您是谁"), (anybody, "这份问卷人人都可以填写")):
        assert LINK not in client.get(f"{link}/q/overall").text
        thanks = walk(client, link, **({"overall": "5"} if link == anonymous else {}), comment="")
        assert region(thanks.text, "#no-more").startswith(why)
        valid_html(thanks.text)
        refused = client.post(f"{link}/wish", data=STOP)
        assert refused.status_code == 409
        assert why in region(refused.text, "#wish")
    unwilling_ones = select(func.count(Customer.id)).where(Customer.do_not_contact_since.is_not(None))
    assert db.session.scalar(unwilling_ones) == 0


def test_s04_nobody_sends_wishes_by_the_hundred(
    client: Client, session: Session, case: Case, link: str
) -> None:
    """The wish and the way back from it are limited as answers are, however the link is spelt."""
    start, _s, token = link.rpartition("/")
    spelt = [token, token.lower()]
    codes = [
        client.post(f"{start}/{spelt[n % 2]}/wish", data=(STOP, AGAIN)[n % 2]).status_code for n in range(92)
    ]
    assert codes == [303] * 90 + [429] * 2
    assert customer_of(session, case).do_not_contact_since is None
