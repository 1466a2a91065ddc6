"""Drawing, reckoning sizes, and the limits on asking (S-03, R-03): published examples, and properties."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.campaigns.rules.audience import By, Method, Sample, Source, audience_of, sample_of
from models.campaigns.rules.contact import Ask, Leave, Person, Wait, free_again, judged
from models.campaigns.rules.draw import Unit, allocation, draw
from models.campaigns.rules.rate import allowance
from models.campaigns.rules.secrets import locator_of, new_secret
from models.campaigns.rules.size import answers_needed, precision_of, to_invite
from models.campaigns.words import MemberSilence
from models.errors import Invalid
from models.rulebook.document import parse
from models.rulebook.installed import first_document
from models.surveys.words import Reach
from tests.moments import MONDAY

SIZES = st.dictionaries(st.sampled_from("abcdefghi"), st.integers(0, 400), min_size=1)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
BOTH = (Reach.EMAIL, Reach.SMS)


@pytest.mark.parametrize(
    ("population", "needed"),
    [(10, 10), (100, 80), (300, 169), (500, 218), (1000, 278), (5000, 357), (10_000, 370)],
)
def test_sizes_are_those_of_the_published_table(population: int, needed: int) -> None:
    """S-03: Krejcie and Morgan 1970, table 1 (±5 points, 95 %); 500 gives 217.5, where we round up."""
    assert answers_needed(population, 0.05) == needed


def test_an_endless_population_needs_385() -> None:
    """S-03: 384.16 at ±5 points, Cochran 1977."""
    assert answers_needed(10**12, 0.05) == 385


@given(st.integers(1, 10**6), st.floats(0.005, 0.4))
def test_so_many_answers_are_as_precise_as_wanted(population: int, precision: float) -> None:
    """S-03: the calculator read the other way round; one answer fewer would not do."""
    needed = answers_needed(population, precision)
    assert (precision_of(needed, population) or 0) <= precision + 1e-12
    if needed > 1:
        assert (precision_of(needed - 1, population) or 1) > precision - 1e-12


def test_how_many_to_invite_follows_from_the_response_rate() -> None:
    assert to_invite(370, 0.25, 10_000) == 1480
    assert to_invite(370, 0.25, 1000) == 1000


def test_numbers_that_mean_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="population"):
        answers_needed(-1, 0.05)
    with pytest.raises(ValueError, match="precision"):
        answers_needed(10, 0)
    with pytest.raises(ValueError, match="response rate"):
        to_invite(1, 0, 1)


def test_the_largest_remainders_get_what_rounding_leaves() -> None:
    """S-03: quotas 4.7, 3.1, 2.2 of ten: the first gets the one that is left."""
    assert allocation({"a": 47, "b": 31, "c": 22}, 10) == {"a": 5, "b": 3, "c": 2}


def test_small_strata_get_their_minimum() -> None:
    """S-03: five of the small one, all of the tiny one, the rest in proportion."""
    assert allocation({"big": 900, "mid": 90, "small": 8, "tiny": 2}, 100, least=5) == {
        "big": 85,
        "mid": 8,
        "small": 5,
        "tiny": 2,
    }


@given(SIZES, st.integers(0, 800), st.integers(0, 60))
def test_an_allocation_spends_all_and_asks_for_nobody_who_is_not_there(
    sizes: dict[str, int], size: int, least: int
) -> None:
    """S-03: it adds up, no stratum is overdrawn, and where there is room each has its minimum."""
    shares = allocation(sizes, size, least)
    assert sum(shares.values()) == min(size, sum(sizes.values()))
    assert all(0 <= shares[stratum] <= sizes[stratum] for stratum in sizes)
    if sum(min(least, units) for units in sizes.values()) <= size:
        assert all(shares[stratum] >= min(least, sizes[stratum]) for stratum in sizes)


@given(SIZES, st.integers(1, 400))
def test_without_a_minimum_a_share_is_within_one_of_its_quota(sizes: dict[str, int], size: int) -> None:
    """S-03: in proportion."""
    total = sum(sizes.values())
    size = min(size, total)
    for stratum, share in allocation(sizes, size).items():
        assert abs(share - size * sizes[stratum] / max(total, 1)) < 1


@given(st.randoms(use_true_random=False), st.integers(0, 80))
def test_a_seed_draws_the_same_people_again(shuffler: object, size: int) -> None:
    """S-03: whatever the order in which the frame is read; another seed draws others."""
    frame = [Unit(key, None, "ab"[key % 2]) for key in range(200)]
    sample = Sample(method=Method.STRATIFIED, size=size or 1, by=By.REGION, seed="2026-4")
    first = draw(frame, sample)
    shuffler.shuffle(frame)  # type: ignore[attr-defined]
    assert draw(frame, sample) == first
    assert first.drawn == allocation(first.eligible, size or 1)


def test_everybody_is_as_likely_to_be_drawn() -> None:
    """S-03: over 400 seeds each of 50 is drawn about 400/5 times; the bounds are six standard deviations."""
    frame = [Unit(key) for key in range(50)]
    times = dict.fromkeys(range(50), 0)
    for seed in range(400):
        for unit in draw(frame, Sample(method=Method.RANDOM, size=10, seed=str(seed))).units:
            times[unit.key] += 1
    assert sum(times.values()) == 4000
    assert all(32 <= count <= 128 for count in times.values())


def test_a_filter_with_swapped_days_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        audience_of({"since": "2026-11-02", "until": "2026-11-01"})
    assert refused.value.why == "before_since"
    with pytest.raises(Invalid):
        audience_of({"grades": [4]})


def test_a_sample_says_how_many_and_by_what() -> None:
    cases, customers = audience_of({}), audience_of({"source": "customers"})
    for document, audience, why in (
        ({"method": "random"}, cases, "required"),
        ({"method": "stratified", "size": 9}, cases, "required"),
        ({"method": "stratified", "size": 9, "by": "grade"}, customers, "not_known"),
    ):
        with pytest.raises(Invalid) as refused:
            sample_of(document, audience)
        assert refused.value.why == why
    assert sample_of({"method": "stratified", "size": 9, "by": "region"}, customers).by is By.REGION
    assert customers.source is Source.CUSTOMERS


def test_days_of_a_filter_are_days_in_shanghai() -> None:
    audience = audience_of({"since": "2026-10-01", "until": "2026-10-01"})
    assert audience.received_from == datetime.fromisoformat("2026-10-01T00:00+08:00")
    assert audience.received_before == datetime.fromisoformat("2026-10-02T00:00+08:00")


def test_nobody_is_asked_more_often_than_the_rulebook_says() -> None:
    """R-03: two surveys in thirty days, revisits and all campaigns counted together."""
    rules = parse(first_document())
    assert (rules.contact.surveys, rules.contact.surveys_days) == (2, 30)
    now, closes_at = MONDAY, MONDAY + 14 * DAY
    once, twice = (now - 2 * DAY,), (now - 20 * DAY, now - 2 * DAY)
    assert judged(Person("a@b.cn", asked=once), BOTH, rules, now=now, closes_at=closes_at) == Ask(Reach.EMAIL)
    assert judged(Person("a@b.cn", asked=twice), BOTH, rules, now=now, closes_at=closes_at) == Wait(
        now + 10 * DAY
    )
    assert judged(Person("a@b.cn", asked=twice), BOTH, rules, now=now, closes_at=now + 9 * DAY) == Leave(
        MemberSilence.CONTACT_LIMIT
    )
    assert free_again((now - 31 * DAY, now - 30 * DAY, now - DAY), rules, now) == now


def test_who_wants_no_survey_or_cannot_be_reached_is_left_alone() -> None:
    """R-03."""
    rules, now = parse(first_document()), MONDAY
    for person, because in (
        (Person("a@b.cn", unwilling=True), MemberSilence.DO_NOT_CONTACT),
        (Person(), MemberSilence.NO_MEANS),
        (Person(phone="+8613800138000"), MemberSilence.NO_MEANS),
    ):
        assert judged(person, (Reach.EMAIL,), rules, now=now, closes_at=now + DAY) == Leave(because)
    assert judged(Person(phone="+8613800138000"), BOTH, rules, now=now, closes_at=now + DAY) == Ask(Reach.SMS)


@given(st.integers(1, 600), st.lists(st.integers(1, 200), min_size=1, max_size=60))
def test_the_rate_is_never_passed(a_minute: int, seconds: list[int]) -> None:
    """S-03: in any stretch no more than the rate and one minute's on top, however often the clock looks."""
    begun = now = MONDAY
    count, queued_at = allowance(a_minute, None, now)
    total = count
    assert count == a_minute
    for pause in seconds:
        now += timedelta(seconds=pause)
        count, queued_at = allowance(a_minute, queued_at, now)
        assert count <= a_minute
        assert queued_at <= now
        total += count
    assert total <= a_minute * ((now - begun) / MINUTE + 1) + 1e-9


def test_a_clock_that_looks_often_loses_nothing_of_the_rate() -> None:
    """S-03: sixty a minute, asked every two and a half seconds, are sixty a minute."""
    now = MONDAY
    _first, queued_at = allowance(60, None, now)
    total = 0
    for _ in range(48):
        now += timedelta(seconds=2.5)
        count, queued_at = allowance(60, queued_at, now)
        total += count
    assert total == 120


def test_links_of_anonymous_members_need_the_secret() -> None:
    """S-04: the same member, another secret, another link."""
    secret, other = new_secret(), new_secret()
    assert locator_of(secret, 7) == locator_of(secret, 7)
    assert len({locator_of(key, member) for key in (secret, other) for member in range(500)}) == 1000
