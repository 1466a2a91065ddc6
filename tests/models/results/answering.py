"""Answered revisits by the dozen, written straight into the tables: what the tests of results count."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from models.cases.tables import Case
from models.cases.words import Channel, Closing, Kind, State
from models.customers.tables import Customer
from models.db import db
from models.people.tables import Staff
from models.results import queries
from models.results.rules import Selection, Source
from models.results.words import SourceKind
from models.revisits.tables import Revisit, RevisitAnswer
from models.revisits.words import RevisitKind, RevisitState, Silence
from models.rulebook.queries import rulebook_at
from models.surveys.queries import current
from models.surveys.tables import Invitation, Response, ResponseItem
from models.surveys.words import InvitationState, Reach
from tests.cast import department
from tests.moments import MONDAY

DAY = timedelta(days=1)
_numbers = count(1)


def revisited(
    score: int | None,
    *,
    code: str = "JS",
    category: str = "network_fault",
    channel: Channel = Channel.WEB,
    grade: int = 1,
    reach: Reach = Reach.EMAIL,
    at: datetime = MONDAY - DAY,
    others: Mapping[str, int] | None = None,
    words: str = "",
    complete: bool = True,
    silence: Silence | None = None,
    by: Staff | None = None,
    case: Case | None = None,
    took: timedelta = 2 * DAY,
) -> Revisit:
    """One revisit of a closed case: answered with a score, or silent for a reason, or still waiting."""
    number = next(_numbers)
    if case is None:
        customer = Customer(name=f"客户{number}", created_at=at)
        db.session.add(customer)
        db.session.flush()
        case = Case(
            number=f"HY-20261101-{number:06}",
            kind=Kind.COMPLAINT,
            channel=channel,
            state=State.CLOSED,
            closing=Closing.SATISFIED,
            rulebook_id=rulebook_at(at).id,
            customer_id=customer.id,
            title="宽带晚间掉线",
            problem="每天晚上断网",
            received_at=at - took,
            triaged_at=at - took,
            answered_at=at,
            closed_at=at,
            category=category,
            grade=grade,
            lead_department_id=department(code).id,
        )
    else:
        case.round += 1
    version = current("revisit")
    assert version is not None
    invitation = Invitation(
        locator=f"L{number:09}",
        version_id=version.id,
        language="zh",
        reach=reach,
        closes_at=at + 14 * DAY,
        state=InvitationState.COMPLETED if score and complete else InvitationState.OPEN,
    )
    db.session.add_all([case, invitation])
    db.session.flush()
    state = (
        RevisitState.ANSWERED if score else RevisitState.EXPIRED if silence is not None else RevisitState.SENT
    )
    revisit = Revisit(
        case_id=case.id,
        round=case.round,
        kind=RevisitKind.FIRST,
        state=state,
        silence=silence,
        invitation_id=invitation.id,
        due_at=at + 3 * DAY,
        send_at=at,
        asked_at=at,
        expires_at=at + 14 * DAY,
        answered_at=at if score else None,
        score=score,
    )
    db.session.add(revisit)
    db.session.flush()
    if score:
        _answer(revisit, invitation, score, at, reach, others or {}, words, complete, by)
    return revisit


def _answer(
    revisit: Revisit,
    invitation: Invitation,
    score: int,
    at: datetime,
    reach: Reach,
    others: Mapping[str, int],
    words: str,
    complete: bool,
    by: Staff | None,
) -> None:
    response = Response(
        invitation_id=invitation.id,
        reach=reach,
        entered_by_id=by.id if by else None,
        started_at=at,
        completed_at=at if complete else None,
    )
    db.session.add(response)
    db.session.flush()
    choices = {"overall": score, **others}
    db.session.add_all(
        ResponseItem(response_id=response.id, question=question, choice=choice)
        for question, choice in choices.items()
    )
    if words:
        db.session.add(ResponseItem(response_id=response.id, question="comment", words=words))
    db.session.add(RevisitAnswer(revisit_id=revisit.id, at=at, score=score, reach=reach))
    db.session.flush()


def many(scores: Iterable[int], **about: Any) -> list[Revisit]:
    """One for each score."""
    return [revisited(score, **about) for score in scores]


def chosen(source: str = "revisit", **narrowed: Any) -> Selection:
    """A selection as the filters would make it."""
    read = Source.read(source)
    assert read is not None
    found = queries.chosen(read, Selection(**narrowed))
    assert found is not None
    return found[0]


REVISITS = Source(SourceKind.REVISIT)
