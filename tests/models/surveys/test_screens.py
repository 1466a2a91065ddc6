"""The server says which screen comes next (S-01)."""

from hypothesis import given
from hypothesis import strategies as st

from models.surveys.document import When
from models.surveys.installed import documents
from models.surveys.rules.answers import Answer
from models.surveys.rules.screens import complete, holds, next_screen, path, screen
from tests.models.surveys.samples import EVERYTHING, chose

REVISIT = documents()["revisit"]
CONTENT = {"overall": chose(5), "solved": chose(1)}
DISCONTENT = {"overall": chose(2), "solved": chose(2)}
POINTS = st.sampled_from([5, 4, 3, 2, 1])


def codes(answers: dict[str, Answer]) -> list[str]:
    return [question.code for question in path(REVISIT, answers)]


def test_s01_a_content_customer_is_not_asked_what_went_wrong() -> None:
    assert codes(CONTENT) == ["overall", "solved", "attitude", "speed", "comment"]


def test_s01_a_discontent_one_is_asked_what_went_wrong_and_what_to_do() -> None:
    assert codes(DISCONTENT) == ["overall", "solved", "wrong", "attitude", "speed", "missing"]
    assert codes(CONTENT | {"solved": chose(3)}) == codes(DISCONTENT)


def test_s01_screens_follow_one_by_one_with_progress_and_the_way_back() -> None:
    first = next_screen(REVISIT, {})
    assert first is not None
    assert (first.question.code, first.at, first.of, first.back) == ("overall", 1, 5, None)
    after = next_screen(REVISIT, {"overall": chose(1)}, after="overall")
    assert after is not None
    assert (after.question.code, after.at, after.of, after.back) == ("solved", 2, 6, "overall")


def test_s05_coming_back_resumes_at_the_first_question_without_an_answer() -> None:
    resumed = next_screen(REVISIT, DISCONTENT | {"wrong": Answer({"1": 1})})
    assert resumed is not None
    assert resumed.question.code == "attitude"


def test_s01_who_went_back_walks_forward_again_through_what_is_answered() -> None:
    answers = CONTENT | {"attitude": chose(5)}
    again = next_screen(REVISIT, answers, after="overall")
    assert again is not None
    assert again.question.code == "solved"


def test_s01_an_answer_that_opens_a_question_is_not_complete_without_it() -> None:
    answers = CONTENT | {"attitude": chose(5), "speed": chose(4), "comment": Answer()}
    assert complete(REVISIT, answers)
    changed = answers | {"overall": chose(1)}
    assert not complete(REVISIT, changed)
    missing = next_screen(REVISIT, changed)
    assert missing is not None
    assert missing.question.code == "wrong"


def test_s01_a_question_off_the_way_has_no_screen() -> None:
    assert screen(REVISIT, CONTENT, "wrong") is None
    assert screen(REVISIT, CONTENT, "nonsense") is None


def test_s01_a_condition_looks_at_one_row_of_a_matrix() -> None:
    slow = {"overall": chose(5), "service": Answer({"attitude": 5, "speed": 2})}
    assert [question.code for question in path(EVERYTHING, slow)] == [
        "overall", "service", "again", "recommend", "comment",
    ]  # fmt: skip


def test_s01_all_and_any_of_a_condition() -> None:
    both = When.model_validate(
        {
            "all": [{"question": "overall", "any_of": [1, 2]}],
            "any": [{"question": "why", "any_of": [1]}, {"question": "why", "any_of": [2]}],
        }
    )
    assert not holds(both, {"overall": chose(1)})
    assert not holds(both, {"why": Answer({"1": 1})})
    assert holds(both, {"overall": chose(1), "why": Answer({"2": 1, "3": 1})})


@given(st.lists(st.tuples(POINTS, st.sampled_from([1, 2, 3])), min_size=1, max_size=6))
def test_s01_walking_forward_always_ends(tries: list[tuple[int, int]]) -> None:
    """However often somebody goes back and changes the mind, the way forward ends, and never repeats."""
    answers: dict[str, Answer] = {}
    for overall, solved in tries:
        answers |= {"overall": chose(overall), "solved": chose(solved)}
        after, seen = "solved", []
        while (following := next_screen(REVISIT, answers, after=after)) is not None:
            code = following.question.code
            assert code not in seen
            seen.append(code)
            answers[code] = Answer() if not following.question.required else chose(4)
            after = code
        assert complete(REVISIT, answers)
