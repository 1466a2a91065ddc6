"""Normal forms of what strangers send."""

import pytest

from models.texts import MOST_MARKS, composed

MANY = 100_000
"""As many marks in a row, sorted one by one, would take this test several minutes."""


@pytest.mark.parametrize(
    ("sent", "form", "whole"),
    [
        ("plain", "NFC", "plain"),
        ("e\u0301", "NFC", "é"),
        ("ｶﾞ", "NFKC", "ガ"),
        ("ＨＹ－２０２６", "NFKC", "HY-2026"),
        ("Tiê\u0301ng Vie\u0323\u0302t", "NFC", "Tiếng Việt"),
    ],
)
def test_texts_are_put_together(sent: str, form: str, whole: str) -> None:
    assert composed(sent, form) == whole  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second", "form"),
    [
        ("\u0315", "\u0334", "NFC"),
        ("\u0315", "\u0334", "NFKC"),
        ("\u0f73\u0f73", "\u0f71", "NFC"),  # a mark that is two marks
        ("\uff9e\u0315", "\u0334", "NFKC"),  # a sign of its own that becomes a mark
    ],
)
def test_rows_of_marks_are_cut(first: str, second: str, form: str) -> None:
    """A letter under a hundred thousand marks is no letter, and must not keep the server busy."""
    whole = composed(f"a{first * MANY}{second * MANY}b", form)  # type: ignore[arg-type]
    assert whole.startswith("a")
    assert whole.endswith("b")
    assert len(whole) <= 2 * MOST_MARKS + 2


def test_as_many_marks_as_a_language_needs_stay() -> None:
    thai, marked = "กี่", "a" + "\u0334" * MOST_MARKS
    assert composed(thai) == thai
    assert composed(marked) == marked
