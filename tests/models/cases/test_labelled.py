"""T-05: how often the suggestion is right on texts it was not tuned on, and that the document says so."""

from collections import Counter
from pathlib import Path

import pytest

from models.cases.words import Confidence
from models.surveys.rules.statistics import Share
from tests.models.cases import labelling
from tests.models.cases.labelling import PARTS, accuracy, by_confidence, found, in_language, part_of, texts

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "suggestion.md"
FLOORS = {
    "category, first level": 0.83,
    "category, second level": 0.79,
    "grade": 0.78,
    "urgency": 0.97,
    "department": 0.80,
}
"""What was reached on the test part when the words were tuned; fewer right ones are a step back."""


def line(name: str, share: Share) -> str:
    """A line of the document's table."""
    return f"| {name} | {share.n} | {share.hits} | {share.value:.1%} | {share.low:.1%} to {share.high:.1%} |"


def test_enough_texts_and_enough_of_them_for_testing() -> None:
    """At least 300, 40 % of them for testing, some 15 % in English, every category in both parts."""
    sizes = {part: len(texts(part)) for part in PARTS}
    whole = sum(sizes.values())
    assert whole >= 300
    assert sizes["test"] >= 0.4 * whole
    assert 0.12 <= sum(each.english for part in PARTS for each in texts(part)) / whole <= 0.18
    wanted = {each.code for each in labelling.rules().categories if each.parent}
    assert {part: {each.category for each in texts(part)} for part in PARTS} == dict.fromkeys(PARTS, wanted)


@pytest.mark.parametrize("part", PARTS)
def test_the_parts_are_split_by_the_rule(part: str) -> None:
    """Nobody can move a text that is in the way from the test part to the other."""
    assert {part_of(each.text) for each in texts(part)} == {part}


def test_no_text_is_there_twice() -> None:
    times = Counter(each.text for part in PARTS for each in texts(part))
    assert [text for text, count in times.items() if count > 1] == []


@pytest.mark.parametrize("part", PARTS)
def test_labels_fit_the_rulebook(part: str) -> None:
    """G-01: complaints are graded, others are not; the department is the category's, or service (G-02)."""
    service = labelling.rules().routes.customer_service
    for each in texts(part):
        direct = (each.grade == 1 and not each.urgent) or each.kind in ("inquiry", "praise")
        own = labelling.rules().category(each.category).department
        assert each.department == (service if direct else own), each.text
        assert (each.grade in (1, 2, 3)) is (each.kind == "complaint"), each.text


@pytest.mark.parametrize("name", FLOORS)
def test_accuracy_on_the_test_part(name: str) -> None:
    """T-05: not below what was reached."""
    share = accuracy("test")[name]
    print(line(name, share))
    assert share.value >= FLOORS[name]


def test_confidence_can_be_trusted() -> None:
    """T-05: the surer, the more often right."""
    shares = by_confidence("test")
    assert shares[Confidence.HIGH].value >= 0.9
    assert shares[Confidence.HIGH].value > shares[Confidence.MEDIUM].value > shares[Confidence.LOW].value


def test_what_is_urgent_or_severe_is_mostly_heard() -> None:
    """T-02, G-04: what must not be missed."""
    urgent, _ = found("test", lambda text: text.urgent, lambda said: said.urgent)
    severe, _ = found("test", lambda text: text.grade == 3, lambda said: said.grade == 3)
    assert urgent.value >= 0.75
    assert severe.value >= 0.8


def test_the_document_says_what_is_measured() -> None:
    """The figures that people read are those of this code and these words."""
    said = DOCUMENT.read_text(encoding="utf-8")
    urgent = found("test", lambda text: text.urgent, lambda told: told.urgent)
    severe = found("test", lambda text: text.grade == 3, lambda told: told.grade == 3)
    rows = {
        **accuracy("test"),
        **{f"second level, confidence {word.value}": each for word, each in by_confidence("test").items()},
        "second level, Chinese": in_language("test", english=False),
        "second level, English": in_language("test", english=True),
        "urgent texts that are found": urgent[0],
        "texts called urgent that are": urgent[1],
        "texts of grade 3 that are found": severe[0],
        "texts called grade 3 that are": severe[1],
    }
    assert [row for name, share in rows.items() if (row := line(name, share)) not in said] == []
