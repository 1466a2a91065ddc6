"""The story: cases with everything that can hang on them, surveys, reports: no table stays empty.

Its parts are told in `chapters`; most tests that look at screens begin with it.
"""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from sqlalchemy import select

from models.cases import actions as cases
from models.cases.tables import Case, Lesson
from models.cases.words import ContactMeans
from models.conduct.actions import matters_to_settle, settle_penalties
from models.customers.tables import Customer
from models.db import db
from models.events.actions import CUSTOMER, seal
from models.files.actions import keep
from models.files.storage import FolderStore
from models.ids import Signer
from models.jobs import actions as jobs
from models.outbox.actions import (
    choose_mail,
    gather,
)
from models.outbox.tables import Topic
from models.people.actions import log_in, make_recovery_codes, save_filter
from models.revisits import actions as revisits
from models.revisits.tables import Revisit
from models.revisits.words import CallOutcome
from models.rulebook.queries import rules_at
from tests.cast import PASSWORD, Cast, furnish, meet
from tests.models.accountability.telling import decide_and_appeal, hold_to_account
from tests.models.cases.making import answered, new
from tests.models.files.samples import picture
from tests.models.imports.making import checked, imported
from tests.models.imports.sheets import CLOSED, OPEN
from tests.models.inspection.telling import inspect
from tests.models.papers.making import issue_papers
from tests.models.revisits.answering import revisit_of, say, sent
from tests.models.supervision.telling import supervise
from tests.moments import MONDAY
from tests.servers.run import run_folder
from tests.story.chapters import (
    AGAIN,
    ASKED,
    BACK,
    BROUGHT,
    CHATTED,
    CONTENT,
    DAY,
    GRAVE,
    HOUR,
    IN_STORE,
    NEW,
    POSTED,
    TO_CALL,
    ask_everybody,
    begin_amendment,
    begin_questionnaire,
    go_outside,
    grave,
    handled,
    publish_reports,
    receive_mails,
    reward_people,
    tell_by_channel,
    write_by_sms,
)
from tests.story.figures import measure
from tests.story.keeping import keep_periods
from tests.story.learning import fill_library, improve, write_articles
from tests.story.lessons import study_a_case, train_people
from tests.story.meetings import hold_meetings
from tests.story.months import close_months
from tests.story.products import list_products
from tests.story.talks import talk_to_a_head


@dataclass(frozen=True)
class Story:
    """One case that came back after a bad answer, one that is to be called, one whose customer was asked by
    letter and has not answered, one that ended well, one that is new, into which a second call of its
    customer was merged, and one that is grave. Another was imported. Others came
    by channels that tell more of them: a post with its alert, a store, a chat, a study.
    """

    back: Case
    to_call: Case
    asked: Case
    content: Case
    new: Case
    grave: Case
    posted: Case
    in_store: Case
    chatted: Case

    @property
    def call(self) -> Revisit:
        """The revisit that waits for a call."""
        return revisit_of(self.to_call)

    @property
    def question(self) -> Revisit:
        """The revisit that waits for an answer by the link in the letter."""
        return revisit_of(self.asked)


def perform() -> None:
    """Everybody of the cast, and the story, which ends on MONDAY; its month is inspected a month later.

    The file of it lies in `files_of_story`.
    """
    furnish()
    narrate()


def narrate() -> None:
    """The story, where everybody of the cast is there already."""
    tell(meet(), files_of_story(), now=MONDAY)


def files_of_story() -> Path:
    """Where the one attachment of the story is, during a test run."""
    return run_folder() / "story-files"


def recall() -> Story:
    """The story as rows of the running session."""
    found = {case.contact_name: case for case in db.session.scalars(select(Case))}
    return Story(
        back=found[BACK],
        to_call=found[TO_CALL],
        asked=found[ASKED],
        content=found[CONTENT],
        new=found[NEW],
        grave=found[GRAVE],
        posted=found[POSTED],
        in_store=found[IN_STORE],
        chatted=found[CHATTED],
    )


