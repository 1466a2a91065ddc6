"""A case becomes a lesson: nominated, cleaned, written, reviewed, found, and forgotten (L-05, X-03)."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.events.tables import Event
from models.library import actions, queries
from models.library.actions import Confirmed
from models.library.queries import LessonFilter
from models.library.tables import LessonLike, TypicalCase, library_gram
from models.library.words import LessonState
from tests.cast import Cast
from tests.models.library.telling import published, told
from tests.moments import MONDAY
from tests.story.learning import WRITTEN, cleaned, submitted


def kinds(session: Session, lesson: TypicalCase) -> list[str]:
    found = select(Event.kind).where(Event.subject == lesson.audit_name).order_by(Event.id)
    return list(session.scalars(found))


def test_l_05_nothing_of_a_case_is_stored_before_somebody_has_seen_it(session: Session, cast: Cast) -> None:
    lesson = actions.nominate_case(told(cast), "重复报修", by=cast.agent, now=MONDAY)
    assert (lesson.state, lesson.title, lesson.happened) == (LessonState.NOMINATED, "", "")
    lesson.happened = "未经确认"
    with pytest.raises(IntegrityError, match="stored_nothing_unseen"):
        session.flush()


def test_l_05_what_was_found_goes_and_what_a_person_kept_stays(session: Session, cast: Cast) -> None:
    case = told(cast)
    lesson = actions.nominate_case(case, "重复报修", by=cast.agent, now=MONDAY)
    seen = queries.screening(case)
    assert {each.text for each in seen.in_text} >= {"钱伟", "13900139000", "阳光花园3栋501室"}
    confirmed = Confirmed(case.version, keep={"77123", "钱伟"}, also=("打不通",))
    lesson = actions.clean(lesson, case, confirmed, by=cast.agent, now=MONDAY)
    assert lesson.happened.startswith(
        "我叫【姓名】，手机【电话】，家住【地址】，宽带断了。客服电话400-810-6666【略】，工号77123。"
    )
    assert (lesson.state, lesson.cleaned_by_id) == (LessonState.WRITING, cast.agent.id)
    event = session.scalars(select(Event).where(Event.kind == "library.cleaned")).one()
    assert set(event.facts) == {"removed", "kept"}


def test_h_07_words_that_came_after_the_screen_was_shown_are_seen_first(session: Session, cast: Cast) -> None:
    case = told(cast)
    lesson = actions.nominate_case(case, "重复报修", by=cast.agent, now=MONDAY)
    with pytest.raises(Stale):
        actions.clean(lesson, case, Confirmed(case.version - 1), by=cast.agent, now=MONDAY)


def test_l_05_a_comment_does_not_tell_the_customer_and_may_thank_a_colleague(cast: Cast) -> None:
    lesson = actions.publish(submitted(cast, told(cast), MONDAY), by=cast.second_agent, now=MONDAY, seen=None)
    for text in ("我记得是钱伟那单", "他的邮箱 QIAN@example.com 也写错过"):
        with pytest.raises(Invalid, match="text: personal_data"):
            actions.comment(lesson, text, by=cast.agent, now=MONDAY)
    assert actions.comment(lesson, f"多谢{cast.handler.name}提醒", by=cast.agent, now=MONDAY).text


def test_l_05_a_write_up_with_personal_data_is_refused(session: Session, cast: Cast) -> None:
    lesson = cleaned(cast, told(cast), MONDAY)
    for text in ("请联系13800138000", "客户钱伟很生气", "写信给a@b.cn"):
        with pytest.raises(Invalid, match="went_badly: personal_data"):
            actions.write_lesson(
                lesson, replace(WRITTEN, went_badly=text), submit=False, by=cast.agent, now=MONDAY, seen=None
            )


def test_l_05_who_had_a_part_in_it_does_not_review_it(session: Session, cast: Cast) -> None:
    lesson = submitted(cast, told(cast), MONDAY)
    for person in (cast.agent, cast.handler, cast.plain):
        with pytest.raises(NotAllowed):
            actions.publish(lesson, by=person, now=MONDAY, seen=None)
    actions.publish(lesson, by=cast.inspector, now=MONDAY, seen=lesson.version)
    assert kinds(session, lesson) == [
        "library.nominated",
        "library.cleaned",
        "library.submitted",
        "library.published",
    ]


def test_l_05_sent_back_with_reasons_and_handed_in_again(session: Session, cast: Cast) -> None:
    lesson = submitted(cast, told(cast), MONDAY)
    with pytest.raises(Invalid, match="reason: required"):
        actions.send_back(lesson, " ", by=cast.inspector, now=MONDAY, seen=None)
    actions.send_back(lesson, "教训再具体些", by=cast.inspector, now=MONDAY, seen=None)
    assert (lesson.state, lesson.returned_because) == (LessonState.WRITING, "教训再具体些")
    actions.write_lesson(lesson, WRITTEN, submit=True, by=cast.agent, now=MONDAY, seen=None)
    assert (lesson.state, lesson.returned_because) == (LessonState.REVIEW, "")


@pytest.mark.both_databases
def test_x_06_found_by_chinese_words_of_two_characters(session: Session, cast: Cast) -> None:
    lesson = published(cast, told(cast))
    for text in ("光器", "分光器 逐户", lesson.number, "同一栋楼两天"):
        assert queries.published(LessonFilter(text)) == [lesson]
    for text in ("退费", "器光", "分光器 退费"):
        assert queries.count_published(LessonFilter(text)) == 0
    assert queries.published(LessonFilter(category="network_fault")) == [lesson]
    assert queries.published_with_ids([lesson.id, 999]) == {lesson.id: lesson}


def test_l_05_liked_once_and_commented(session: Session, cast: Cast) -> None:
    lesson = published(cast, told(cast))
    assert [actions.like(lesson, by=cast.plain) for _ in range(2)] == [True, False]
    actions.like(lesson, by=cast.handler)
    assert (lesson.likes, queries.liked(lesson, cast.plain)) == (2, True)
    assert [actions.unlike(lesson, by=cast.plain) for _ in range(2)] == [True, False]
    assert session.scalars(select(LessonLike.staff_id)).all() == [cast.handler.id]
    with pytest.raises(Invalid, match="text: personal_data"):
        actions.comment(lesson, "打13800138000问王师傅", by=cast.plain, now=MONDAY)
    said = actions.comment(lesson, "我们也遇到过", by=cast.plain, now=MONDAY)
    with pytest.raises(NotAllowed):
        actions.remove_comment(lesson, said, by=cast.handler, now=MONDAY)
    actions.remove_comment(lesson, said, by=cast.inspector, now=MONDAY)
    assert (said.text, said.removed_at) == ("", MONDAY)


def test_l_05_a_case_has_one_lesson_until_it_is_withdrawn(session: Session, cast: Cast) -> None:
    case = told(cast)
    lesson = published(cast, case)
    with pytest.raises(Invalid, match="case: in_library"):
        actions.nominate_case(case, "再次提名", by=cast.handler, now=MONDAY)
    with pytest.raises(NotAllowed):
        actions.withdraw_lesson(lesson, "不合适", by=cast.handler, now=MONDAY)
    actions.withdraw_lesson(lesson, "结论有误", by=cast.inspector, now=MONDAY)
    assert session.scalar(select(func.count()).select_from(library_gram)) == 0
    assert queries.find(cast.plain, lesson.number) is None
    with pytest.raises(WrongState):
        actions.like(lesson, by=cast.plain)
    actions.nominate_case(case, "再次提名", by=cast.handler, now=MONDAY)


def test_l_05_a_reason_tells_nobodys_name(session: Session, cast: Cast) -> None:
    with pytest.raises(Invalid, match="reason: personal_data"):
        actions.nominate_case(told(cast), "钱伟的投诉很典型", by=cast.agent, now=MONDAY)
