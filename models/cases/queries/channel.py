"""What one channel alone knows of a case: post, store, study, chats, alerts (V-01, V-05 to V-07)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from models.cases.tables import Case, Chat, Contact, FurtherPost, OpinionAlert, Post, StoreVisit, Study
from models.cases.words import ASKED, Channel, ContactMeans, Direction
from models.clock import local_day
from models.db import db
from models.people.tables import Staff

WRITTEN = (ASKED, "progress")
"""Letters in which somebody's own words reach a customer before there is a result."""


@dataclass(frozen=True)
class ChannelFacts:
    """What is known of how a voice reached us, as far as it is of the case's channel."""

    post: Post | None = None
    visit: StoreVisit | None = None
    days_later: int = 0
    """After how many days what a store heard was entered; 0 on the same day."""
    study: Study | None = None
    chats: Sequence[Chat] = ()
    alert: OpinionAlert | None = None


def channel_facts(case: Case) -> ChannelFacts:
    """At most three queries, none for a channel that knows no more than all cases do."""
    alert = alert_of(case)
    if case.channel in (Channel.SOCIAL, Channel.FORUM):
        return ChannelFacts(post=post_of(case), alert=alert)
    if case.channel is Channel.STORE:
        visit = db.session.scalars(select(StoreVisit).where(StoreVisit.case_id == case.id)).one_or_none()
        later = (local_day(case.created_at) - visit.told_on).days if visit is not None else 0
        return ChannelFacts(visit=visit, days_later=max(0, later), alert=alert)
    if case.channel is Channel.RESEARCH:
        study = db.session.scalars(select(Study).where(Study.case_id == case.id)).one_or_none()
        return ChannelFacts(study=study, alert=alert)
    return ChannelFacts(chats=chats_of(case) if case.channel is Channel.CHAT else (), alert=alert)


def post_of(case: Case) -> Post | None:
    """The post by which a voice reached us."""
    return db.session.scalars(select(Post).where(Post.case_id == case.id)).one_or_none()


def alert_of(case: Case) -> OpinionAlert | None:
    """The public-opinion alert that stands on a case; no query where none does."""
    if case.alerted_at is None:
        return None
    standing = select(OpinionAlert).where(OpinionAlert.case_id == case.id, OpinionAlert.ended_at.is_(None))
    quiet = (lazyload(Staff.grants), lazyload(Staff.department))
    return db.session.scalars(standing.options(joinedload(OpinionAlert.by).options(*quiet))).one_or_none()


def alerts_of(case: Case) -> Sequence[OpinionAlert]:
    """Every public-opinion alert of a case, oldest first."""
    return db.session.scalars(
        select(OpinionAlert).where(OpinionAlert.case_id == case.id).order_by(OpinionAlert.id)
    ).all()


def further_posts_of(case: Case) -> Sequence[FurtherPost]:
    """What was posted after the first voice, oldest first."""
    return db.session.scalars(
        select(FurtherPost).where(FurtherPost.case_id == case.id).order_by(FurtherPost.id)
    ).all()


def chats_of(case: Case) -> Sequence[Chat]:
    """The chats of a case with their lines, oldest first."""
    return db.session.scalars(
        select(Chat).where(Chat.case_id == case.id).options(selectinload(Chat.lines)).order_by(Chat.id)
    ).all()


def chat_called(tool: str, conversation: str) -> Chat | None:
    """The chat that a tool calls so, with its lines."""
    return db.session.scalars(
        select(Chat)
        .where(Chat.tool == tool, Chat.conversation == conversation)
        .options(selectinload(Chat.lines))
    ).one_or_none()


def spoken_in_private(case: Case) -> bool:
    """Whether somebody of ours spoke to the customer where nobody else hears it: by message, telephone, mail,
    in person. A letter counts where a person wrote it; the acknowledgement writes itself."""
    spoken = exists().where(
        Contact.case_id == case.id,
        Contact.direction == Direction.OUT,
        Contact.means != ContactMeans.PUBLIC_POST,
        Contact.template.in_(("", *WRITTEN)),
    )
    return bool(db.session.scalar(select(spoken)))
