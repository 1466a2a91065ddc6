"""Social media: answered in private first, moved, watched, alerted; praise thanked (V-06)."""

import pytest
from sqlalchemy import select

from models.cases import actions
from models.cases.channel_words import PostBy
from models.cases.queries import channel_facts, due_times_of, find, standing, timeline
from models.cases.rules.steps import Step, next_steps
from models.cases.tables import Case, Contact, FurtherPost, OpinionAlert, Post
from models.cases.words import Closing, ContactMeans, Direction, DueKind, Ending, State
from models.db import db
from models.errors import Invalid, NotAllowed
from models.outbox.tables import Notice, OutboxMessage
from tests.cast import Cast
from tests.models.cases.channels import posted, praised
from tests.models.cases.making import HOUR, new
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")
LATER = MONDAY + HOUR


def told(kind: str) -> set[int]:
    return set(db.session.scalars(select(Notice.staff_id).where(Notice.kind == kind)))


def met(case: Case) -> bool:
    return due_times_of(case, DueKind.FIRST_RESPONSE)[0].ending is Ending.MET


def say(case: Case, cast: Cast) -> None:
    actions.log_contact(
        case,
        direction=Direction.OUT,
        means=ContactMeans.DIRECT_MESSAGE,
        text="非常抱歉，方便私信留个电话吗？",
        by=cast.agent,
        now=LATER,
    )


def answer(case: Case, cast: Cast) -> FurtherPost:
    return actions.record_post(
        case, "已与您私信联系", post_by=PostBy.US, by=cast.agent, now=LATER, seen=case.version
    )


def test_v06_the_post_is_kept_with_the_case(cast: Cast) -> None:
    """V-06: platform, kind, link, author, reach; nobody needs to be reachable by telephone or mail."""
    case = posted(cast)
    post = db.session.scalars(select(Post)).one()
    assert (post.platform, post.kind, post.reach) == ("weibo", "mention", 120)
    assert (post.link, post.author, case.contact_phone) == ("https://weibo.com/1/a", "深圳阿明", None)
    assert channel_facts(case).post is post
    assert case.alerted_at is None


def test_v06_sent_twice_it_is_one(cast: Cast) -> None:
    first = posted(cast, submission="A" * 26)
    assert posted(cast, submission="A" * 26) is first
    assert len(db.session.scalars(select(Post)).all()) == 1


def test_v06_our_first_word_is_private(cast: Cast) -> None:
    """V-06: a public answer before a direct message is refused; the direct message is the first response."""
    case = posted(cast)
    with pytest.raises(Invalid) as refused:
        answer(case, cast)
    assert (refused.value.field, refused.value.why) == ("post_by", "private_first")
    say(case, cast)
    assert met(case)
    post = answer(case, cast)
    contact = db.session.get_one(Contact, post.contact_id)
    assert (contact.means, contact.direction) == (ContactMeans.PUBLIC_POST, Direction.OUT)


def test_v06_a_letter_that_somebody_wrote_is_private_and_the_acknowledgement_is_none(cast: Cast) -> None:
    """V-06: who wrote the customer a mail may answer in public; what was sent by itself is no word."""
    case = posted(cast, email="aming@example.com")
    with pytest.raises(Invalid):
        answer(case, cast)
    actions.write_to_customer(case, "非常抱歉，我们正在核实。", by=cast.agent, now=LATER)
    answer(case, cast)


def test_v06_moved_to_a_better_channel(cast: Cast) -> None:
    """V-06: the contact is the case's from then on, and number and link go to the new address."""
    known = new(phone="+8613911112222", email=None, name="老客户").customer
    case = posted(cast)
    moved = {"by": cast.agent, "now": LATER}
    with pytest.raises(Invalid):
        actions.move_talk(case, ContactMeans.PHONE, "我们给您打电话", seen=case.version, **moved)
    actions.move_talk(
        case,
        ContactMeans.PHONE,
        "我们给您打电话",
        phone="+8613911112222",
        email="aming@example.com",
        seen=case.version,
        **moved,
    )
    post = db.session.scalars(select(Post)).one()
    assert (post.moved_to, post.moved_at) == (ContactMeans.PHONE, LATER)
    assert (case.contact_phone, case.contact_email) == ("+8613911112222", "aming@example.com")
    assert case.customer is known
    letter = db.session.scalars(select(OutboxMessage).where(OutboxMessage.about == case.audit_name)).one()
    assert (letter.kind, letter.to_address) == ("acknowledgement", "aming@example.com")
    assert met(case)
    assert [entry.event.kind for entry in timeline(case)][-1] == "case.moved"


