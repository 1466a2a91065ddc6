"""T-05: how words, phrases, amounts and earlier decisions are weighed, on a rulebook made for it."""

from typing import Any

import pytest

from models.cases.rules.suggestion import Decided, Suggested, suggest
from models.cases.words import Confidence
from models.rulebook.document import InvalidDocument, Rules, parse
from models.rulebook.installed import first_document

NET, FEES, SMALL, BROKEN, GRAVE = "network_fault", "fees_charge", "small_effect", "partial_failure", "outage"


def rules(
    words: dict[str, dict[str, int]], *, entries: dict[str, dict[str, Any]] | None = None, **weighing: Any
) -> Rules:
    """The first rulebook with no words but these, by the code of a category or criterion."""
    document = dict(first_document())
    entries = entries or {}

    def made(entry: dict[str, Any]) -> dict[str, Any]:
        kept = {name: entry[name] for name in entry if name not in {"words", "unless", "amounts", "usual"}}
        return kept | {"words": words.get(entry["code"], {})} | entries.get(entry["code"], {})

    document["categories"] = [made(entry) for entry in document["categories"]]
    document["criteria"] = [made(entry) for entry in document["criteria"]]
    for checklist in ("urgency", "importance"):
        document[checklist] = document[checklist] | {
            "criteria": [made(entry) for entry in document[checklist]["criteria"]]
        }
    document["suggestion"] = document["suggestion"] | weighing
    return parse(document)


def words_of(found: Suggested) -> list[str]:
    return [hint.word for hint in found.hints]


def test_a_rulebook_stored_before_still_reads_and_weighs_as_it_did() -> None:
    """RB-01: no newer field is needed; without them … is a sign like others, and any place will do."""
    document = dict(first_document())
    newer = {"gap", "word_starts", "amount_reach", "likely", "sure", "votes"}
    document["suggestion"] = {k: v for k, v in document["suggestion"].items() if k not in newer}
    for part in ("categories", "criteria"):
        document[part] = [
            {name: entry[name] for name in entry if name not in {"amounts", "usual"}}
            for entry in document[part]
        ]
    old = parse(document)
    assert (old.suggestion.gap, old.suggestion.word_starts, old.suggestion.votes) == (0, False, None)
    assert suggest("家里断网", old).category == NET
    plain = rules({NET: {"没…来": 6, "net": 6}}, gap=0, word_starts=False)
    assert suggest("没有人来", plain).category is None
    assert suggest("没…来", plain).category == NET
    assert suggest("ethernet", plain).category == NET


def test_a_phrase_with_a_gap() -> None:
    """Up to so many signs, never over the end of a sentence; the reason is what stands in the text."""
    found = rules({NET: {"约…没来": 6}}, gap=6)
    assert words_of(suggest("约好九点师傅没来", found)) == ["约好九点师傅没来"]
    assert suggest("约了。没来", found).category is None
    assert suggest("约好上午九点到十一点没来", found).category is None
    assert words_of(suggest("约没来", found)) == ["约没来"]


def test_latin_words_begin_where_a_word_begins() -> None:
    """Endings may differ, beginnings may not."""
    found = rules({NET: {"sue": 6}}, word_starts=True)
    assert suggest("I will sue. He sued.", found).category == NET
    assert suggest("an issue with tissues", found).category is None


def test_a_latin_negation_is_a_word_too() -> None:
    found = rules({NET: {"signal": 6}}, word_starts=True, negations=["no"], reach=1)
    assert suggest("no signal", found).category is None
    assert suggest("the casino signal", found).category == NET


def test_the_longer_of_two_words_counts() -> None:
    """退款 is part of 没退款; where it also stands by itself it counts by itself."""
    found = rules({NET: {"退款": 4, "没退款": 6}}, negations=[])
    assert words_of(suggest("还没退款", found)) == ["没退款"]
    assert words_of(suggest("没退款，我要退款", found)) == ["退款", "没退款"]


def test_two_phrases_found_in_one_place_count_once() -> None:
    found = rules({NET: {"没来": 4, "没…来": 6}}, gap=4, negations=[])
    assert words_of(suggest("没来", found)) == ["没来"]


def test_amounts_of_money() -> None:
    """A criterion may ask for an amount near certain words; the amount is the reason."""
    large = {"amounts": [{"least": 5000, "near": ["赔"], "weight": 6}]}
    small = {"amounts": [{"least": 1, "most": 4999, "near": ["赔"], "weight": 4}]}
    found = rules({}, entries={"large_claim": large, "reasonable_compensation": small})
    assert suggest("赔我八万元", found).grade == 3
    assert words_of(suggest("赔我八万元", found)) == ["八万元"]
    assert suggest("赔我两百元", found).grade == 2
    assert suggest("我月薪八万元", found).grade is None
    assert suggest(f"赔！{'嗯' * 40}八万元", found).grade is None


