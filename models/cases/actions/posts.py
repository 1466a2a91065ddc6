"""Voices that stand in public: registered, answered in private, moved, and watched (V-06)."""

from datetime import datetime

from models.cases.actions.indexing import index_words
from models.cases.actions.letters import send_letter
from models.cases.actions.open_case import open_case
from models.cases.actions.opinion import alert_by_reach
from models.cases.actions.progress import spoken_to
from models.cases.channel_intake import Posted
from models.cases.channel_words import PostBy
from models.cases.intake import Intake
from models.cases.queries.channel import post_of, spoken_in_private
from models.cases.queries.scope import standing
from models.cases.rules.steps import Step, require
from models.cases.tables import Case, Contact, FurtherPost, Post
from models.cases.words import ContactMeans, Direction, Kind
from models.customers.actions import reach_by
from models.customers.tables import Customer
from models.db import db
from models.errors import Invalid
from models.events.actions import record
from models.people.tables import Staff

BETTER = (ContactMeans.PHONE, ContactMeans.EMAIL, ContactMeans.CHAT, ContactMeans.VISIT)
"""Where a talk goes on better than under everybody's eyes."""


def register_post(intake: Intake, posted: Posted, *, by: Staff, now: datetime) -> Case:
    """As `open_case`, with the post; sent twice it is one case.

    One of so much reach raises the public-opinion alert, unless it is praise.
    """
    case = open_case(intake, by=by, now=now)
    if post_of(case) is None:
        db.session.add(
            Post(
                case_id=case.id,
                platform=posted.platform,
                kind=posted.kind,
                link=posted.link,
                author=posted.author,
                reach=posted.reach,
            )
        )
        db.session.flush()
        if case.kind is not Kind.PRAISE:
            alert_by_reach(case, posted.reach, now=now)
    return case


def record_post(
    case: Case,
    text: str,
    *,
    post_by: PostBy,
    link: str = "",
    author: str = "",
    reach: int | None = None,
    by: Staff,
    now: datetime,
    seen: int | None,
) -> FurtherPost:
    """Writes a further public post down, in the contact log; one of so much reach raises the alert.

    What is not praise gets our first word in private: a public answer before it is refused. Ours meets the
    first response. Records case.posted. Raises NotAllowed, WrongState, Stale; Invalid("text", "required")
    and Invalid("post_by", "private_first").
    """
    require(Step.PUBLIC_POST, case, standing(case, by))
    case.expect(seen)
    if not text.strip():
        raise Invalid("text", "required")
    ours = post_by is PostBy.US
    if ours and case.kind is not Kind.PRAISE and not spoken_in_private(case):
        raise Invalid("post_by", "private_first")
    direction = Direction.OUT if ours else Direction.IN
    contact = _contact(case, direction, ContactMeans.PUBLIC_POST, text.strip(), by=by, now=now)
    post = FurtherPost(
        case_id=case.id, contact_id=contact.id, post_by=post_by, link=link, author=author, reach=reach
    )
    db.session.add(post)
    case.touch()
    db.session.flush()
    if ours:
        spoken_to(case, now=now)
    record("case.posted", case, by=by, now=now, contact=contact.id, post=post.id)
    if not ours:
        alert_by_reach(case, reach, now=now)
    return post


def move_talk(
    case: Case,
    means: ContactMeans,
    text: str,
    *,
    phone: str | None = None,
    email: str | None = None,
    by: Staff,
    now: datetime,
    seen: int | None,
) -> Case:
    """Moves the talk to a better channel, by a direct message with these words.

    The contact that the customer gave is the case's from now on; a customer whom we know by it is this
    one. A first mail address gets the acknowledgement with number and link. Meets the first response.
    Records case.moved. Raises NotAllowed, WrongState, Stale; Invalid for a means that is no better
    channel, for no words, or where there is no number or address to go on by.
    """
    require(Step.CHANNEL_MOVE, case, standing(case, by))
    case.expect(seen)
    if means not in BETTER:
        raise Invalid("means", "unknown")
    if not text.strip():
        raise Invalid("text", "required")
    if means is ContactMeans.PHONE and not (phone or case.contact_phone):
        raise Invalid("phone", "required")
    if means is ContactMeans.EMAIL and not (email or case.contact_email):
        raise Invalid("email", "required")
    if phone or email:
        customer = db.session.get_one(Customer, case.customer_id)
        case.customer = reach_by(customer, phone=phone, email=email, by=by, now=now)
        case.contact_phone, case.contact_email = phone or case.contact_phone, email or case.contact_email
    contact = _contact(case, Direction.OUT, ContactMeans.DIRECT_MESSAGE, text.strip(), by=by, now=now)
    post = post_of(case)
    if post is not None:
        post.moved_at, post.moved_to = now, means
    case.touch()
    spoken_to(case, now=now)
    record("case.moved", case, by=by, now=now, contact=contact.id, means=means)
    if email:
        send_letter("acknowledgement", case, by=by, now=now, dedupe=f"acknowledgement:{case.number}")
    db.session.flush()
    return case


def _contact(
    case: Case, direction: Direction, means: ContactMeans, text: str, *, by: Staff, now: datetime
) -> Contact:
    contact = Contact(case_id=case.id, direction=direction, means=means, by_id=by.id, at=now, text=text)
    db.session.add(contact)
    db.session.flush()
    index_words(case, contact.text)
    return contact
