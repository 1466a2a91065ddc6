"""M-01: whether a body can decide, and what it decided; each line worked out by hand."""

import pytest

from models.bodies.rules.voting import Count, counted, result
from models.bodies.words import Choice, Majority, Outcome

Y, N, A, R = Choice.YES, Choice.NO, Choice.ABSTAIN, Choice.RECUSED


@pytest.mark.parametrize(
    ("votes", "members", "percent", "majority", "chair", "breaks", "expected"),
    [
        ("YY", 4, 50, Majority.SIMPLE, Y, False, Outcome.CARRIED),  # two of four are half of them
        ("Y", 4, 50, Majority.SIMPLE, Y, True, Outcome.NO_QUORUM),
        ("", 0, 1, Majority.SIMPLE, None, True, Outcome.NO_QUORUM),  # nobody may vote
        ("AA", 2, 50, Majority.SIMPLE, A, True, Outcome.REJECTED),  # nobody is for it
        ("YN", 2, 50, Majority.SIMPLE, Y, False, Outcome.REJECTED),
        ("YN", 2, 50, Majority.SIMPLE, Y, True, Outcome.CARRIED),
        ("YN", 2, 50, Majority.SIMPLE, N, True, Outcome.REJECTED),
        ("YYA", 5, 60, Majority.ABSOLUTE, Y, True, Outcome.REJECTED),  # 2 of 5
        ("YYYN", 5, 60, Majority.ABSOLUTE, N, False, Outcome.CARRIED),  # 3 of 5
        ("YYN", 3, 100, Majority.TWO_THIRDS, N, False, Outcome.CARRIED),  # 2 of 3 is two thirds
        ("YYYNN", 5, 50, Majority.TWO_THIRDS, Y, True, Outcome.REJECTED),  # 3 of 5 is less
        (
            "YR",
            3,
            50,
            Majority.ABSOLUTE,
            Y,
            False,
            Outcome.REJECTED,
        ),  # two may vote, one is not more than half
        ("YR", 2, 100, Majority.ABSOLUTE, Y, False, Outcome.CARRIED),  # who is concerned counts nowhere
    ],
)
def test_m_01_what_a_vote_comes_to(
    votes: str,
    members: int,
    percent: int,
    majority: Majority,
    chair: Choice | None,
    breaks: bool,
    expected: Outcome,
) -> None:
    choice = {"Y": Y, "N": N, "A": A, "R": R}
    cast = {place: choice[letter] for place, letter in enumerate(votes)}
    count = counted(cast, range(members))
    assert result(count, percent=percent, majority=majority, chair=chair, chair_decides=breaks) is expected


def test_m_01_who_may_not_vote_is_not_counted() -> None:
    assert counted({1: Y, 2: N, 9: Y}, {1, 2, 3}) == Count(members=3, yes=1, no=1, abstain=0, recused=0)