def tell(cast: Cast, folder: Path, *, now: datetime) -> None:
    """Tell it, beginning six days before `now`. Commits."""
    begun = now - 6 * DAY
    store = FolderStore(folder)
    fibre, _cloud, _copper = list_products(cast.administrator, begun)
    photo = keep(
        BytesIO(picture()), "路由器.png", store=store, uploads=rules_at(begun).uploads, by=CUSTOMER, now=begun
    )
    back = handled(cast, begun, files=(photo,), name=BACK)
    say(sent(back, now=now - 2 * DAY), 1, 3, now=now - 2 * DAY + HOUR, words="还是每天晚上断网")

    to_call = answered(cast, begun, email=None, phone="+8613900139000", name=TO_CALL)
    cases.tell(
        to_call, means=ContactMeans.PHONE, text="已电话告知", by=cast.agent, now=begun + 3 * HOUR, seen=None
    )
    call = sent(to_call, now=now - DAY)
    revisits.claim(call, by=cast.second_agent, now=now - DAY)
    revisits.note(call, CallOutcome.NO_ANSWER, text="", again_at=None, by=cast.second_agent, now=now - DAY)

    asked = answered(cast, begun, phone="+8613500135000", email="zhou@example.com", name=ASKED)
    sent(asked, now=now - 2 * DAY)
    content = answered(cast, begun, phone="+8613700137000", email="sun@example.com", name=CONTENT)
    cases.confirm(content, True, "很快", now=now - 3 * DAY)

    imported(CLOSED | {"客户姓名": BROUGHT}, by=cast.agent, store=store, now=now)
    checked(OPEN | {"渠道": "信鸽"}, by=cast.agent, store=store, now=now)
    receive_mails(asked, store, now=now)
    write_by_sms(to_call, begun)
    grave(cast, now - 2 * DAY)
    tell_by_channel(cast, now)
    go_outside(cast, content, store, now)
    log_in(cast.agent.login, PASSWORD, now=now)
    cast.administrator.totp_secret, cast.administrator.totp_confirmed_at = "A" * 32, now
    make_recovery_codes(cast.administrator, signer=Signer(b"k" * 32), now=now)
    cast.administrator.totp_secret = cast.administrator.totp_confirmed_at = None
    choose_mail(cast.agent, {Topic.NEWS})
    gather(cast.leader.id, now=now)
    save_filter("cases", "我的超期", {"mine": "y", "late": "y"}, by=cast.agent, now=now)
    ask_everybody(cast, now)
    publish_reports(cast, now)
    reward_people(cast, now)
    talk_to_a_head(cast, now)
    train_people(cast, store, now)
    issue_papers(cast.hr, now)
    hold_to_account(cast, back, store, now)
    decide_and_appeal(cast, now)
    told = new(now, phone="+8613600136000", email=None, name=NEW, product_id=fibre.id)
    again = new(now - HOUR, phone="+8613600136000", email=None, name=AGAIN)
    cases.merge(again, told, reason="同一位客户再次来电", by=cast.agent, now=now, seen=None)
    cases.link(told, back, reason="同一小区", by=cast.agent, now=now)
    whoever = db.session.scalars(select(Customer)).all()  # held, as cases name theirs without a query
    fill_library(cast, [content, back, asked, to_call], now)
    study_a_case(cast, now)
    assert whoever
    measure(cast, store, now)
    close_months(cast, store, now)
    write_articles(cast, now)
    improve(cast, content, now)
    hold_meetings(cast, now)
    begin_amendment(cast, now)
    begin_questionnaire(cast, now)
    jobs.hold("clock", "a process", length=HOUR, now=now)
    for lesson in db.session.scalars(select(Lesson).where(Lesson.case_id != content.id)):
        cases.learn(lesson, now=now)
    for matter_id in matters_to_settle():
        settle_penalties(matter_id, now=now)
    inspect(cast, store, now)
    supervise(cast, store, now)
    keep_periods(cast, content, now)
    jobs.note_run("seal", holder="a process", started_at=now, ended_at=now, done=seal())
    db.session.commit()
