"""A published lesson is written anew: confirmed, reviewed, its versions kept, all forgotten (L-05, X-03)."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.events.actions import SYSTEM
from models.library import actions, queries
from models.library.actions import Revision
from models.library.queries import LessonFilter
from models.library.tables import TEXTS, LessonVersion
from models.library.words import LessonState, VersionState
from tests.cast import Cast
from tests.models.cases.making import DAY
from tests.models.library.telling import published, told
from tests.moments import MONDAY
from tests.story.learning import WRITTEN

LATER = MONDAY + DAY
BETTER = Revision(replace(WRITTEN, to_learn="第二户报修就看配线间。"), "说清先后")


def test_l_05_readers_see_what_is_published_until_another_has_reviewed_the_new_one(cast: Cast) -> None:
    case = told(cast)
    lesson = published(cast, case)
    version = actions.write_version(lesson, BETTER, by=cast.agent, now=LATER, seen=0)
    assert (version.state, lesson.to_learn) == (VersionState.WRITING, WRITTEN.to_learn)
    actions.submit_version(lesson, case, BETTER, by=cast.agent, now=LATER, seen=version.edits)
    assert queries.published(LessonFilter("配线间")) == []
    for person in (cast.agent, cast.handler, cast.plain):
        with pytest.raises(NotAllowed):
            actions.publish_version(lesson, by=person, now=LATER, seen=None)
    with pytest.raises(WrongState):
        actions.write_version(lesson, BETTER, by=cast.agent, now=LATER, seen=None)
    with pytest.raises(Invalid, match="reason: required"):
        actions.return_version(lesson, " ", by=cast.inspector, now=LATER, seen=None)
    actions.return_version(lesson, "写明在哪里", by=cast.inspector, now=LATER, seen=None)
    actions.submit_version(lesson, case, BETTER, by=cast.agent, now=LATER, seen=None)
    actions.publish_version(lesson, by=cast.inspector, now=LATER, seen=None)
    assert queries.published(LessonFilter("配线间")) == [lesson]
    assert queries.count_published(LessonFilter("楼栋设备，再上门")) == 0
    assert (lesson.state, lesson.published_at) == (LessonState.PUBLISHED, LATER)
    kept = [(each.number, each.to_learn, each.change) for each in queries.versions_of(lesson)]
    assert kept == [(2, BETTER.text.to_learn, "说清先后"), (1, WRITTEN.to_learn, "")]


def test_l_05_a_new_version_is_looked_through_like_the_first(session: Session, cast: Cast) -> None:
    case = told(cast)
    lesson = published(cast, case)
    for words, keep in (("请打13800138000", ()), ("客户钱伟很急", ("钱伟",)), ("写信给a@b.cn", ())):
        wrong = Revision(replace(WRITTEN, went_badly=words), "补充", keep)
        with pytest.raises(Invalid, match="went_badly: personal_data"):
            actions.submit_version(lesson, case, wrong, by=cast.agent, now=LATER, seen=None)
    ours = Revision(replace(WRITTEN, went_badly="值班电话13800138000无人接"), "补充", ("13800138000",))
    found = actions.submit_version(lesson, case, ours, by=cast.agent, now=LATER, seen=None)
    assert (found.kept, found.confirmed_by_id) == (["13800138000"], cast.agent.id)
    actions.publish_version(lesson, by=cast.inspector, now=LATER, seen=found.edits)
    assert lesson.kept == ["13800138000"]


def test_l_05_only_authors_and_keepers_propose_one_at_a_time(session: Session, cast: Cast) -> None:
    case = told(cast)
    lesson = published(cast, case)
    with pytest.raises(NotAllowed):
        actions.write_version(lesson, BETTER, by=cast.plain, now=LATER, seen=None)
    silent = replace(BETTER, change="")
    with pytest.raises(Invalid, match="change: required"):
        actions.submit_version(lesson, case, silent, by=cast.agent, now=LATER, seen=None)
    session.rollback()


def test_h_07_two_who_write_a_new_version_at_once(session: Session, cast: Cast) -> None:
    lesson = published(cast, told(cast))
    first = actions.write_version(lesson, BETTER, by=cast.agent, now=LATER, seen=0)
    with pytest.raises(Stale):
        actions.write_version(lesson, BETTER, by=cast.agent, now=LATER, seen=0)
    with pytest.raises(Stale):
        actions.drop_version(lesson, by=cast.agent, now=LATER, seen=0)
    actions.drop_version(lesson, by=cast.agent, now=LATER, seen=first.edits)
    assert (first.state, queries.version_in_work(lesson)) == (VersionState.DROPPED, None)


def test_x_03_no_version_keeps_a_word_of_who_is_forgotten(session: Session, cast: Cast) -> None:
    case = told(cast)
    lesson = published(cast, case)
    actions.write_version(lesson, BETTER, by=cast.agent, now=LATER, seen=None)
    actions.withdraw_of_customer([case.customer_id], by=cast.hr, now=LATER)
    session.expire_all()
    rows = session.scalars(select(LessonVersion)).all()
    assert len(rows) == 2
    assert {getattr(each, name) for each in rows for name in (*TEXTS, "change")} == {""}
    assert queries.versions_of(lesson) == []


def test_x_03_a_kept_word_that_was_theirs_goes_with_their_data(session: Session, cast: Cast) -> None:
    """Who confirmed it took it for nobody's: another case of theirs told it later."""
    case = told(cast)
    lesson = published(cast, case)
    ours = Revision(replace(WRITTEN, went_badly="值班电话13800138000，又打13700137000"), "补充")
    ours = replace(ours, keep=("13800138000", "13700137000"))
    found = actions.submit_version(lesson, case, ours, by=cast.agent, now=LATER, seen=None)
    actions.publish_version(lesson, by=cast.inspector, now=LATER, seen=found.edits)
    actions.keep_published(case, lambda text: text.replace("13700137000", "【电话】"), by=SYSTEM, now=LATER)
    session.expire_all()
    rows = [lesson, *queries.versions_of(lesson)]
    assert [each.kept for each in rows] == [["13800138000"], ["13800138000"], []]
    assert lesson.went_badly == "值班电话13800138000，又打【电话】"
