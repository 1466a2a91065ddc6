"""S-06: the comments and answers behind the figures."""

import pytest
from sqlalchemy.orm import Session

from models.results import queries
from models.surveys.words import Reach
from tests.cast import Cast
from tests.models.results.answering import DAY, chosen, many, revisited
from tests.moments import MONDAY


@pytest.mark.both_databases
def test_comments_are_found_by_words_of_two_characters(session: Session, cast: Cast) -> None:
    """S-06, X-06: Chinese words of two characters, Latin words whatever their case; all must stand in it."""
    revisited(5, words="师傅上门很快，Router 换了新的", at=MONDAY - 2 * DAY)
    revisited(2, words="还是掉线，100% 不满意")
    viewer, selection = cast.inspector, chosen()

    def found(words: str) -> list[str]:
        return [row.words[:2] for row in queries.comments(viewer, selection, words=words).rows]

    assert found("") == ["还是", "师傅"]
    assert found("掉线") == ["还是"]
    assert found("上门 router") == ["师傅"]
    assert found("上门 掉线") == []
    assert found("100%") == ["还是"]
    assert found("0%上") == []


@pytest.mark.both_databases
def test_comments_stand_beside_their_scores(session: Session, cast: Cast) -> None:
    """S-06: the score of the same answer, none where it was passed over; a score finds its words."""
    revisited(5, words="师傅上门很快", others={"speed": 2}, at=MONDAY - 2 * DAY)
    revisited(2, words="还是掉线")
    selection = chosen()
    measures = queries.measures(selection)

    def found(measure: str, *points: int) -> list[tuple[str, int | None]]:
        places = measures.places_of(measure)
        listed = queries.comments(cast.inspector, selection, places=places, points=points)
        assert listed.total == len(listed.rows)
        return [(row.words, row.score) for row in listed.rows]

    assert found("handling") == [("还是掉线", 2), ("师傅上门很快", 5)]
    assert found("handling", 1, 2) == [("还是掉线", 2)]
    assert found("speed") == [("还是掉线", None), ("师傅上门很快", 2)]
    assert found("speed", 5) == []


@pytest.mark.both_databases
def test_answers_behind_a_figure(session: Session, cast: Cast) -> None:
    """S-06: the answers to one measure with some points; the case's number for who may open it."""
    many([5, 4, 1], others={"speed": 3})
    revisited(2, code="YF", reach=Reach.SMS)
    selection = chosen()
    measures = queries.measures(selection)
    found = queries.answers(cast.inspector, selection, measures, "handling", points=(1, 2))
    assert (found.total, [row.choice for row in found.rows]) == (2, [1, 2])
    assert all(row.case_number and row.case_number.startswith("HY-") for row in found.rows)
    assert queries.answers(cast.inspector, selection, measures, "speed").total == 3
    assert queries.answers(cast.head, selection, measures, "handling", points=(1, 2)).total == 1
    assert queries.answers(cast.plain, selection, measures, "handling").total == 0


def test_pages(session: Session, cast: Cast) -> None:
    """S-06: a page at a time, the newest first."""
    for day in range(5):
        revisited(5, words=f"第{day}条", at=MONDAY - day * DAY)
    found = queries.comments(cast.inspector, chosen(), page=2, size=2)
    assert ([row.words for row in found.rows], found.total, found.number) == (["第2条", "第3条"], 5, 2)
