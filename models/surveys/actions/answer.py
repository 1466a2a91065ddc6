"""Keeping answers: each at once, the last one counting until the window closes (S-04, S-05)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, bindparam, delete, false, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import attributes

from models.db import UTCDateTime, db, insert_once
from models.errors import Expired, Invalid, WrongState
from models.ids import random_key
from models.people.tables import Staff
from models.surveys.document import Document, FivePointMatrix, Multiple, Question
from models.surveys.queries import all_answers_of
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
    keep(response.id, question, answer, now=now, blurred_to=invitation.blurred_to)
    _blur(invitation)
    db.session.flush()
    return response


def complete(
    invitation: Invitation, answers: Answers, *, now: datetime, begun: datetime | None = None
) -> None:
    """Notes that the questionnaire was brought to its end; again after each change of an answer.

    Answers to questions that are not on the way (any more) count nowhere from then on. `begun`
    is as for `save`. Raises Invalid("answers", "incomplete") while a question on the way lacks
    an answer.
    """
    require_open(invitation, begun or now)
    if invitation.response is None or not screens.complete(invitation.version.content, answers):
        raise Invalid("answers", "incomplete")
    invitation.response.completed_at = invitation.blurred_to or now
    invitation.state = InvitationState.COMPLETED
    _blur(invitation)
    db.session.flush()  # before any other statement would write the moments unblurred
    settle(invitation.response.id, invitation.version.content, answers)


def settle(response_id: int, document: Document, answers: Answers) -> None:
    """Lets those answers count whose questions are on the way, and no others (S-05, S-06).

    `answers` are all that are kept, those among them that did not count. What is kept stays kept: with the
    way the answers come back. No moment changes with it.
    """
    way = [question.code for question in screens.path(document, answers)]
    astray = ResponseItem.question.not_in(way)
    db.session.execute(
        update(ResponseItem)
        .where(ResponseItem.response_id == response_id, ResponseItem.off_way.is_distinct_from(astray))
        .values(off_way=astray, changed_at=ResponseItem.changed_at)
        .execution_options(synchronize_session=False)
    )


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
    settle(response.id, invitation.version.content, all_answers_of(response))
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


def keep(
    response_id: int,
    question: Question,
    answer: Answer,
    *,
    now: datetime,
    blurred_to: datetime | None = None,
) -> None:
    """Writes one answer, a row a part, in place of an earlier one to the same question.

    Anonymous, rows get random keys, and `blurred_to` in place of the moment (S-04). Whether the window is
    open, and whose answer it is, is for the caller.
    """
    severally = isinstance(question, Multiple | FivePointMatrix)
    if severally:  # two tabs must not mix their choices
        db.session.execute(_HOLD, {"response": response_id})
    parts: dict[str, tuple[int | None, str | None]] = {
        part: (code, None) for part, code in answer.values.items()
    }
    if not parts:
        parts[""] = (None, answer.text or None)
    anonymous = blurred_to is not None
    statement = (_PUT_APART if anonymous else _PUT)[db.engine.dialect.name]
    at = {"response_id": response_id, "question": question.code, "now": blurred_to or now}
    for part, (choice, words) in parts.items():
        key = {"key": random_key()} if anonymous else {}
        db.session.execute(statement, {**at, **key, "part": part, "choice": choice, "words": words})
    if severally:
        db.session.execute(
            delete(ResponseItem).where(
                ResponseItem.response_id == response_id,
                ResponseItem.question == question.code,
                ResponseItem.part.not_in(parts),
            )
        )


def _put(insert: Callable[[Any], Any], **key: Any) -> Executable:
    """One row, or what it now says where it is there."""
    row = insert(ResponseItem.__table__).values(off_way=false())
    named: dict[str, Any] = {
        name: bindparam(name) for name in ("response_id", "question", "part", "choice", "words")
    }
    at = bindparam("now", type_=UTCDateTime)
    statement: Executable = row.values(**named, **key, created_at=at, changed_at=at).on_conflict_do_update(
        index_elements=["response_id", "question", "part"],
        set_={
            "choice": row.excluded.choice,
            "words": row.excluded.words,
            "changed_at": at,
            "off_way": false(),
        },
    )
    return statement


_PUT = {"sqlite": _put(sqlite.insert), "postgresql": _put(postgresql.insert)}
_PUT_APART = {
    "sqlite": _put(sqlite.insert, id=bindparam("key")),
    "postgresql": _put(postgresql.insert, id=bindparam("key")),
}
"""With keys whose order tells nothing."""
_HOLD = select(Response.id).where(Response.id == bindparam("response")).with_for_update()
