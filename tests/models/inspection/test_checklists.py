"""Checklists: written, published by a second person, never changed afterwards (Q-01)."""

import pytest

from models.errors import Invalid, NotAllowed, WrongState
from models.inspection import actions, queries
from models.inspection.words import ChecklistState, Subject
from tests.cast import Cast
from tests.models.inspection.making import ITEMS, bureau, published
from tests.moments import MONDAY

pytestmark = pytest.mark.usefixtures("session")


def test_q01_a_second_person_publishes_and_then_nothing_changes(cast: Cast) -> None:
    people = bureau(cast)
    draft = actions.begin_checklist(
        "case", Subject.CASE, "质检表", "Closed cases", by=people.first, now=MONDAY
    )
    with pytest.raises(Invalid):
        actions.publish_checklist(draft, by=people.second, now=MONDAY)
    actions.change_items(draft, ITEMS, by=people.first, now=MONDAY)
    with pytest.raises(NotAllowed):
        actions.publish_checklist(draft, by=people.first, now=MONDAY)
    actions.publish_checklist(draft, by=people.second, now=MONDAY)
    with pytest.raises(WrongState):
        actions.change_items(draft, ITEMS[:1], by=people.first, now=MONDAY)
    assert queries.current(Subject.CASE) is draft
    assert [(item.position, item.weight, item.killer) for item in draft.items] == [
        (1, 20, False),
        (2, 30, False),
        (3, 30, False),
        (4, 20, True),
    ]


def test_q01_who_wrote_last_does_not_publish(cast: Cast) -> None:
    people = bureau(cast)
    draft = actions.begin_checklist(
        "case", Subject.CASE, "质检表", "Closed cases", by=people.first, now=MONDAY
    )
    actions.change_items(draft, ITEMS, by=people.second, now=MONDAY)
    with pytest.raises(NotAllowed):
        actions.publish_checklist(draft, by=people.second, now=MONDAY)
    with pytest.raises(NotAllowed):
        actions.publish_checklist(draft, by=cast.handler, now=MONDAY)
    actions.publish_checklist(draft, by=cast.leader, now=MONDAY)


def test_q01_the_next_version_retires_the_one_before(cast: Cast) -> None:
    people = bureau(cast)
    first = published(people)
    second = actions.revise_checklist(first, by=people.second, now=MONDAY)
    assert (second.version_number, len(second.items)) == (2, 4)
    with pytest.raises(WrongState):
        actions.revise_checklist(first, by=people.first, now=MONDAY)
    actions.publish_checklist(second, by=people.first, now=MONDAY)
    assert [(each.version_number, each.state) for each in queries.with_code("case")] == [
        (2, ChecklistState.PUBLISHED),
        (1, ChecklistState.RETIRED),
    ]


@pytest.mark.parametrize(
    "items", [(), (actions.ItemDraft("", "x", 5),), (actions.ItemDraft("甲", "a", 101),)]
)
def test_q01_items_that_say_nothing_are_refused(cast: Cast, items: tuple[actions.ItemDraft, ...]) -> None:
    people = bureau(cast)
    draft = actions.begin_checklist(
        "case", Subject.CASE, "质检表", "Closed cases", by=people.first, now=MONDAY
    )
    with pytest.raises(Invalid):
        actions.change_items(draft, items, by=people.first, now=MONDAY)
    actions.discard_checklist(draft, by=people.first, now=MONDAY)
    assert queries.checklists() == []
