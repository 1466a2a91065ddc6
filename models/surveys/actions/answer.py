"""Keeping answers: each at once, the last one counting until the window closes (S-04, S-05)."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import attributes

from models.db import db, insert_once
from models.errors import Expired, Invalid, WrongState
from models.ids import random_key
from models.people.tables import Staff
from models.surveys.document import FivePointMatrix, Multiple, Question
from models.surveys.rules import screens
from models.surveys.rules.answers import Answer, Answers
from models.surveys.tables import Invitation, Response, ResponseItem
from models.surveys.words import InvitationState, Reach


def save(
    invitation: Invitation,
    question: Question,
    answer: Answer,
    *,
    now: datetime,
    caller: Staff | None = None,
    begun: datetime | None = None,
) -> Response:
    """Keeps one answer in place of an earlier one to the same question. Sent twice, it is kept once.

    Begins the response with the first answer. Anonymous, it is kept under random keys, and every moment
    of it is the one that its invitation says (S-04). `caller` is who wrote it down on the telephone, `begun`
    when that call began: it may end after the window. Raises Expired after the window, WrongState for
    an invitation that was taken back.
    """
    require_open(invitation, begun or now)
    at = invitation.blurred_to or now
    response = _response(invitation, at)
    response.reach = Reach.PHONE if caller else _by_link(invitation)
    response.entered_by_id = caller.id if caller else None
    _keep(response, question, answer, at, blurred=invitation.blurred_to is not None)
    _blur(invitation)
    db.session.flush()
    return response


def complete(
    invitation: Invitation, answers: Answers, *, now: datetime, begun: datetime | None = None
) -> None:
    """Notes that the questionnaire was brought to its end; again after each change of an answer.

    `begun` is as for `save`. Raises Invalid("answers", "incomplete") while a question on the way lacks
    an answer.
    """
    require_open(invitation, begun or now)
    if invitation.response is None or not screens.complete(invitation.version.content, answers):
        raise Invalid("answers", "incomplete")
    invitation.response.completed_at = invitation.blurred_to or now
    invitation.state = InvitationState.COMPLETED
    _blur(invitation)
    db.session.flush()


def forget_call(invitation: Invitation, *, begun: datetime) -> None:
    """Removes what was written down in a call that began then, as somebody else had answered it.

    What the customer had said before the call stays, apart from what the call wrote over it.
    """
    response = db.session.scalars(
        select(Response).where(Response.invitation_id == invitation.id)
    ).one_or_none()
    if response is None or response.reach is not Reach.PHONE:
        return
    db.session.execute(
        delete(ResponseItem).where(ResponseItem.response_id == response.id, ResponseItem.changed_at >= begun)
    )
    response.reach, response.entered_by_id = _by_link(invitation), None
    db.session.flush()


def require_open(invitation: Invitation, now: datetime) -> None:
    """Lets an answer pass. Raises Expired after the window, WrongState when it was taken back."""
    if invitation.state is InvitationState.WITHDRAWN:
        raise WrongState("answer", invitation.state.value)
    if invitation.over(now):
        raise Expired("survey")


def _blur(invitation: Invitation) -> None:
    """Keeps the moments of an anonymous answer from telling anything when its rows change."""
    if invitation.blurred_to is None:
        return
    for row in (invitation, invitation.response):
        if row is not None and db.session.is_modified(row):
            row.changed_at = invitation.blurred_to
            attributes.flag_modified(row, "changed_at")


def _by_link(invitation: Invitation) -> Reach:
    """How an answer came that the customer gave alone: an invitation by telephone has a link too."""
    return Reach.WEB if invitation.reach is Reach.PHONE else invitation.reach


def _response(invitation: Invitation, now: datetime) -> Response:
    """The invitation's one response. Two tabs may begin it at once: the second finds the first's."""
    if invitation.response is not None:
        return invitation.response
    if invitation.blurred_to is None:
        insert_once(Response, invitation_id=invitation.id, reach=_by_link(invitation), started_at=now)
    else:
        insert_once(
            Response,
            id=random_key(),
            invitation_id=invitation.id,
            reach=_by_link(invitation),
            started_at=now,
            created_at=now,
            changed_at=now,
        )
    response = db.session.scalars(select(Response).where(Response.invitation_id == invitation.id)).one()
    attributes.set_committed_value(invitation, "response", response)
    return response


def _keep(response: Response, question: Question, answer: Answer, now: datetime, *, blurred: bool) -> None:
    """One row a part, the rows of parts that are no longer chosen removed."""
    if isinstance(question, Multiple | FivePointMatrix):  # two tabs must not mix their choices
        db.session.execute(select(Response.id).where(Response.id == response.id).with_for_update())
    parts: dict[str, tuple[int | None, str | None]] = {
        part: (code, None) for part, code in answer.values.items()
    }
    if not parts:
        parts[""] = (None, answer.text or None)
    for part, (choice, words) in parts.items():
        insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
        key = {"id": random_key()} if blurred else {}
        statement = insert(ResponseItem).values(
            **key,
            response_id=response.id,
            question=question.code,
            part=part,
            choice=choice,
            words=words,
            created_at=now,
            changed_at=now,
        )
        db.session.execute(
            statement.on_conflict_do_update(
                index_elements=["response_id", "question", "part"],
                set_={"choice": choice, "words": words, "changed_at": now},
            )
        )
    if isinstance(question, Multiple | FivePointMatrix):
        db.session.execute(
            delete(ResponseItem).where(
                ResponseItem.response_id == response.id,
                ResponseItem.question == question.code,
                ResponseItem.part.not_in(parts),
            )
        )
