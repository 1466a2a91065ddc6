"""Three cases with everything that can hang on a case, so that no table stays empty."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from models.cases import actions as cases
from models.cases.actions import MilestoneDraft
from models.cases.tables import Case
from models.cases.words import ContactMeans, Direction
from models.db import db
from models.events.actions import CUSTOMER, seal
from models.files.actions import keep
from models.files.storage import FolderStore
from models.jobs import actions as jobs
from models.people.actions import log_in
from models.revisits import actions as revisits
from models.revisits.tables import Revisit
from models.revisits.words import CallOutcome
from models.rulebook.queries import rules_at
from tests.cast import PASSWORD, Cast
from tests.models.cases.making import answered, new, triaged
from tests.models.files.samples import picture
from tests.models.revisits.answering import say, sent

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Story:
    """One case that came back after a bad answer, one that is to be called, and one that is new."""

    back: Case
    to_call: Case
    new: Case
    call: Revisit


def tell(cast: Cast, folder: Path, *, now: datetime) -> Story:
    """Tell it, beginning six days before `now`, a Monday at ten. Commits."""
    begun = now - 6 * DAY
    store = FolderStore(folder)
    photo = keep(
        BytesIO(picture()), "路由器.png", store=store, uploads=rules_at(begun).uploads, by=CUSTOMER, now=begun
    )
    back = _handled(cast, begun, files=(photo,))
    revisit = sent(back, now=now - 2 * DAY)
    say(revisit, 1, 3, now=now - 2 * DAY + HOUR, words="还是每天晚上断网")

    to_call = answered(cast, begun, email=None, phone="+8613900139000", name="钱伟")
    cases.tell(to_call, means="phone", text="已电话告知", by=cast.agent, now=begun + 3 * HOUR, seen=None)
    call = sent(to_call, now=now - DAY)
    revisits.claim(call, by=cast.second_agent, now=now - DAY)
    revisits.note(call, CallOutcome.NO_ANSWER, text="", again_at=None, by=cast.second_agent, now=now - DAY)

    content = answered(cast, begun, phone="+8613700137000", email="sun@example.com", name="孙悦")
    cases.confirm(content, True, "很快", now=now - 3 * DAY)

    log_in(cast.agent.login, PASSWORD, now=now)
    fresh = new(now, phone="+8613600136000", email=None, name="李想")
    jobs.hold("clock", "a process", length=HOUR, now=now)
    jobs.note_run("seal", holder="a process", started_at=now, ended_at=now, done=seal())
    db.session.commit()
    return Story(back=back, to_call=to_call, new=fresh, call=call)


def _handled(cast: Cast, begun: datetime, **told: object) -> Case:
    case = triaged(cast, begun, **told)
    cases.take(case, by=cast.handler, now=begun, seen=None)
    cases.log_contact(
        case,
        direction=Direction.OUT,
        means=ContactMeans.PHONE,
        text="已与客户约定上门时间",
        by=cast.handler,
        now=begun + HOUR,
    )
    milestone = MilestoneDraft(text="上门检测", owner_id=cast.handler.id, due_at=begun + DAY)
    cases.make_plan(case, "检查楼栋设备并更换", [milestone], by=cast.handler, now=begun + HOUR, seen=None)
    cases.add_note(case, "同楼已有三户报修", by=cast.handler, now=begun + HOUR)
    cases.wait_for_customer(case, "明天上午家里有人吗？", by=cast.handler, now=begun + HOUR, seen=None)
    cases.resume(case, by=cast.handler, now=begun + 2 * HOUR, seen=None)
    cases.submit_result(
        case,
        cause="楼栋分光器老化",
        done="更换分光器",
        reply="已为您更换楼栋设备，深表歉意。",
        by=cast.handler,
        now=begun + 5 * HOUR,
        seen=None,
    )
    return cases.approve(case, by=cast.head, now=begun + 6 * HOUR, seen=None)