def test_v06_further_posts_are_recorded(cast: Cast) -> None:
    """V-06: the customer's and other people's, with link and reach; one of great reach raises the alert."""
    case = posted(cast)
    later = {"by": cast.agent, "now": LATER}
    actions.record_post(case, "还没人管", post_by=PostBy.CUSTOMER, reach=300, seen=case.version, **later)
    assert case.alerted_at is None
    actions.record_post(
        case, "转发了", post_by=PostBy.OTHERS, author="大V", reach=80_000, seen=case.version, **later
    )
    assert case.alerted_at == LATER
    posts = db.session.scalars(select(FurtherPost).order_by(FurtherPost.id)).all()
    assert [(post.post_by, post.reach) for post in posts] == [("customer", 300), ("others", 80_000)]
    kinds = [entry.event.kind for entry in timeline(case)][-3:]
    assert kinds == ["case.posted", "case.posted", "case.opinion_alerted"]


def test_v06_great_reach_alerts_by_itself(cast: Cast) -> None:
    """V-06: public relations and the leading group are told at once, and public relations see the case."""
    case = posted(cast, reach=10_000)
    alert = db.session.scalars(select(OpinionAlert)).one()
    assert (alert.by_id, alert.reason, case.alerted_at) == (None, "10000", MONDAY)
    assert told("opinion_alert") == {
        cast.leader.id, cast.stranger.id, cast.agent.id, cast.second_agent.id
    }  # fmt: skip
    assert find(cast.stranger, case.number) is case, "of the marketing department"
    assert posted(cast, reach=9_999).alerted_at is None


def test_v06_raised_and_ended_by_hand(cast: Cast) -> None:
    """V-06: on a case of any channel; public relations or customer service end it, and say how."""
    case = new()
    assert find(cast.stranger, case.number) is None
    with pytest.raises(Invalid):
        actions.raise_opinion_alert(case, " ", by=cast.agent, now=LATER, seen=case.version)
    actions.raise_opinion_alert(case, "扬言联系媒体", by=cast.agent, now=LATER, seen=case.version)
    steps = next_steps(case, standing(case, cast.stranger))
    assert steps == [Step.OPINION_ALERT_END], "public relations do this alone on a case that is not theirs"
    with pytest.raises(NotAllowed):
        actions.raise_opinion_alert(case, "再次", by=cast.agent, now=LATER, seen=case.version)
    with pytest.raises(Invalid):
        actions.end_opinion_alert(case, "", by=cast.stranger, now=LATER, seen=case.version)
    actions.end_opinion_alert(case, "已沟通，帖子已删除", by=cast.stranger, now=LATER, seen=case.version)
    assert case.alerted_at is None
    assert told("opinion_calmed") == {cast.leader.id}
    assert find(cast.stranger, case.number) is case, "who was called in can still read it"
    actions.raise_opinion_alert(case, "又有人转发", by=cast.agent, now=LATER, seen=case.version)
    assert len(db.session.scalars(select(OpinionAlert)).all()) == 2


def test_v06_praise_is_thanked_and_closed_in_one_step(cast: Cast) -> None:
    """V-06: no alert however many see it; the words of thanks are in the contact log."""
    case = praised(cast)
    assert case.alerted_at is None
    assert next_steps(case, standing(case, cast.agent))[0] is Step.THANKS
    actions.thank(
        case,
        "谢谢您的认可！",
        means=ContactMeans.PUBLIC_POST,
        by=cast.agent,
        now=LATER,
        seen=case.version,
    )
    assert (case.state, case.closing, case.closed_at) == (State.CLOSED, Closing.THANKED, LATER)
    assert met(case)
    assert db.session.scalars(select(Contact.text)).all() == ["谢谢您的认可！"]
    assert [entry.event.kind for entry in timeline(case)][-2:] == ["case.thanked", "case.closed"]


def test_v06_only_praise_is_thanked(cast: Cast) -> None:
    case = posted(cast)
    with pytest.raises(NotAllowed):
        actions.thank(case, "谢谢", means=ContactMeans.PHONE, by=cast.agent, now=LATER, seen=case.version)
    praise = praised(cast)
    with pytest.raises(Invalid) as refused:
        actions.thank(praise, "谢谢", means=ContactMeans.EMAIL, by=cast.agent, now=LATER, seen=praise.version)
    assert refused.value.why == "no_address"
