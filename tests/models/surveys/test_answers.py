"""What counts as an answer (S-01)."""

import pytest

from models.errors import Invalid
from models.surveys.rules.answers import Answer, Given, answer_of
from tests.models.surveys.samples import EVERYTHING


@pytest.mark.parametrize(
    ("code", "given", "answer"),
    [
        ("overall", {"": ["4"]}, Answer({"": 4})),
        ("overall", {"": ["4", "1"]}, Answer({"": 1})),
        ("why", {}, Answer()),
        ("why", {"": ["3", "1", "3"]}, Answer({"1": 1, "3": 1})),
        ("why", {"": ["9"]}, Answer({"9": 1})),
        ("service", {"attitude": ["5"], "speed": ["0"]}, Answer({"attitude": 5, "speed": 0})),
        ("recommend", {"": ["0"]}, Answer({"": 0})),
        ("comment", {"": ["  谢谢\r\n你们\x00 "]}, Answer(text="谢谢\n你们")),
        ("comment", {}, Answer()),
    ],
)
def test_s01_what_is_meant_is_read(code: str, given: Given, answer: Answer) -> None:
    assert answer_of(EVERYTHING.by_code[code], given) == answer


@pytest.mark.parametrize(
    ("code", "given", "why"),
    [
        ("overall", {}, "required"),
        ("overall", {"": [""]}, "required"),
        ("overall", {"": ["0"]}, "choice"),
        ("overall", {"": ["6"]}, "choice"),
        ("overall", {"": ["-1"]}, "choice"),
        ("overall", {"": ["５"]}, "choice"),
        ("overall", {"": ["<script>"]}, "choice"),
        ("overall", {"": ["9" * 5000]}, "choice"),
        ("why", {"": ["1", "2", "3"]}, "too_many"),
        ("why", {"": ["1", "9"]}, "alone"),
        ("why", {"": ["4"]}, "choice"),
        ("service", {"attitude": ["5"]}, "required"),
        ("recommend", {"": ["11"]}, "choice"),
        ("comment", {"": ["好" * 21]}, "too_long"),
    ],
)
def test_s01_what_is_not_an_answer_is_refused_with_the_reason(code: str, given: Given, why: str) -> None:
    with pytest.raises(Invalid) as refused:
        answer_of(EVERYTHING.by_code[code], given)
    assert (refused.value.field, refused.value.why) == (code, why)
