"""Who stood above whom on a day, asked without a database (A-04)."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from models.people.rules import Organisation

TODAY = date(2026, 11, 23)


def test_a04_a_head_is_under_the_heads_above_what_they_head() -> None:
    """Person 1 heads 10, which stands under 20 headed by 2; 3 works in 10 and 4 in the top, 30."""
    house = Organisation(
        TODAY, {1: 30, 2: 20, 3: 10, 4: 30}, {10: 1, 20: 2, 30: 4}, {10: 20, 20: 30, 30: None}
    )
    assert house.heads_above(3) == (1, 2, 4)
    assert house.heads_above(1) == (4, 2)
    assert house.heads_above(4) == ()
    assert house.is_under(3, 1)
    assert not house.is_under(1, 3)
    assert (house.reports_of(1), house.reports_of(4), house.reports_of(3)) == ({3}, {1, 2, 3}, set())
    assert (house.department_of(9), house.head_of(10), house.headed_by(2)) == (None, 1, {20})


@given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["JS", "KF", "SC"])), max_size=6))
def test_a04_a_person_is_never_above_themselves(moves: list[tuple[int, str]]) -> None:
    """Whatever the tree and the heads are, nobody is their own head (A-04)."""
    departments = {place: place % 3 for place, _ in moves}
    heads_of = {len(code) + place: place for place, code in moves}
    house = Organisation(TODAY, departments, heads_of, {0: 1, 1: 2, 2: None})
    assert all(not house.is_under(person, person) for person in departments)
