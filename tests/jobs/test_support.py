"""H-10: the clock reminds of requests for support that nobody has looked at since it started."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs.support import remind
from models.outbox.tables import Notice
from models.support.actions import RequestDraft, ask_support
from models.support.words import SupportKind
from tests.cast import Cast
from tests.moments import MONDAY


def test_h10_the_clock_reminds_the_head_naming_who_asked(session: Session, cast: Cast) -> None:
    """Nothing of the request is in the session yet, as in the job."""
    request = ask_support(RequestDraft(SupportKind.HELP, "一个人忙不过来"), by=cast.handler, now=MONDAY)
    moment, asker, head = request.next_notice_at, cast.handler.name, cast.head.id
    assert moment is not None
    session.commit()
    session.expunge_all()
    tally = remind(moment)
    assert (tally.done, tally.failed) == (1, 0)
    notice = session.scalars(select(Notice).where(Notice.kind == "support_due_soon")).one()
    assert notice.staff_id == head
    assert notice.facts["asker"][0] == asker
