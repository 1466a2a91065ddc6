"""Drafts of questionnaires: unfinished, changed step by step, by two at once, published for good (S-01)."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.events.queries.trail import history
from models.outbox.tables import Notice
from models.surveys import actions, queries
from models.surveys.document import Document
from models.surveys.draft import Draft, DraftFivePoint, DraftText
from models.surveys.rules import drafting
from models.surveys.rules.differences import Turn, differences
from models.surveys.tables import QuestionnaireVersion
from models.surveys.words import DraftEdit
from tests.cast import Cast
from tests.conftest import MONDAY
from tests.models.surveys.samples import COMMENT, FIVE, ROWS, WHY, questionnaire

NEW = DraftFivePoint(code="price", text=DraftText(zh="价格"))


def draft_of(*questions: dict[str, Any]) -> Draft:
    return Draft.model_validate(questionnaire(*questions))


def codes(draft: Document) -> list[list[str]]:
    return [[question.code for question in section.questions] for section in draft.sections]


def test_s01_moving_goes_over_the_rim_of_a_section() -> None:
    draft = drafting.section_added(draft_of(FIVE, WHY), drafting.blank(DraftText()).sections[0])
    assert codes(draft) == [["overall", "why"], []]
    down = drafting.stepped(draft, "why", up=False)
    assert codes(down) == [["overall"], ["why"]]
    assert codes(drafting.stepped(down, "why", up=False)) == [["overall"], ["why"]]
    assert codes(drafting.stepped(down, "why", up=True)) == [["overall", "why"], []]
    assert codes(drafting.placed(draft, "overall", "main", 9)) == [["why"], ["overall"]]
    assert codes(drafting.section_stepped(down, "main", up=True)) == [["why"], ["overall"]]
    assert codes(drafting.section_removed(down, "main")) == [["overall"]]


def test_s01_a_copy_follows_its_question_under_a_code_of_its_own() -> None:
    draft, code = drafting.duplicated(draft_of(FIVE, COMMENT), "overall", {"overall_copy"})
    assert code == "overall_copy_2"
    assert codes(draft) == [["overall", "overall_copy_2", "comment"]]


def test_s01_another_code_goes_along_into_conditions() -> None:
    draft = draft_of(FIVE, WHY)
    renamed = drafting.question_of(draft, "overall").model_copy(update={"code": "general"})
    changed = drafting.changed(draft, "overall", renamed)
    when = changed.by_code["why"].when
    assert when is not None
    assert [match.question for match in when.any] == ["general"]


def test_s01_codes_are_made_by_themselves_and_never_twice() -> None:
    five = DraftFivePoint(code="x", dimension="price")  # type: ignore[arg-type]  # read by pydantic
    assert drafting.code_for(five, ["price"]) == "price_2"
    asked = DraftFivePoint(code="x", text=DraftText(en="How was your visit to us?"))
    assert drafting.code_for(asked, []) == "how_was_your_visit"
    assert drafting.code_for(DraftFivePoint(code="x", text=DraftText(zh="问")), []) == "five_point"
    assert drafting.new_code("New", [], "x") == "new_2"


def test_s01_differences_name_each_part_once() -> None:
    before, after = draft_of(FIVE, WHY, ROWS, COMMENT), draft_of(COMMENT, FIVE, ROWS)
    after = drafting.changed(after, "overall", NEW.model_copy(update={"code": "overall"}))
    after = drafting.added(after, NEW, "all")
    found = [
        (each.turn, each.question.code if each.question else "", [piece.name for piece in each.pieces])
        for each in differences(before, after)
    ]
    assert found == [
        (Turn.MOVED, "comment", []),
        (Turn.CHANGED, "overall", ["text_zh", "text_en"]),
        (Turn.ADDED, "price", []),
        (Turn.REMOVED, "why", []),
    ]
    assert differences(before, before) == ()


def test_s01_differences_of_answers_and_conditions() -> None:
    options = [
        {"code": 2, "text": WHY["options"][1]["text"]},
        {"code": 1, "text": {"zh": "慢", "en": "Slow"}},
    ]
    (found,) = differences(
        draft_of(FIVE, WHY), draft_of(FIVE, WHY | {"options": options, "most": None, "when": None})
    )
    assert [(piece.name, piece.of) for piece in found.pieces] == [
        ("most", ""),
        ("when", ""),
        ("option_zh", "1"),
        ("option_en", "1"),
        ("option", "3"),
        ("option", "9"),
        ("options_order", ""),
    ]


@pytest.mark.both_databases
def test_s01_an_unfinished_draft_is_kept_and_cannot_be_published(session: Session, cast: Cast) -> None:
    """S-01: half of a question is stored; publishing wants all of it and a reason; then nothing changes."""
    by, boss = cast.inspector, cast.committee
    draft = actions.begin("store", by=by, now=MONDAY)
    assert draft.number == 2
    assert actions.begin("store", by=by, now=MONDAY).id == draft.id

    def add(there: Draft) -> Draft:
        return drafting.added(there, NEW, "visit")

    assert actions.edit(draft, add, DraftEdit.ADDED, "price", by=by, now=MONDAY, seen=1)
    session.expire_all()
    assert draft.edits == 2
    assert draft.draft.by_code["price"].text.en == ""
    with pytest.raises(Invalid, match="unfinished"):
        actions.publish(draft, by=boss, now=MONDAY, reason="价格", seen=2)
    whole = NEW.model_copy(update={"text": DraftText(zh="价格", en="Price")})
    actions.replace_part(
        draft,
        "price",
        lambda there: drafting.digest(there.by_code["price"]),  # type: ignore[arg-type]  # a draft's own
        lambda there: drafting.changed(there, "price", whole),
        by=by,
        now=MONDAY,
        seen=drafting.digest(NEW),
    )
    with pytest.raises(NotAllowed):
        actions.publish(draft, by=by, now=MONDAY, reason="价格")
    with pytest.raises(Invalid, match="reason"):
        actions.publish(draft, by=boss, now=MONDAY)
    actions.publish(draft, by=boss, now=MONDAY, reason="加问价格", seen=3)
    assert queries.current("store") is draft
    assert draft.content.by_code["price"].kind == "five_point"
    with pytest.raises(WrongState):
        actions.edit(draft, add, DraftEdit.ADDED, "price", by=by, now=MONDAY)
    told = [(event.kind, event.reason) for event in history(draft.audit_name)]
    assert told == [
        ("questionnaire.begun", ""),
        ("questionnaire.changed", ""),
        ("questionnaire.changed", ""),
        ("questionnaire.published", "加问价格"),
    ]


def test_h07_of_two_editors_the_second_is_told(session: Session, cast: Cast) -> None:
    """H-07: by the count of edits for a step, by what the part said for a form; other parts do no harm."""
    by = cast.inspector
    draft = actions.begin("store", by=by, now=MONDAY)
    actions.edit(draft, lambda there: drafting.removed(there, "comment"), DraftEdit.REMOVED, "comment",
                 by=by, now=MONDAY, seen=1)  # fmt: skip
    with pytest.raises(Stale):
        actions.edit(draft, lambda there: drafting.removed(there, "hindered"), DraftEdit.REMOVED, "hindered",
                     by=cast.head, now=MONDAY, seen=1)  # fmt: skip

    def frame(title: str, seen: str) -> bool:
        return actions.replace_part(
            draft,
            "frame",
            drafting.digest,
            lambda there: drafting.framed(there, title=DraftText(zh=title)),
            by=cast.head,
            now=MONDAY,
            seen=seen,
        )

    seen = drafting.digest(draft.draft)
    assert frame("到店", seen)
    with pytest.raises(Stale):
        frame("来店", seen)
    assert draft.draft.title.zh == "到店"


def test_s01_the_last_change_is_taken_back_and_made_again(session: Session, cast: Cast) -> None:
    by = cast.inspector
    draft = actions.begin("chat", by=by, now=MONDAY)
    with pytest.raises(WrongState):
        actions.take_back(draft, by=by, now=MONDAY, seen=1)
    actions.edit(draft, lambda there: drafting.removed(there, "comment"), DraftEdit.REMOVED, "comment",
                 by=by, now=MONDAY)  # fmt: skip
    actions.take_back(draft, by=by, now=MONDAY, seen=2)
    assert list(draft.draft.by_code) == ["overall", "comment"]
    actions.take_back(draft, by=by, now=MONDAY, seen=3)
    assert list(draft.draft.by_code) == ["overall"]
    nothing = actions.edit(draft, lambda there: there, DraftEdit.CHANGED, "", by=by, now=MONDAY)
    assert (nothing, draft.edits) == (False, 4)


def test_s01_a_new_one_begins_blank_or_as_a_copy(session: Session, cast: Cast) -> None:
    title = DraftText(zh="装机回访", en="After the installation")
    blank = actions.create(title, by=cast.inspector, now=MONDAY)
    copy = actions.create(title, by=cast.head, now=MONDAY, like=queries.current("store"))
    assert (blank.questionnaire, copy.questionnaire) == ("after_the_installation", "after_the_installation_2")
    assert codes(blank.draft) == [[]]
    assert copy.draft.title == title
    assert list(copy.draft.by_code) == ["overall", "solved", "hindered", "service", "comment"]
    with pytest.raises(NotAllowed):
        actions.create(title, by=cast.agent, now=MONDAY)
    actions.drop(blank, by=cast.inspector, now=MONDAY, seen=1)
    assert (
        session.scalars(select(QuestionnaireVersion.questionnaire)).all().count("after_the_installation") == 0
    )


def test_s01_those_who_may_publish_are_told(session: Session, cast: Cast) -> None:
    """S-01, X-07: administrator, committee and leading group; and the same text is not published again."""
    draft = actions.begin("chat", by=cast.inspector, now=MONDAY)
    with pytest.raises(Invalid, match="as_published"):
        actions.publish(draft, by=cast.committee, now=MONDAY, reason="再发一次")
    assert actions.ask_to_publish(draft, by=cast.inspector, now=MONDAY) == 3
    told = session.scalars(select(Notice.staff_id).where(Notice.kind == "questionnaire_to_publish")).all()
    assert set(told) == {cast.administrator.id, cast.committee.id, cast.leader.id}


def test_s01_the_shelf_counts_answers_and_shows_drafts(session: Session, cast: Cast) -> None:
    actions.begin("chat", by=cast.inspector, now=MONDAY)
    shelf = {each.code: each for each in queries.shelf()}
    assert set(shelf) == {"revisit", "lasting_revisit", "chat", "quarterly", "training", "store"}
    assert next(iter(shelf)) == "chat"
    chat = shelf["chat"]
    assert (chat.newest and chat.newest.number, chat.draft and chat.draft.number, chat.answers) == (1, 2, 0)
