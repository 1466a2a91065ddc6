"""Saved filters: a person's own, shared by heads with the departments that they head (M-02, X-01)."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import Invalid, NotAllowed
from models.events.actions import SYSTEM
from models.events.queries import history
from models.people import actions
from models.people.actions import DepartmentDetails, set_head
from models.people.actions.saved_filters import LONGEST, MOST
from models.people.queries import own_filter, saved_filters
from models.people.tables import SavedFilter, Staff
from tests.cast import Cast, department
from tests.moments import MONDAY

pytestmark = pytest.mark.both_databases
LATE = {"late": "y", "grade": "3"}


def save(by: Staff, name: str = "三级超期", query: dict[str, str] | None = None) -> SavedFilter:
    return actions.save_filter("cases", name, LATE if query is None else query, by=by, now=MONDAY)


def names(staff: Staff) -> list[str]:
    return [row.name for row in saved_filters(staff, "cases")]


def test_a_person_keeps_and_finds_their_own(session: Session, cast: Cast) -> None:
    """Nobody else does; lists of other areas are apart."""
    saved = save(cast.agent, "  三级超期 ")
    session.commit()
    session.expire_all()
    assert (saved.name, saved.query, saved.department_id) == ("三级超期", LATE, None)
    assert names(cast.agent) == ["三级超期"]
    assert names(cast.second_agent) == []
    assert list(saved_filters(cast.agent, "people")) == []
    assert own_filter(cast.agent, saved.id) is saved
    assert own_filter(cast.second_agent, saved.id) is None


def test_each_change_is_an_event_without_the_name(cast: Cast) -> None:
    """X-02, X-03: a name is somebody's words, so the trail names the row."""
    saved = save(cast.head)
    actions.rename_filter(saved, "赵玉兰的单", by=cast.head, now=MONDAY)
    actions.rename_filter(saved, "赵玉兰的单", by=cast.head, now=MONDAY)
    actions.share_filter(saved, department("JS"), by=cast.head, now=MONDAY)
    actions.share_filter(saved, None, by=cast.head, now=MONDAY)
    subject = saved.audit_name
    actions.remove_filter(saved, by=cast.head, now=MONDAY)
    assert subject.startswith("filter:")
    assert [(event.kind, event.facts) for event in history(subject)] == [
        ("filter.saved", {"area": "cases"}),
        ("filter.renamed", {}),
        ("filter.shared", {"department": "JS"}),
        ("filter.shared", {"department": None}),
        ("filter.removed", {}),
    ]


def test_bad_names(session: Session, cast: Cast) -> None:
    """Empty, too long, one's own already; another person's name does not matter."""
    save(cast.agent)
    other = save(cast.agent, "别的")
    for name, why in (
        ("", "required"),
        (" ", "required"),
        ("长" * (LONGEST + 1), "too_long"),
        ("三级超期", "taken"),
    ):
        with pytest.raises(Invalid) as refused:
            save(cast.agent, name)
        assert (refused.value.field, refused.value.why) == ("name", why)
        with pytest.raises(Invalid) as refused:
            actions.rename_filter(other, name, by=cast.agent, now=MONDAY)
        assert refused.value.why == why
    save(cast.second_agent)
    with pytest.raises(Invalid) as refused:
        save(cast.agent, "没有条件", {})
    assert (refused.value.field, refused.value.why) == ("query", "required")
    assert len(session.scalars(select(SavedFilter)).all()) == 3


def test_there_is_an_end_to_them(cast: Cast) -> None:
    for n in range(MOST):
        save(cast.agent, f"第 {n} 个")
    with pytest.raises(Invalid) as refused:
        save(cast.agent, "再来一个")
    assert refused.value.why == "too_many_filters"


def test_a_head_shares_with_the_department_and_those_below(cast: Cast) -> None:
    """X-01: whoever works there sees it after their own, and cannot change it."""
    actions.add_department(
        DepartmentDetails("基站组", "Base Stations", department("JS")), code="JS1", by=SYSTEM, now=MONDAY
    )
    cast.plain.department = department("JS1")
    saved = save(cast.head)
    save(cast.handler, "我的")
    actions.share_filter(saved, department("JS"), by=cast.head, now=MONDAY)
    assert names(cast.handler) == ["我的", "三级超期"]
    assert names(cast.plain) == ["三级超期"]
    assert names(cast.agent) == []
    for act in (
        lambda: actions.rename_filter(saved, "改名", by=cast.handler, now=MONDAY),
        lambda: actions.share_filter(saved, None, by=cast.handler, now=MONDAY),
        lambda: actions.remove_filter(saved, by=cast.handler, now=MONDAY),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_only_with_departments_that_one_heads(cast: Cast) -> None:
    """X-01: and only for as long as one does."""
    saved = save(cast.head)
    with pytest.raises(NotAllowed) as refused:
        actions.share_filter(saved, department("KF"), by=cast.head, now=MONDAY)
    assert refused.value.why == "not_head"
    with pytest.raises(NotAllowed):
        actions.share_filter(save(cast.agent), department("KF"), by=cast.agent, now=MONDAY)
    actions.share_filter(saved, department("JS"), by=cast.head, now=MONDAY)
    set_head(department("JS"), cast.handler, by=SYSTEM, now=MONDAY)
    assert names(cast.stranger) == []
    assert names(cast.handler) == []
    assert names(cast.head) == ["三级超期"]
