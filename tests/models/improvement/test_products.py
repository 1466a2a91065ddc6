"""What rises by product and by category within a product, in figures worked by hand; what an improvement of
it did (M-03, K-02)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from models.cases.tables import Case
from models.clock import local_day
from models.customers.tables import Customer
from models.errors import NotAllowed, Stale
from models.improvement import actions
from models.improvement.actions import ItemDraft, Taking
from models.improvement.actions.signals import week_end
from models.improvement.queries import Cause, effect_of, looked_for, voices_of, who_else_raised
from models.improvement.tables import RisingSignal
from models.improvement.words import ItemSource, SignalKind
from models.outbox.tables import Notice
from models.products.tables import Product
from tests.cast import Cast
from tests.models.cases.making import triaged
from tests.moments import MONDAY
from tests.story.products import list_products

A, B, C = "network_fault", "service_visit", "fees_charge"
EACH_WEEK = {A: 8, B: 6, C: 6}
"""Twenty cases in every one of the sixteen weeks: no category rises."""
WEEK = timedelta(weeks=1)
UNTIL = datetime.combine(week_end(local_day(MONDAY)), MONDAY.timetz())
FOUND = tuple[SignalKind, str, str]


def voices(week: int) -> Iterator[tuple[str, str]]:
    """Category and product of the twenty cases of a week, the last four otherwise than the twelve before.

    Fibre: one case a week before, of another category each week; three now, one of each. Cloud drive: an A
    and a B before; three A now.
    """
    recent = week >= 12
    of_products = [(A, "CLOUD"), (B, "CLOUD"), ((A, B, C)[week % 3], "FIBRE-300")]
    if recent:
        of_products = [(A, "CLOUD")] * 3 + [(each, "FIBRE-300") for each in (A, B, C)]
    yield from of_products
    for category, n in EACH_WEEK.items():
        yield from [(category, "")] * (n - sum(each == category for each, _ in of_products))


@pytest.fixture
def sold(session: Session, cast: Cast) -> dict[str, Product]:
    """The products of the story, and sixteen weeks of cases up to the last Monday."""
    found = {each.code: each for each in list_products(cast.administrator, MONDAY)}
    like = triaged(cast, UNTIL - 30 * WEEK)
    kept = {each.key: getattr(like, each.key) for each in Case.__mapper__.column_attrs if each.key != "id"}
    rows = [
        kept
        | {
            "number": f"HY-20260101-{week:02d}{n:02d}",
            "category": category,
            "product_id": found[code].id if code else None,
            "region": "",
            "received_at": UNTIL - (16 - week) * WEEK + timedelta(hours=n),
        }
        for week in range(16)
        for n, (category, code) in enumerate(voices(week))
    ]
    session.execute(insert(Case), rows)
    session.flush()
    return found


def test_m_03_a_product_rises_as_a_whole_and_a_category_within_another(
    session: Session, cast: Cast, sold: dict[str, Product]
) -> None:
    """Before: 1 of 20 each week, without spread, so 0.05 × 80 = 4 are to be expected in four weeks. Seen are
    12, which lies (12 - 4) / √4 = 4 spreads above. Of the cloud drive as a whole 12 are seen where 8 were to
    be expected, 1.4 spreads above: it does not rise, and of fibre no category has five cases."""
    found = {each.cause: each.rise for each in looked_for(UNTIL.date())}
    rose = [
        Cause(SignalKind.PRODUCT, "", product="FIBRE-300"),
        Cause(SignalKind.WITHIN_PRODUCT, A, product="CLOUD"),
    ]
    assert set(found) == set(rose)
    for cause in rose:
        assert (found[cause].observed, found[cause].expected) == (12, pytest.approx(4))
        assert found[cause].score == pytest.approx(4)
    assert actions.note_signals(now=MONDAY) == 2
    kept = select(RisingSignal.kind, RisingSignal.key, RisingSignal.product, RisingSignal.observed)
    assert set(session.execute(kept)) == {
        (SignalKind.PRODUCT, "", "FIBRE-300", 12),
        (SignalKind.WITHIN_PRODUCT, A, "CLOUD", 12),
    }
    [facts] = session.scalars(select(Notice.facts).where(Notice.kind == "causes_rising").limit(1)).all()
    assert facts["more"] == 0
    assert sorted(facts["rises"]) == [
        ["云帆云盘 · 网络故障", "Yunfan Cloud Drive · Network fault"],
        ["云帆宽带 300M", "Yunfan Fibre 300M"],
    ]


def test_m_03_what_rises_with_its_whole_product_is_not_named_again(
    session: Session, cast: Cast, sold: dict[str, Product]
) -> None:
    """Four more A a week are about the cloud drive now: 28 in all where 8 were to be expected, 7 spreads
    above. Its category A rises too, with 28 where 4 were, and says nothing more."""
    fours = select(Case.id).where(
        Case.product_id.is_(None), Case.category == A, Case.received_at >= UNTIL - 4 * WEEK
    )
    session.execute(update(Case).where(Case.id.in_(fours)).values(product_id=sold["CLOUD"].id))
    found = {each.cause: each.rise for each in looked_for(UNTIL.date())}
    whole = Cause(SignalKind.PRODUCT, "", product="CLOUD")
    assert set(found) == {whole, Cause(SignalKind.PRODUCT, "", product="FIBRE-300")}
    assert (found[whole].observed, found[whole].expected) == (28, pytest.approx(8))
    assert found[whole].score == pytest.approx(20 / 8**0.5)


def test_k_02_the_effect_is_counted_on_the_category_within_the_product(
    session: Session, cast: Cast, sold: dict[str, Product]
) -> None:
    """Twelve weeks before: eight with one case, four with three; of the whole product eight with two."""
    draft = ItemDraft(ItemSource.CAUSE, "云盘断网", "多为同一机房", A, product_id=sold["CLOUD"].id)
    item = actions.raise_item(draft, by=cast.plain, now=UNTIL)
    assert (item.category, item.product_id) == (A, sold["CLOUD"].id)
    due = local_day(UNTIL) + timedelta(days=30)
    taking = Taking(cast.handler, due, "更换机房", item.category, item.region, item.product_id)
    item = actions.take_up(item, taking, by=cast.inspector, now=UNTIL, seen=None)
    item = actions.finish(item, "已更换机房。", by=cast.handler, now=UNTIL, seen=None)
    found = effect_of(item, UNTIL + 8 * WEEK)
    assert found is not None
    assert (found.cases_before, found.weeks_before, found.cases_after) == (8 + 12, 12, 0)
    item.category = None
    found = effect_of(item, UNTIL + 8 * WEEK)
    assert found is not None
    assert found.cases_before == 16 + 12


def test_k_02_the_customers_of_the_cause_are_put_behind_it_each_once(
    session: Session, cast: Cast, sold: dict[str, Product]
) -> None:
    """Those with cases of that category and product in the last twelve weeks; the handler of the department
    that leads them sees them, a stranger may not."""
    draft = ItemDraft(ItemSource.CAUSE, "云盘断网", "多为同一机房", A, product_id=sold["CLOUD"].id)
    item = actions.raise_item(draft, by=cast.inspector, now=UNTIL)
    mine = select(Case).where(Case.product_id == sold["CLOUD"].id, Case.category == A)
    first, second = session.scalars(mine.order_by(Case.id.desc()).limit(2))
    other = Customer(name="钱伟", region="", language="zh")
    session.add(other)
    session.flush()
    second.customer_id = other.id
    session.flush()
    assert set(who_else_raised(item, cast.inspector, UNTIL)) == {first.id, second.id}
    assert who_else_raised(item, cast.stranger, UNTIL) == []
    with pytest.raises(NotAllowed):
        actions.add_voices_of_cause(item, by=cast.stranger, now=UNTIL, seen=item.version)
    with pytest.raises(Stale):
        actions.add_voices_of_cause(item, by=cast.inspector, now=UNTIL, seen=item.version - 1)
    for new in (2, 0):
        assert actions.add_voices_of_cause(item, by=cast.inspector, now=UNTIL, seen=item.version) == new
    assert {each.case_id for each in voices_of(item)} == {first.id, second.id}