def test_what_is_usual_for_a_category() -> None:
    """Where no criterion is hinted at, the category's usual one is suggested, and said to be no more."""
    found = rules(
        {NET: {"断网": 6}, GRAVE: {"全断": 5}}, entries={NET: {"usual": [BROKEN], "words": {"断网": 6}}}
    )
    plain = suggest("断网", found)
    assert (plain.grade, plain.criteria, plain.usual) == (2, (BROKEN,), (BROKEN,))
    grave = suggest("断网，全断", found)
    assert (grave.grade, grave.criteria, grave.usual) == (3, (GRAVE,), ())
    assert suggest("全断", found).usual == ()


def test_a_usual_criterion_must_be_there() -> None:
    with pytest.raises(InvalidDocument, match="'network_fault' names the criterion 'nothing', which is not"):
        rules({}, entries={NET: {"usual": ["nothing"]}})


def test_signs_of_a_small_matter() -> None:
    """G-01: they outweigh moderate signs, never severe ones, and say nothing where the matter is unknown."""
    found = rules({NET: {"断网": 6}, SMALL: {"不急": 5}, BROKEN: {"不能用": 4}, GRAVE: {"全断": 5}})
    assert suggest("断网不能用，不急", found).criteria == (SMALL,)
    assert suggest("断网不能用", found).criteria == (BROKEN,)
    assert suggest("断网全断，不急", found).grade == 3
    assert suggest("不急", found).grade is None
    assert suggest("不急，不能用", found).grade is None


def test_confidence_is_the_lead() -> None:
    found = rules({NET: {"甲": 4, "乙": 3}, FEES: {"丙": 3, "丁": 2}}, likely=2, sure=5, least=3)
    told = {text: suggest(text, found).confidence for text in ("甲乙", "甲", "甲乙丙丁", "丙甲", "无")}
    assert told == {
        "甲乙": Confidence.HIGH,
        "甲": Confidence.MEDIUM,
        "甲乙丙丁": Confidence.MEDIUM,
        "丙甲": Confidence.LOW,
        "无": Confidence.NONE,
    }


def decided(number: str, category: str, likeness: float = 0.5, **changes: Any) -> Decided:
    told: dict[str, Any] = {"department": "JS", "grade": 2, "criteria": (BROKEN,)}
    return Decided(number, likeness, category, **(told | changes))


VOTES = {"most": 3, "likeness": 40, "weight": 3, "agreeing": 2}


def test_earlier_decisions_vote() -> None:
    """Three like cases weigh more than one word; their numbers are the reason."""
    found = rules({FEES: {"账单": 5}}, votes=VOTES)
    like = [decided("HY-1", NET), decided("HY-2", FEES), decided("HY-3", NET), decided("HY-4", FEES)]
    told = suggest("账单", found, like)
    assert told.category == FEES
    assert [(vote.category, vote.cases, vote.weight) for vote in told.votes] == [
        (NET, ("HY-1", "HY-3"), 6),
        (FEES, ("HY-2",), 3),
    ]
    assert suggest("一句话", found, like).category == NET
    assert told.as_facts()["votes"][0] == {"category": NET, "cases": ["HY-1", "HY-3"], "weight": 6}


def test_who_does_not_vote() -> None:
    """Texts that are not like enough, categories that are gone, and nobody under a rulebook without votes."""
    found = rules({}, votes=VOTES)
    assert suggest("一句话", found, [decided("HY-1", NET, 0.39), decided("HY-2", "gone")]).votes == ()
    assert suggest("一句话", rules({}, votes=None), [decided("HY-1", NET)]).votes == ()


def test_like_cases_say_grade_and_department_where_words_do_not() -> None:
    """Enough of them must agree; the criteria are those that most of them share."""
    found = rules({NET: {"断网": 6}, GRAVE: {"全断": 5}}, votes=VOTES)
    two = [
        decided("HY-1", NET, department="YF", criteria=(BROKEN, "repeated_contact")),
        decided("HY-2", NET, department="YF"),
    ]
    told = suggest("断网", found, two)
    assert (told.department, told.grade, told.criteria) == ("YF", 2, (BROKEN,))
    assert suggest("断网，全断", found, two).grade == 3
    one = suggest("断网", found, two[:1])
    assert (one.department, one.grade) == ("JS", None)
    torn = suggest("断网", found, [two[0], decided("HY-3", NET, grade=3, criteria=(GRAVE,))])
    assert (torn.department, torn.grade) == ("JS", None)
