"""A customer answers a revisit: what the tests of revisits do over and over."""

from datetime import datetime

from sqlalchemy import select, update

from models.cases.tables import Case
from models.db import db
from models.outbox.tables import Delivery, OutboxMessage
from models.revisits import actions
from models.revisits.tables import Revisit
from models.revisits.words import RevisitKind
from models.surveys import actions as surveys
from models.surveys import queries
from models.surveys.rules.answers import Answer
from models.surveys.rules.screens import path
from models.surveys.tables import Invitation


def revisit_of(case: Case, kind: RevisitKind = RevisitKind.FIRST) -> Revisit:
    """The revisit of the case's latest round that has one."""
    return db.session.scalars(
        select(Revisit)
        .where(Revisit.case_id == case.id, Revisit.kind == kind)
        .order_by(Revisit.round.desc())
        .limit(1)
    ).one()


def sent(case: Case, *, now: datetime) -> Revisit:
    """Planned and asked at once, whatever the clock of the jobs says."""
    revisit = actions.plan_for(case, now=now) or revisit_of(case)
    revisit.send_at = now
    actions.send(revisit, now=now)
    db.session.commit()
    return revisit


def leave(now: datetime) -> None:
    """All mails that waited to be sent are sent, each at the moment since which it might be."""
    waiting = update(OutboxMessage).where(
        OutboxMessage.state == Delivery.WAITING, OutboxMessage.not_before <= now
    )
    db.session.execute(waiting.values(state=Delivery.SENT, sent_at=OutboxMessage.not_before))


def invitation_of(revisit: Revisit) -> Invitation:
    """As the link finds it."""
    made = db.session.get_one(Invitation, revisit.invitation_id)
    found = queries.by_locator(made.locator)
    assert found is not None
    return found


def say(
    revisit: Revisit,
    overall: int,
    solved: int = 1,
    *,
    now: datetime,
    words: str = "",
    wrong: tuple[str, ...] = (),
) -> None:
    """Answers every question on the way, `wrong` being the reasons ticked, and carries it to the case."""
    invitation = invitation_of(revisit)
    document = invitation.version.content
    answers = {"overall": Answer({"": overall}), "solved": Answer({"": solved})}
    answers |= {"wrong": Answer(dict.fromkeys(wrong, 1))} if wrong else {}
    for question in path(document, answers):
        answer = answers.get(question.code) or Answer(
            values={} if not question.required else {"": overall},
            text=words if question.kind == "text" else "",
        )
        surveys.save(invitation, question, answer, now=now)
    surveys.complete(invitation, queries.answers_of(invitation.response), now=now)
    actions.take_answer(invitation, now=now)
    db.session.commit()


def tap(revisit: Revisit, overall: int, *, now: datetime) -> None:
    """Gives the five points by the link, and leaves."""
    invitation = invitation_of(revisit)
    question = path(invitation.version.content, {})[0]
    surveys.save(invitation, question, Answer({"": overall}), now=now)
    db.session.commit()
