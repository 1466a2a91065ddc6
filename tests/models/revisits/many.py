"""Many customers at once who hold a link each."""

from datetime import timedelta

from models.clock import now
from models.db import db
from models.revisits.tables import Revisit
from models.revisits.words import RevisitKind, RevisitState
from models.surveys import actions
from models.surveys.tables import Invitation
from models.surveys.words import Reach
from tests.cast import meet
from tests.models.revisits.cases import answered


def ask_many(count: int) -> list[Invitation]:
    """So many were sent the questions of a revisit, as rounds of one case: that is quickly made. Commits."""
    case = answered(meet())
    closes_at = now() + timedelta(days=30)
    made = []
    for place in range(count):
        invitation = actions.invite("revisit", language="zh", reach=Reach.EMAIL, closes_at=closes_at)
        revisit = Revisit(
            case_id=case.id,
            round=place + 2,
            kind=RevisitKind.FIRST,
            state=RevisitState.SENT,
            invitation_id=invitation.id,
            due_at=closes_at,
            send_at=now(),
            asked_at=now(),
            expires_at=closes_at,
        )
        db.session.add(revisit)
        made.append(invitation)
    db.session.commit()
    return made
