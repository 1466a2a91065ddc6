"""T-05: the words that decided are marked in the customer's text, as the customer spelled them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.cases.rules.marking import marked
from models.cases.rules.suggestion import suggest
from models.rulebook.document import Rules, parse
from models.rulebook.installed import first_document

RULES: Rules = parse(first_document())


def shown(text: str) -> str:
    """The text with its marks, as «…»."""
    hints = suggest(text, RULES).as_facts()["hints"]
    pieces = marked(text, hints, RULES)
    return "".join(f"«{piece.text}»" if piece.decided else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("家里又断网了，要求减免月费。", "家里«又断网»了，«要求减免月费»。"),
        ("My Router has an OUTAGE again", "My Router has an «OUTAGE» «again»"),
        ("ＡＰＰ打不开　ＢＵＧ", "ＡＰＰ«打不开»　«ＢＵＧ»"),
        ("没有断网，是打不开 App", "没有断网，是«打不开» «App»"),
        ("上周没断网，昨天断网", "上周没断网，昨天«断网»"),
        ("断网\n断网", "«断网»\n«断网»"),
        ("一切正常", "一切正常"),
        ("", ""),
    ],
)
def test_each_word_where_it_counts(text: str, expected: str) -> None:
    """T-05: in whatever case and width, not behind a negation; all else stays as it was written."""
    assert shown(text) == expected


@given(st.text(max_size=60))
def test_the_text_stays_whole(around: str) -> None:
    """T-05: whatever signs stand around it, nothing of the customer's words is lost or changed."""
    text = f"{around}断网{around}ＡＰＰ打不开{around}"
    hints = [{"word": "断网", "points_to": "network_fault"}]
    assert "".join(piece.text for piece in marked(text, hints, RULES)) == text


def test_signs_that_fold_to_several_are_marked_whole() -> None:
    """T-05: ㎡ folds to two letters, が of half width and its mark to one sign; places still fit."""
    assert shown("３０㎡的房子ｶﾞ断网") == "３０㎡的房子ｶﾞ«断网»"


def test_words_of_a_rule_that_is_no_longer_known_are_not_marked() -> None:
    """RB-01: a hint that points to nothing marks nothing."""
    (piece,) = marked("断网", [{"word": "断网", "points_to": "gone"}], RULES)
    assert (piece.text, piece.decided) == ("断网", False)
