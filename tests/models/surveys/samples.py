"""Questionnaires small enough to read, for the tests of surveys."""

from typing import Any

from models.surveys.document import Document
from models.surveys.rules.answers import Answer

FIVE = {"kind": "five_point", "code": "overall"}
WHY = {
    "kind": "multiple",
    "code": "why",
    "required": False,
    "most": 2,
    "options": [
        {"code": 1, "text": {"zh": "太慢", "en": "Too slow"}},
        {"code": 2, "text": {"zh": "没解决", "en": "Not solved"}},
        {"code": 3, "text": {"zh": "没讲清", "en": "Not explained"}},
        {"code": 9, "alone": True, "text": {"zh": "都不是", "en": "None of these"}},
    ],
    "when": {"any": [{"question": "overall", "any_of": [1, 2]}]},
}
ROWS = {
    "kind": "five_point_matrix",
    "code": "service",
    "not_applicable": True,
    "rows": [
        {"code": "attitude", "text": {"zh": "态度", "en": "Attitude"}},
        {"code": "speed", "text": {"zh": "速度", "en": "Speed"}},
    ],
}
AGAIN = {
    "kind": "single",
    "code": "again",
    "options": [
        {"code": 1, "text": {"zh": "会", "en": "Yes"}},
        {"code": 2, "text": {"zh": "不会", "en": "No"}},
    ],
    "when": {"all": [{"question": "service", "row": "speed", "any_of": [1, 2]}]},
}
RECOMMEND = {"kind": "nps", "code": "recommend"}
COMMENT = {"kind": "text", "code": "comment", "required": False, "longest": 20}


def questionnaire(*questions: dict[str, Any]) -> dict[str, Any]:
    """A document of one section with these questions; those without words get some."""
    words = {"zh": "问题", "en": "Question"}
    return {
        "title": {"zh": "调查", "en": "Survey"},
        "thanks": {"zh": "谢谢", "en": "Thanks"},
        "sections": [{"code": "all", "questions": [{"text": words} | question for question in questions]}],
    }


def document(*questions: dict[str, Any]) -> Document:
    """The same, read."""
    return Document.model_validate(questionnaire(*questions))


def chose(code: int) -> Answer:
    """One choice."""
    return Answer({"": code})


EVERYTHING = document(FIVE, WHY, ROWS, AGAIN, RECOMMEND, COMMENT)
