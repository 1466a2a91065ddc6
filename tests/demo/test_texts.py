"""The texts of the demo company: nobody says what somebody else has said, and all of it fits."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from statistics import mean, pstdev

from demo.calendar.working import rules
from demo.scenes import scenes
from demo.story import CaseStory, Company, Resulted, RevisitAnswered, Triaged
from demo.telling.heard import heard_grade
from demo.writing.ledger import sentences
from demo.writing.sheet import sheets
from models.cases.rules.suggestion import suggest
from models.cases.words import Kind
from tests.demo.conftest import HOTLINE

RUN = 30
"""Signs in a row that two customers' texts may share in at most PAIRS pairs of texts."""
PAIRS = 8
COMPLAINTS = [name.removeprefix("complaints/") for name in sheets() if name.startswith("complaints/")]
CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
"""Chinese characters and signs."""
OWN_TEXTS = ("text", "cause", "done", "reply", "comment", "answer")


def chinese(company: Company) -> list[CaseStory]:
    return [story for story in company.stories if story.language == "zh"]


def pairs_sharing(texts: Iterable[str], run: int) -> set[tuple[int, int]]:
    """Which pairs of texts have so many signs in a row in common."""
    first: dict[str, int] = {}
    found: set[tuple[int, int]] = set()
    for place, text in enumerate(texts):
        for start in range(len(text) - run + 1):
            other = first.setdefault(text[start : start + run], place)
            if other != place:
                found.add((other, place))
    return found


def triage_of(story: CaseStory) -> Triaged | None:
    return next((step for step in story.steps if isinstance(step, Triaged)), None)


def test_no_two_problems_are_equal(company: Company) -> None:
    assert len({story.problem for story in company.stories}) == len(company.stories)


def test_hardly_a_run_of_30_signs_is_shared_by_two_problems(company: Company) -> None:
    assert len(pairs_sharing((story.problem for story in chinese(company)), RUN)) <= PAIRS


def test_hardly_a_sentence_is_said_twice(company: Company) -> None:
    said = Counter(sentence for story in chinese(company) for sentence in set(sentences(story.problem)))
    twice = sum(count > 1 for count in said.values())
    assert twice <= 0.002 * len(said)


def test_problems_are_as_long_as_people_talk(company: Company) -> None:
    lengths = [len(story.problem) for story in chinese(company)]
    assert min(lengths) >= 40
    assert max(lengths) <= 220
    assert 80 <= mean(lengths) <= 115
    assert pstdev(lengths) >= 35


def test_severe_complaints_are_longer_than_small_ones(company: Company) -> None:
    lengths: dict[int | None, list[int]] = defaultdict(list)
    for story in chinese(company):
        if story.kind is Kind.COMPLAINT and (found := triage_of(story)):
            lengths[found.grade].append(len(story.problem))
    assert mean(lengths[1]) < mean(lengths[2]) < mean(lengths[3])


def test_titles_are_an_agents_lines(company: Company) -> None:
    lengths = [len(story.title) for story in chinese(company)]
    assert min(lengths) >= 8
    assert max(lengths) <= 24
    assert len({story.title for story in company.stories}) >= len(company.stories) - 10


def test_words_fit_the_category(company: Company) -> None:
    """T-01: nearly every text holds a word that shows what it is about."""
    shown: dict[str, set[str]] = defaultdict(set)
    for name in COMPLAINTS:
        for scene in scenes(name):
            shown[scene.category].update(scene.matter.words)
    for category in rules().categories:
        shown[category.code].update(category.words)
        if category.parent:
            shown[category.code].update(rules().category(category.parent).words)
    fitting = every = 0
    for story in chinese(company):
        if found := triage_of(story):
            text = f"{story.title}{story.problem}{story.expected}"
            every += 1
            fitting += any(word in text for word in shown[found.category])
    assert fitting / every >= 0.97


