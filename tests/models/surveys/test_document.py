"""What a questionnaire may hold (S-01)."""

from typing import Any

import pytest
from pydantic import ValidationError

from models.surveys.document import Document
from models.surveys.installed import documents
from tests.models.surveys.samples import AGAIN, COMMENT, FIVE, ROWS, WHY, document, questionnaire


def test_s01_the_ready_questionnaires_hold_together_in_both_languages() -> None:
    ready = documents()
    assert sorted(ready) == ["chat", "lasting_revisit", "quarterly", "revisit", "store", "training"]
    for content in ready.values():
        for question in content.questions:
            assert question.text.zh != question.text.en
        assert content.by_code["overall"].choices() == {1, 2, 3, 4, 5}
    for name in ("lasting_revisit", "revisit"):
        assert ready[name].by_code["solved"].choices() == {1, 2, 3}


def test_s01_a_question_speaks_the_readers_language_and_chinese_to_all_others() -> None:
    text = documents()["revisit"].by_code["solved"].text
    assert (text.said("zh"), text.said("en"), text.said("fr")) == (
        "您的问题解决了吗？",
        "Is your problem solved?",
        "您的问题解决了吗？",
    )


@pytest.mark.parametrize(
    ("questions", "complaint"),
    [
        ((FIVE, FIVE), "question overall is there twice"),
        ((WHY,), "why depends on overall, which does not come earlier"),
        ((WHY, FIVE), "why depends on overall, which does not come earlier"),
        ((FIVE, WHY | {"most": 5}), "why allows more choices than it has"),
        ((FIVE, WHY | {"options": [*WHY["options"], WHY["options"][0]]}), "in why, option 1 is there twice"),
        ((ROWS | {"rows": [ROWS["rows"][0]] * 2},), "in service, row attitude is there twice"),
        (
            (FIVE, COMMENT | {"when": {"all": [{"question": "overall", "any_of": [6]}]}}),
            "comment depends on choices that overall does not have",
        ),
        (
            (ROWS, AGAIN | {"when": {"all": [{"question": "service", "any_of": [1]}]}}),
            "again depends on a row of service that is not there",
        ),
        (
            (FIVE, COMMENT | {"when": {"all": [{"question": "overall", "row": "x", "any_of": [1]}]}}),
            "comment depends on a row of overall that is not there",
        ),
    ],
)
def test_s01_what_does_not_hold_together_is_refused(questions: Any, complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        document(*questions)


@pytest.mark.parametrize("missing", [{"zh": "问题"}, {"en": "Question"}, {"zh": "问题", "en": "  "}])
def test_s01_a_sentence_in_one_language_only_is_refused(missing: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        document(FIVE | {"text": missing})


def test_s01_a_word_we_do_not_know_is_refused_and_nothing_can_be_changed() -> None:
    with pytest.raises(ValidationError):
        Document.model_validate(questionnaire(FIVE | {"colour": "red"}))
    with pytest.raises(ValidationError):
        document(FIVE).questions[0].code = "other"
