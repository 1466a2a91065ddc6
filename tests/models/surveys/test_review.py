"""What the review of a draft finds, and that "nobody is led there" is exactly so (S-01)."""

from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.surveys.document import Document, FivePointMatrix, FreeText, Multiple, Question
from models.surveys.draft import Draft
from models.surveys.installed import documents
from models.surveys.rules.answers import Answer
from models.surveys.rules.reachable import longest_way, never_asked, never_entered
from models.surveys.rules.review import Finding, Why, blocking, review
from models.surveys.rules.screens import path
from tests.models.surveys.samples import AGAIN, COMMENT, EVERYTHING, FIVE, ROWS, WHY, questionnaire

WORDS = {"zh": "问题", "en": "Question"}


def found(*questions: dict[str, Any], **frame: Any) -> set[tuple[Why, str]]:
    """What the review finds in a draft of these questions, with the part it stands at."""
    draft = Draft.model_validate(questionnaire(*questions) | frame)
    return {(each.why, each.at) for each in review(draft)}


def single(code: str, when: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    options = [{"code": n, "text": WORDS} for n in (1, 2, 3)]
    return {"kind": "single", "code": code, "options": options, **({"when": when} if when else {}), **more}


def on(question: str, *codes: int, row: str | None = None) -> dict[str, Any]:
    return {"question": question, "any_of": list(codes), **({"row": row} if row else {})}


def test_s01_what_is_whole_has_nothing_to_be_put_right() -> None:
    assert blocking(review(EVERYTHING)) == ()
    for code, document in documents().items():
        assert blocking(review(document, code)) == ()


def test_s02_the_quarterly_survey_has_every_standard_dimension() -> None:
    """S-02: all seven dimensions are measured; each questionnaire begins with the five points."""
    measured = set()
    for question in documents()["quarterly"].questions:
        rows = question.rows if isinstance(question, FivePointMatrix) else [question]
        measured |= {getattr(row, "dimension", None) for row in rows} - {None}
    assert {each.value for each in measured} == {
        "quality", "attitude", "speed", "resolution", "price", "overall", "handling"
    }  # fmt: skip
    assert {each.questions[0].kind for each in documents().values()} == {"five_point"}


def test_s01_a_missing_text_is_named_at_its_place() -> None:
    half = {"kind": "five_point", "code": "half", "dimension": "overall", "text": {"zh": "问题", "en": ""}}
    assert found(half) == {(Why.NO_EN, "half")}
    assert found(half | {"text": {"zh": "", "en": ""}}) == {(Why.NO_TEXT, "half")}
    hinted = half | {"text": WORDS, "hint": {"en": "A hint"}}
    assert found(hinted) == {(Why.NO_ZH, "half")}
    options = [{"code": 1, "text": WORDS}, {"code": 2, "text": {"zh": "是"}}]
    draft = Draft.model_validate(questionnaire(FIVE, single("one") | {"options": options}))
    about = [(each.why, each.field, dict(each.about)) for each in blocking(review(draft))]
    assert about == [(Why.NO_EN, "options", {"n": 2})]
    assert (Why.NO_TEXT, "") in found(FIVE, thanks={})


def test_s01_too_few_answers_codes_twice_and_more_choices_than_there_are() -> None:
    few = single("few") | {"options": [{"code": 1, "text": WORDS}]}
    assert (Why.FEW_OPTIONS, "few") in found(FIVE, few)
    twice = single("twice") | {"options": [{"code": 1, "text": WORDS}, {"code": 1, "text": WORDS}]}
    assert (Why.CODE_TWICE, "twice") in found(FIVE, twice)
    assert (Why.CODE_TWICE, "one") in found(FIVE, single("one"), single("one"))
    assert (Why.MOST, "why") in found(FIVE, WHY | {"most": 9})
    assert (Why.FEW_ROWS, "service") in found(FIVE, ROWS | {"rows": []})
    assert (Why.NO_QUESTIONS, "all") in found()
    assert found(sections=[]) == {(Why.NO_QUESTIONS, "")}


def test_s01_conditions_on_what_is_gone_later_or_has_no_such_answer() -> None:
    def at(when: dict[str, Any]) -> set[Why]:
        return {why for why, where in found(FIVE, ROWS, single("one", when), COMMENT) if where == "one"}

    assert at({"all": [on("nowhere", 1)]}) == {Why.WHEN_GONE}
    assert at({"all": [on("comment", 1)]}) == {Why.WHEN_LATER}
    assert at({"all": [on("one", 1)]}) == {Why.WHEN_LATER}
    assert at({"any": [on("overall", 9)]}) == {Why.WHEN_CHOICE}
    assert at({"any": [on("overall")]}) == {Why.WHEN_EMPTY}
    assert at({"any": [on("service", 1)]}) == {Why.WHEN_ROW}
    assert at({"any": [on("service", 1, row="nothing")]}) == {Why.WHEN_ROW}
    assert at({"any": [on("overall", 1, 2)], "all": [on("service", 5, row="speed")]}) == set()


def test_s01_contradictory_conditions_lead_nowhere() -> None:
    """S-01: at once, over two questions, and by way of a question that is itself asked of others only."""
    both = {"all": [on("overall", 1), on("overall", 5)]}
    assert (Why.UNREACHABLE, "one") in found(FIVE, single("one", both))
    sad = single("sad", {"all": [on("overall", 1, 2)]})
    hidden = single("hidden", {"all": [on("sad", 1), on("overall", 4, 5)]})
    assert (Why.UNREACHABLE, "hidden") in found(FIVE, sad, hidden)
    possible = single("possible", {"any": [on("sad", 1), on("overall", 4, 5)]})
    assert (Why.UNREACHABLE, "possible") not in found(FIVE, sad, possible)
    three = single("three", {"all": [on("why", 1), on("why", 2), on("why", 3)]})
    assert (Why.UNREACHABLE, "three") in found(FIVE, WHY, three)
    alone = single("alone", {"all": [on("why", 1), on("why", 9)]})
    assert (Why.UNREACHABLE, "alone") in found(FIVE, WHY, alone)


def test_s01_a_closed_section_is_named_once_and_not_its_questions() -> None:
    sections = [
        {"code": "a", "questions": [FIVE | {"text": WORDS, "dimension": "overall"}]},
        {
            "code": "b",
            "when": {"all": [on("overall", 1), on("overall", 2)]},
            "questions": [single("one") | {"text": WORDS}],
        },
    ]
    assert found(sections=sections) == {(Why.UNREACHABLE, "b")}


def test_s01_advice_blocks_nothing() -> None:
    assert found(FIVE) == {(Why.NO_DIMENSION, "overall")}
    long = [FIVE | {"code": f"q{n}", "dimension": "overall"} for n in range(13)]
    assert found(*long) == {(Why.LONG, "")}
    assert found(FIVE | {"dimension": "price"}, COMMENT | {"required": True}) == {
        (Why.REQUIRED_WORDS, "comment")
    }
    assert found(single("first")) == {(Why.FIRST_NOT_FIVE, "first")}
    assert not any(Finding(why).blocks for why in (Why.LONG, Why.NO_DIMENSION, Why.FIRST_NOT_FIVE))


@pytest.mark.parametrize("questionnaire_code", ["revisit", "lasting_revisit"])
def test_r04_what_decides_about_a_case_stays(questionnaire_code: str) -> None:
    """R-04: `overall` and `solved` with its three answers are read by the system."""
    ready = documents()[questionnaire_code].model_dump(mode="json", exclude_none=True)
    section = ready["sections"][0]
    solved = next(each for each in section["questions"] if each["code"] == "solved")
    without = [each for each in section["questions"] if each["code"] != "solved"]

    def whys(questions: list[Any]) -> set[Why]:
        draft = Draft.model_validate({**ready, "sections": [{**section, "questions": questions}]})
        return {each.why for each in review(draft, questionnaire_code) if each.why.startswith("kept")}

    assert whys(section["questions"]) == set()
    assert whys(without) == {Why.KEPT_GONE}
    assert whys([solved, *without]) == {Why.KEPT_NOT_FIRST}
    fewer = {**solved, "options": solved["options"][:2]}
    assert whys([without[0], fewer, *without[1:]]) == {Why.KEPT_CHANGED}
    assert whys([without[0], {**solved, "required": False}, *without[1:]]) == {Why.KEPT_CHANGED}


def test_s01_a_code_keeps_its_kind_through_all_versions() -> None:
    """S-06: figures of one code are counted together, so it never changes its kind."""
    old = Document.model_validate(questionnaire(FIVE, single("reason")))
    new = Draft.model_validate(questionnaire(FIVE, {"kind": "nps", "code": "reason"}))
    assert Why.CODE_USED in {each.why for each in review(new, "sample", [old])}


def answers_to(question: Question) -> list[Answer | None]:
    """Everything that a question can be answered with."""
    nothing: list[Answer | None] = [None]
    if isinstance(question, FreeText):
        return nothing
    if isinstance(question, FivePointMatrix):
        return [
            Answer({row.code: code for row, code in zip(question.rows, codes, strict=True)})
            for codes in product((5, 1), repeat=len(question.rows))
        ]
    if isinstance(question, Multiple):
        codes = sorted(question.choices())
        lonely = {option.code for option in question.options if option.alone}
        some = [
            set(each) for n in range(1, (question.most or len(codes)) + 1) for each in combinations(codes, n)
        ]
        return nothing + [
            Answer({str(code): 1 for code in each}) for each in some if len(each) == 1 or not each & lonely
        ]
    return nothing + [Answer({"": code}) for code in sorted(question.choices())]


def walked(document: Document) -> tuple[set[str], int]:
    """Every question that any answers lead to, and the most screens there are: by trying them all."""
    reached, longest = set(), 0
    for chosen in product(*(answers_to(question) for question in document.questions)):
        answers = {
            question.code: answer
            for question, answer in zip(document.questions, chosen, strict=True)
            if answer is not None
        }
        way = path(document, answers)
        reached |= {question.code for question in way}
        longest = max(longest, len(way))
    return reached, longest


@st.composite
def small_documents(draw: st.DrawFn) -> Document:
    """Questionnaires of up to five questions whose conditions look back at any of them."""
    questions: list[dict[str, Any]] = []
    for n in range(draw(st.integers(2, 4))):
        kind = draw(st.sampled_from(["single", "multiple", "matrix"]))
        options = [
            {"code": code, "text": WORDS, "alone": code == 3 and kind == "multiple"} for code in (1, 2, 3)
        ]
        made: dict[str, Any] = {"code": f"q{n}", "text": WORDS, "kind": kind}
        if kind == "matrix":
            made |= {
                "kind": "five_point_matrix",
                "rows": [{"code": row, "text": WORDS} for row in ("a", "b")],
            }
        elif kind == "multiple":
            made |= {"options": options, "most": draw(st.sampled_from([None, 1, 2]))}
        else:
            options = [{key: value for key, value in each.items() if key != "alone"} for each in options]
            made |= {"options": options, "required": draw(st.booleans())}
        matches = st.sampled_from(questions).flatmap(match_on) if questions else None
        if matches is not None and draw(st.booleans()):
            made["when"] = {
                "all": draw(st.lists(matches, max_size=2)),
                "any": draw(st.lists(matches, max_size=2)),
            }
        questions.append(made)
    middle = draw(st.integers(1, len(questions)))
    sections: list[dict[str, Any]] = [{"code": "s", "questions": questions[:middle]}]
    if questions[middle:]:
        sections.append({"code": "t", "questions": questions[middle:]})
        if draw(st.booleans()):
            sections[1]["when"] = {"all": [draw(st.sampled_from(questions[:middle]).flatmap(match_on))]}
    return Draft.model_validate({"title": WORDS, "thanks": WORDS, "sections": sections})


def match_on(question: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    if question["kind"] == "five_point_matrix":
        rows = st.sampled_from(["a", "b"])
        return st.builds(lambda row, code: on(question["code"], code, row=row), rows, st.sampled_from([1, 5]))
    codes = st.lists(st.sampled_from([1, 2, 3]), min_size=1, max_size=2, unique=True)
    return codes.map(lambda some: on(question["code"], *some))


@settings(max_examples=150, deadline=None)
@given(small_documents())
def test_s01_nobody_is_led_there_exactly_when_no_answers_do(document: Document) -> None:
    """S-01: the search and the trying of all answers agree, and so do the longest ways."""
    reached, longest = walked(document)
    assert never_asked(document) == {question.code for question in document.questions} - reached
    assert longest_way(document) == longest
    for section in document.sections:
        if section.code in never_entered(document):
            assert reached.isdisjoint(question.code for question in section.questions)


def test_s01_the_longest_way_leaves_out_what_excludes_itself() -> None:
    glad = single("glad", {"all": [on("overall", 5)]})
    sad = single("sad", {"all": [on("overall", 1)]})
    assert longest_way(Document.model_validate(questionnaire(FIVE, glad, sad))) == 2
    assert longest_way(Document.model_validate(questionnaire(FIVE, ROWS, AGAIN))) == 3