def test_the_system_hears_what_the_agent_decides_more_often_than_anything_else(company: Company) -> None:
    """T-05: where the words suggest a grade or a category, people mostly agree with it."""
    categories: Counter[bool] = Counter()
    grades: Counter[bool] = Counter()
    for story in chinese(company)[::3]:
        if found := triage_of(story):
            suggested = suggest(f"{story.title}\n{story.problem}\n{story.expected}", rules())
            if suggested.category:
                categories[suggested.category == found.category] += 1
            if suggested.grade and found.grade:
                grades[suggested.grade == found.grade] += 1
    assert categories[True] > categories[False]
    assert grades[True] > 1.3 * grades[False]


def test_words_fit_the_grade(company: Company) -> None:
    """G-01: what is grave sounds grave; what is small seldom does."""
    heard: dict[int | None, list[int]] = defaultdict(list)
    for story in chinese(company):
        if story.kind is Kind.COMPLAINT and (found := triage_of(story)):
            heard[found.grade].append(heard_grade(story.problem))
    assert sum(grade == 3 for grade in heard[3]) >= 0.93 * len(heard[3])
    assert sum(grade == 3 for grade in heard[1]) <= 0.05 * len(heard[1])
    assert sum(grade >= 2 for grade in heard[2]) > 2 * sum(grade >= 2 for grade in heard[1])


def test_the_company_repeats_itself_as_little(company: Company) -> None:
    """Calls, notes, plans, findings, replies, comments: hardly one is written twice."""
    said: dict[str, list[str]] = defaultdict(list)
    for story in company.stories:
        for step in story.steps:
            for field in OWN_TEXTS:
                if text := getattr(step, field, ""):
                    said[f"{type(step).__name__}.{field}"].append(text)
    assert len(said) >= 12
    for name, texts in said.items():
        assert len(texts) - len(set(texts)) <= 0.03 * len(texts), name
        assert len(pairs_sharing(texts, RUN)) <= 0.08 * len(texts), name


def test_replies_say_sorry(company: Company) -> None:
    """R-01: an apology where due."""
    replies = [
        step.reply
        for story in chinese(company)
        if story.kind is Kind.COMPLAINT
        for step in story.steps
        if isinstance(step, Resulted)
    ]
    sorry = ("歉", "对不起", "对不住", "惭愧", "郑重")
    assert all(any(word in reply for word in sorry) for reply in replies)


def test_comments_sound_like_their_score(company: Company) -> None:
    """R-02: who is content does not complain."""
    said: dict[int, list[str]] = defaultdict(list)
    for story in chinese(company):
        for step in story.steps:
            if isinstance(step, RevisitAnswered) and step.comment:
                said[step.score].append(step.comment)
    assert all(len(said[score]) > 10 for score in range(1, 6))
    angry = ("骗", "失望", "退网", "申诉", "不信", "法律")
    assert not any(word in comment for comment in said[5] + said[4] for word in angry)


def test_english_speakers_write_and_are_answered_in_english(company: Company) -> None:
    """X-04: the few who do."""
    stories = [story for story in company.stories if story.language == "en"]
    assert 12 <= len(stories) <= 45
    for story in stories:
        assert not CHINESE.search(story.problem)
        for step in story.steps:
            if isinstance(step, Resulted):
                assert not CHINESE.search(step.reply)


def test_the_hotline_is_the_configured_one(company: Company) -> None:
    """One source: whoever speaks of our number says the one that stands on the site and in letters."""
    said = [text for story in company.stories for text in all_texts(story)]
    numbers = {number for text in said for number in re.findall(r"400-\d{3}-\d{4}", text)}
    assert numbers == {HOTLINE}
    assert not any("10199" in text for text in said)


def all_texts(story: CaseStory) -> list[str]:
    """What the customer and we said on a case."""
    fields = (*OWN_TEXTS, "reason", "remark")
    return [story.problem, story.expected, *(getattr(step, f, "") for step in story.steps for f in fields)]


def test_nothing_is_left_to_be_filled_in(company: Company) -> None:
    for story in company.stories:
        for text in (story.title, story.problem, story.expected, story.happened_when, story.happened_where):
            assert not set("{}[]|>~") & set(text), text
        for step in story.steps:
            for field in (*OWN_TEXTS, "reason", "remark"):
                assert not set("{}[]|~") & set(getattr(step, field, "")), step
