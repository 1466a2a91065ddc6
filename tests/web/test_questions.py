"""An answer read back: every kind of question, in the reader's language (R-02, S-02)."""

import pytest
from flask import Flask

from models.people.tables import Language
from models.surveys.rules.answers import Answer
from tests.models.surveys.samples import EVERYTHING, chose
from web.language import speaking
from web.questions import Part, said

ANSWERS = {
    "overall": chose(2),
    "why": Answer({"1": 1, "3": 1}),
    "service": Answer({"attitude": 0, "speed": 1}),
    "again": chose(2),
    "recommend": chose(3),
    "comment": Answer(text="Zu spät"),
}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.ZH, ("太慢", "没讲清", "不适用", "态度", "速度", "不会", "3 分（满分 10 分）")),
        (Language.EN, ("Too slow", "Not explained", "Does not apply", "Attitude", "Speed", "No", "3 of 10")),
    ],
)
def test_r02_every_kind_of_answer_is_read_in_the_readers_language(
    app: Flask, language: Language, words: tuple[str, ...]
) -> None:
    slow, unclear, not_mine, attitude, speed, no, three = words
    with app.test_request_context(), speaking(language):
        read = said(EVERYTHING, ANSWERS)
    assert [(each.code, each.parts) for each in read] == [
        ("overall", (Part(points=2),)),
        ("why", (Part(slow), Part(unclear))),
        ("service", (Part(not_mine, label=attitude), Part(points=1, label=speed))),
        ("again", (Part(no),)),
        ("recommend", (Part(three),)),
        ("comment", (Part("Zu spät", own=True),)),
    ]


def test_s01_what_lies_on_a_way_that_was_left_is_not_shown(app: Flask) -> None:
    """Who ticked reasons, went back and was content, gave no reasons."""
    with app.test_request_context(), speaking(Language.ZH):
        read = said(EVERYTHING, ANSWERS | {"overall": chose(5), "comment": Answer()})
    assert [each.code for each in read] == ["overall", "service", "again", "recommend", "comment"]
    assert read[-1].parts == ()
