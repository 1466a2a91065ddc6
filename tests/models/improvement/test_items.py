"""From a suggestion to an effect, a told customer and a reward; what rises is kept once (K-02, M-03)."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from jobs.improvement import remind
from models.cases.tables import Contact
from models.cases.words import ContactMeans
from models.clock import local_day
from models.conduct.tables import Reward
from models.conduct.words import RewardGround
from models.errors import Invalid, NotAllowed, WrongState
from models.events.tables import Event
from models.improvement import actions, queries
from models.improvement.actions import Taking
from models.improvement.actions.signals import week_end
from models.improvement.queries import ItemFilter, looked_for
from models.improvement.tables import ImprovementItem, RisingSignal
from models.improvement.words import ItemSource, ItemState, SignalKind
from models.outbox.tables import Notice, OutboxMessage
from models.revisits.tables import Revisit
from models.revisits.words import RevisitKind
from models.surveys.tables import Invitation
from tests.cast import Cast
from tests.models.cases.making import new, triaged
from tests.models.library.telling import closed
from tests.models.results.answering import revisited
from tests.moments import MONDAY
from tests.story.learning import suggestion, taken_up

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)


def kinds(session: Session, item: ImprovementItem) -> list[str]:
    found = select(Event.kind).where(Event.subject == item.audit_name).order_by(Event.id)
    return list(session.scalars(found))


def test_k_02_an_item_gets_another_owner_and_day_with_a_reason_and_both_are_reminded(
    session: Session, cast: Cast
) -> None:
    item = taken_up(cast, MONDAY)
    due_on = local_day(MONDAY + 40 * DAY)
    wanted = Taking(cast.second_agent, due_on, "改由客服处理", None)
    with pytest.raises(NotAllowed):
        actions.change_item(item, wanted, "调岗", by=cast.handler, now=MONDAY, seen=None)
    with pytest.raises(Invalid, match="reason: required"):
        actions.change_item(item, wanted, " ", by=cast.inspector, now=MONDAY, seen=None)
    item = actions.change_item(item, wanted, "调岗", by=cast.inspector, now=MONDAY, seen=item.version)
    assert (item.owner_id, item.due_on, item.category) == (cast.second_agent.id, due_on, "network_fault")
    told = select(Notice.staff_id).where(Notice.kind == "improvement_changed")
    assert set(session.scalars(told)) == {cast.second_agent.id, cast.handler.id, cast.plain.id}
    owner, steers = cast.second_agent.id, cast.inspector.id
    session.commit()
    assert [remind(MONDAY + n * DAY).done for n in (39, 40, 40, 41, 41)] == [0, 1, 0, 1, 0]
    reminded = Notice.kind.in_(("improvement_due", "improvement_late"))
    rows = session.execute(select(Notice.kind, Notice.staff_id).where(reminded))
    assert {(kind, person) for kind, person in rows} == {
        ("improvement_due", owner),
        ("improvement_late", owner),
        ("improvement_late", steers),
    }


def test_k_02_customers_are_told_and_asked_again(session: Session, cast: Cast) -> None:
    """By letter whoever has an address, on the page of the case whoever has none (R-05)."""
    case = closed(cast)
    later = MONDAY + 2 * DAY
    item = taken_up(cast, later, case=case)
    silent = new(later, name="无名", phone=None, email=None)
    assert actions.add_voice(item, silent, by=cast.handler, now=later)
    assert not actions.add_voice(item, silent, by=cast.handler, now=later)
    for words in ("请打13800138000", "感谢钱伟的意见"):
        with pytest.raises(Invalid, match="told: personal_data"):
            actions.finish(item, words, by=cast.handler, now=later, seen=None)
    actions.finish(item, "同楼设备已全部更换。", by=cast.handler, now=later, seen=item.version)
    letters = session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "improvement")).all()
    assert [(each.to_address, each.facts["text"]) for each in letters] == [
        ("qian@example.com", "同楼设备已全部更换。")
    ]
    shown = select(Contact.text, Contact.means).where(Contact.case_id == silent.id)
    assert session.execute(shown).all() == [("同楼设备已全部更换。", ContactMeans.WEB)]
    voices = queries.voices_of(item)
    assert [(each.told_at, each.asked_again) for each in voices] == [(later, True), (later, False)]
    asked = session.scalars(
        select(Revisit.kind).where(Revisit.case_id == case.id, Revisit.round == case.round)
    )
    assert RevisitKind.LASTING in asked.all()
    with pytest.raises(WrongState):
        actions.finish(item, "再次", by=cast.handler, now=later, seen=None)
    assert kinds(session, item) == [
        "improvement.raised",
        "improvement.taken_up",
        "improvement.voice_added",
        "improvement.done",
    ]


def test_k_02_nobody_decides_on_their_own_suggestion(session: Session, cast: Cast) -> None:
    item = actions.raise_item(suggestion(), by=cast.inspector, now=MONDAY)
    for person in (cast.inspector, cast.plain):
        with pytest.raises(NotAllowed):
            actions.decline(item, "不需要", by=person, now=MONDAY, seen=None)
    with pytest.raises(Invalid, match="reason: required"):
        actions.decline(item, " ", by=cast.committee, now=MONDAY, seen=None)
    actions.decline(item, "已有同样功能", by=cast.committee, now=MONDAY, seen=item.version)
    assert (item.state, item.declined_because) == (ItemState.DECLINED, "已有同样功能")


def test_k_02_what_is_raised_is_seen_by_who_decides(session: Session, cast: Cast) -> None:
    item = actions.raise_item(suggestion(), by=cast.plain, now=MONDAY)
    taken = taken_up(cast, MONDAY)
    assert queries.find(cast.stranger, item.number) is None
    assert queries.find(cast.plain, item.number) == item
    assert queries.find(cast.committee, item.number) == item
    assert queries.listing(cast.stranger, ItemFilter()) == [taken]
    assert queries.listing(cast.handler, ItemFilter(mine=True)) == [taken]


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"title": ""}, "title: required"),
        ({"problem": "客户手机13800138000"}, "problem: personal_data"),
        ({"source": ItemSource.INSPECTION}, "inspection: required"),
    ],
)
def test_k_02_what_does_not_fit_is_refused(
    session: Session, cast: Cast, changes: dict[str, object], refused: str
) -> None:
    with pytest.raises(Invalid, match=refused):
        actions.raise_item(suggestion(**changes), by=cast.plain, now=MONDAY)


def faults(session: Session, cast: Cast, first: datetime, each_day: int, days: int) -> None:
    """So many network faults a day."""
    for day in range(days):
        for n in range(each_day):
            at = first + day * DAY
            triaged(cast, at, phone=f"+86139{day:04d}{n:04d}", email=None, name=f"客{day}之{n}")
    session.flush()


def test_k_02_it_worked_as_far_as_the_figures_show(session: Session, cast: Cast) -> None:
    """Thirty cases before, none in the eight weeks since: that is said, and who suggested it is nominated."""
    faults(session, cast, MONDAY - 80 * DAY, 1, 30)
    item = taken_up(cast, MONDAY)
    actions.finish(item, "已更换设备。", by=cast.handler, now=MONDAY + DAY, seen=None)
    with pytest.raises(Invalid, match="worked: too_early"):
        actions.conclude(item, "有效", worked=True, by=cast.inspector, now=MONDAY + 8 * DAY, seen=None)
    later = MONDAY + 8 * WEEK
    with pytest.raises(NotAllowed):
        actions.conclude(item, "有效", worked=True, by=cast.plain, now=later, seen=None)
    actions.conclude(item, "同类投诉明显减少", worked=True, by=cast.inspector, now=later, seen=None)
    assert (item.state, item.cases_before, item.cases_after) == (ItemState.WORKED, 30, 0)
    assert item.ratio_high is not None
    assert item.ratio_high < 1
    reward = actions.nominate_who_suggested(item, by=cast.inspector, now=later)
    assert (reward.staff_id, reward.ground) == (cast.plain.id, RewardGround.IMPROVEMENT)
    assert session.scalars(select(Reward)).all() == [reward]
    with pytest.raises(WrongState):
        actions.nominate_who_suggested(item, by=cast.inspector, now=later)


def test_k_02_no_effect_is_claimed_that_is_not_shown(session: Session, cast: Cast) -> None:
    faults(session, cast, MONDAY - 30 * DAY, 1, 5)
    item = taken_up(cast, MONDAY)
    actions.finish(item, "已更换设备。", by=cast.handler, now=MONDAY + DAY, seen=None)
    later = MONDAY + 4 * WEEK
    with pytest.raises(Invalid, match="worked: not_shown"):
        actions.conclude(item, "有效", worked=True, by=cast.inspector, now=later, seen=None)
    actions.conclude(item, "件数太少", worked=False, by=cast.inspector, now=later, seen=None)
    assert item.state is ItemState.NOT_SHOWN
    with pytest.raises(WrongState):
        actions.nominate_who_suggested(item, by=cast.inspector, now=later)


def test_m_03_what_rose_is_kept_and_told_once_a_week(session: Session, cast: Cast) -> None:
    until = datetime.combine(week_end(local_day(MONDAY)), MONDAY.timetz())
    faults(session, cast, until - 20 * DAY, 1, 12)
    for n in range(6):
        new(until - 100 * DAY + n * 9 * DAY, problem="咨询营业时间", email=None, phone=f"+8613700137{n:03d}")
    assert actions.note_signals(now=MONDAY) > 0
    assert actions.note_signals(now=MONDAY) == 0
    rows = session.scalars(select(RisingSignal)).all()
    causes = [(each.kind, each.key, each.observed) for each in rows if each.kind is not SignalKind.WORD]
    assert causes == [(SignalKind.CATEGORY, "network_fault", 12)]
    words = {each.key for each in rows if each.kind is SignalKind.WORD}
    assert any("断网" in each for each in words)
    assert session.scalars(select(Event.facts).where(Event.kind == "improvement.looked")).all() == [
        {"rises": len(rows)}
    ]


def test_m_03_words_of_surveys_rise_without_names_or_numbers(session: Session, cast: Cast) -> None:
    """What customers write in surveys counts; what looks like personal data, colleagues' names and anonymous
    answers do not."""
    until = datetime.combine(week_end(local_day(MONDAY)), MONDAY.timetz())
    cast.agent.name = "欧阳晓雯"
    for n in range(20):
        revisited(5, words="师傅很耐心", at=until - 100 * DAY + n * 4 * DAY)
    said = "安装预约总被改期，我叫钱大伟，13900139000，欧阳晓雯没回电"
    for n in range(8):
        revisited(1, words=said, at=until - (20 - n) * DAY)
    words = {each.key for each in looked_for(until.date()) if each.kind is SignalKind.WORD}
    assert any("改期" in each for each in words)
    assert [each for each in words if any(name in each for name in ("大伟", "晓雯", "欧阳"))] == []
    session.execute(update(Invitation).values(blurred_to=until))
    words = {each.key for each in looked_for(until.date()) if each.kind is SignalKind.WORD}
    assert not any("改期" in each for each in words)
