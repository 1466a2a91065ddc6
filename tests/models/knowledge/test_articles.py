"""Articles: written, published by two, found, suggested, voted on, cared for (K-01, X-06)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.clock import local_day
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.events.tables import Event
from models.knowledge import actions, queries
from models.knowledge.queries import ArticleFilter
from models.knowledge.tables import EVERY_ARTICLE, Article, ArticlePart, ArticleVote, KnowledgeGap
from models.knowledge.words import ArticleState, Reader, Site
from models.outbox.tables import Notice
from tests.cast import Cast
from tests.moments import MONDAY
from tests.story.learning import article, drafted


def parts(session: Session) -> dict[int, int]:
    return dict(session.execute(select(ArticlePart.gram, ArticlePart.articles)).all())  # type: ignore[arg-type]


def test_k_01_what_customers_read_is_seen_by_two(session: Session, cast: Cast) -> None:
    made = actions.write_article(None, drafted(cast, MONDAY), by=cast.handler, now=MONDAY)
    assert (made.number, made.state, made.published_at) == ("K0001", ArticleState.DRAFT, None)
    for person in (cast.handler, cast.plain):
        with pytest.raises(NotAllowed):
            actions.publish(made, by=person, now=MONDAY)
    actions.publish(made, by=cast.agent, now=MONDAY)
    assert (made.state, made.reader) == (ArticleState.PUBLISHED, Reader.EVERYBODY)
    kinds = session.scalars(select(Event.kind).where(Event.subject == made.audit_name).order_by(Event.id))
    assert kinds.all() == ["article.written", "article.published"]


def test_k_01_what_is_inside_is_published_by_its_writer(session: Session, cast: Cast) -> None:
    inside = article(cast, MONDAY, reader=Reader.STAFF)
    assert inside.state is ArticleState.PUBLISHED
    assert queries.open_to_customers(inside.number) is None
    assert queries.find(cast.plain, inside.number) == inside


def test_k_01_a_new_version_is_read_once_it_is_published(session: Session, cast: Cast) -> None:
    made = article(cast, MONDAY)
    actions.vote(made, helped=True, by=cast.plain, now=MONDAY)
    seen = made.version
    newer = drafted(cast, MONDAY, body="新的办法：先看光功率。", change="改了步骤")
    actions.write_article(made, newer, by=cast.handler, now=MONDAY, seen=seen)
    assert made.current is not None
    assert (made.current.number, made.helped) == (1, 1)
    with pytest.raises(Stale):
        actions.write_article(made, newer, by=cast.agent, now=MONDAY, seen=seen)
    assert queries.count(ArticleFilter("光功率")) == 0
    actions.publish(made, by=cast.agent, now=MONDAY, seen=made.version)
    assert (made.current.number, made.helped, queries.count(ArticleFilter("光功率"))) == (2, 0, 1)
    assert queries.count(ArticleFilter("两小时")) == 1, "it is still in the reply"
    assert [each.number for each in queries.versions_of(made)] == [2, 1]
    with pytest.raises(WrongState):
        actions.publish(made, by=cast.agent, now=MONDAY)


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"title": " "}, "title: required"),
        ({"body_en": "Restart it."}, "title_en: english_is_whole"),
        ({"body": "请打13800138000"}, "body: personal_data"),
        ({"review_on": local_day(MONDAY)}, "review_on: past"),
    ],
)
def test_k_01_what_does_not_fit_is_refused(
    session: Session, cast: Cast, changes: dict[str, object], refused: str
) -> None:
    with pytest.raises(Invalid, match=refused):
        actions.write_article(None, drafted(cast, MONDAY, **changes), by=cast.handler, now=MONDAY)
    assert session.scalars(select(Article)).all() == []


@pytest.mark.both_databases
def test_k_01_found_by_two_signs_and_suggested_for_a_case(session: Session, cast: Cast) -> None:
    light = article(cast, MONDAY, words="LOS 断网")
    invoice = article(
        cast,
        MONDAY,
        title="怎样开具电子发票",
        body="在应用的账单页选择月份，填写抬头后发送到邮箱。",
        reply="",
    )
    actions.publish(
        actions.write_article(
            None,
            drafted(cast, MONDAY, title="内部：红灯排查口径", reader=Reader.STAFF),
            by=cast.handler,
            now=MONDAY,
        ),
        by=cast.handler,
        now=MONDAY,
    )
    assert queries.listing(ArticleFilter("发票")) == [invoice]
    assert queries.listing(ArticleFilter("断网")) == [light]
    assert queries.listing(ArticleFilter("红灯", customers=True)) == [light]
    assert queries.count(ArticleFilter("红灯")) == 2
    assert queries.count(ArticleFilter("票发")) == 0
    assert queries.suggested_for("家里光猫一直红灯闪烁，重启也没有用")[0] == light
    assert queries.suggested_for("我要开具电子发票，抬头写公司")[0] == invoice
    assert queries.suggested_for("你好") == []
    actions.retire(invoice, "流程已变", by=cast.agent, now=MONDAY)
    assert queries.count(ArticleFilter("发票")) == 0
    assert parts(session)[EVERY_ARTICLE] == 2
    assert min(parts(session).values()) == 0


def test_k_01_one_vote_a_person_and_customers_each(session: Session, cast: Cast) -> None:
    made = article(cast, MONDAY)
    actions.vote(made, helped=True, by=cast.plain, now=MONDAY)
    actions.vote(made, helped=False, words="打13800138000没人接", by=cast.plain, now=MONDAY)
    for _customer in range(2):
        actions.vote(made, helped=True, by=None, now=MONDAY)
    assert (made.helped, made.not_helped, queries.voted(made, cast.plain)) == (2, 1, False)
    assert [each.words for each in queries.votes_of(made)] == ["打【电话】没人接"]
    assert len(session.scalars(select(ArticleVote)).all()) == 3


def test_k_01_old_and_unhelpful_ones_are_named(session: Session, cast: Cast) -> None:
    day = local_day(MONDAY)
    old = article(cast, MONDAY - timedelta(days=300))
    old.review_on = day
    poor = article(cast, MONDAY)
    article(cast, MONDAY)
    for n in range(5):
        actions.vote(poor, helped=n < 2, by=None, now=MONDAY)
    assert [(each.article, each.late, each.unhelpful) for each in queries.in_need(day)] == [
        (old, True, False),
        (poor, False, True),
    ]
    actions.confirm_review(old, day + timedelta(days=90), by=cast.handler, now=MONDAY)
    assert [each.article for each in queries.in_need(day)] == [poor]


def test_k_01_the_owner_is_told_once_for_each_review_day(session: Session, cast: Cast) -> None:
    old = article(cast, MONDAY - timedelta(days=300))
    due = queries.reviews_due(local_day(MONDAY))
    assert due == [old.id]
    assert [actions.remind_of_review(old.id, now=MONDAY) for _ in range(2)] == [True, False]
    assert queries.reviews_due(local_day(MONDAY)) == []
    told = session.execute(select(Notice.staff_id, Notice.kind)).all()
    assert [tuple(each) for each in told] == [(cast.handler.id, "article_to_review")]


def test_k_01_gaps_are_counted_without_personal_data(session: Session, cast: Cast) -> None:
    article(cast, MONDAY)
    words = ("携号转网", " 携号转网 ", "红灯", "票", "13800138000", "很" * 61)
    noted = [actions.note_gap(each, Site.PUBLIC, now=MONDAY) for each in words]
    assert noted == [True, True, False, False, False, False]
    [gap] = queries.gaps()
    assert (gap.text, gap.times) == ("携号转网", 2)
    with pytest.raises(NotAllowed):
        actions.end_gap(gap, by=cast.plain, now=MONDAY)
    actions.end_gap(gap, by=cast.handler, now=MONDAY)
    assert queries.gaps() == []
    actions.note_gap("携号转网", Site.PUBLIC, now=MONDAY)
    session.expire_all()
    assert [(each.times, each.ended_at) for each in session.scalars(select(KnowledgeGap))] == [(3, None)]


def test_k_01_who_left_keeps_nothing(session: Session, cast: Cast) -> None:
    cast.plain.left_on = local_day(MONDAY) - timedelta(days=1)
    session.flush()
    draft = replace(drafted(cast, MONDAY), owner=cast.plain)
    with pytest.raises(Invalid, match="owner: left"):
        actions.write_article(None, draft, by=cast.handler, now=MONDAY)
