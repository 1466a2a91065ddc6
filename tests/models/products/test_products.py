"""Products as a list that the company keeps: added, changed, moved, retired, never deleted (M-03)."""

import pytest
from sqlalchemy.orm import Session

from models.clock import local_day
from models.errors import Invalid, NotAllowed, Stale, WrongState
from models.events.queries import history
from models.products import actions, queries
from models.products.actions import ProductDetails
from models.products.rules import mentioned
from models.products.tables import Product
from tests.cast import Cast
from tests.moments import MONDAY
from tests.story.products import FIBRE, list_products


def test_m_03_a_product_comes_changes_retires_and_comes_back(session: Session, cast: Cast) -> None:
    """Each step is in the trail (X-02); what is retired stays on the list, but is not offered."""
    by = cast.administrator
    fibre, cloud, copper = list_products(by, MONDAY)
    assert [each.code for each in queries.every_product()] == ["FIBRE-300", "CLOUD", "COPPER"]
    assert queries.offered_products() == [fibre, cloud]
    assert queries.offered_products(beside=copper.id) == [fibre, cloud, copper]
    assert copper.retired_on == local_day(MONDAY)
    details = ProductDetails("云帆云盘", "", ("网盘", "网盘", "云帆云盘"))
    actions.change_product(cloud, details, by=by, now=MONDAY, seen=cloud.version)
    assert (cloud.name_en, cloud.aliases, cloud.version) == ("", ["网盘"], 2)
    actions.change_product(cloud, details, by=by, now=MONDAY, seen=cloud.version)
    assert cloud.version == 2, "nothing changed"
    actions.bring_back(copper, by=by, now=MONDAY, seen=copper.version)
    actions.move_product(copper, up=True, by=by, now=MONDAY)
    actions.move_product(fibre, up=True, by=by, now=MONDAY)
    assert [each.code for each in queries.offered_products()] == ["FIBRE-300", "COPPER", "CLOUD"]
    assert [event.kind for event in history("product:COPPER")] == [
        "product.added",
        "product.retired",
        "product.brought_back",
        "product.moved",
    ]
    assert [event.facts for event in history("product:CLOUD")][1:] == [{"fields": ["name_en", "aliases"]}]


@pytest.mark.parametrize(
    ("code", "details", "refused"),
    [
        ("宽带", ProductDetails("云帆电视"), "code: format"),
        ("fibre-300", ProductDetails("云帆电视"), "code: taken"),
        ("TV", ProductDetails(" "), "name_zh: required"),
        ("TV", ProductDetails("云帆宽带300Ｍ"), "name_zh: product_named"),
        ("TV", ProductDetails("云帆电视", "yunfan fibre 300m"), "name_en: product_named"),
        ("TV", ProductDetails("云帆电视", "", ("网 盘",)), "aliases: product_named"),
        ("TV", ProductDetails("云帆电视", "", ("视",)), "aliases: alias_length"),
        ("TV", ProductDetails("云帆电视", "", ("视" * 41,)), "aliases: alias_length"),
        ("TV", ProductDetails("云帆电视", "", tuple(f"电视{n}" for n in range(21))), "aliases: aliases_many"),
    ],
)
def test_m_03_a_word_means_one_product(
    session: Session, cast: Cast, code: str, details: ProductDetails, refused: str
) -> None:
    """Neither code nor name nor alias is another product's, however it is spelled."""
    list_products(cast.administrator, MONDAY)
    with pytest.raises(Invalid, match=refused):
        actions.add_product(details, code=code, by=cast.administrator, now=MONDAY)


def test_m_03_two_people_at_once_and_who_may_not(session: Session, cast: Cast) -> None:
    fibre, cloud, copper = list_products(cast.administrator, MONDAY)
    seen = fibre.version
    actions.change_product(fibre, ProductDetails("云帆宽带"), by=cast.administrator, now=MONDAY, seen=seen)
    with pytest.raises(Stale):
        actions.change_product(fibre, FIBRE, by=cast.administrator, now=MONDAY, seen=seen)
    with pytest.raises(Stale):
        actions.retire_product(fibre, by=cast.administrator, now=MONDAY, seen=seen)
    with pytest.raises(NotAllowed):
        actions.retire_product(cloud, by=cast.agent, now=MONDAY, seen=None)
    with pytest.raises(WrongState):
        actions.retire_product(copper, by=cast.administrator, now=MONDAY, seen=None)
    with pytest.raises(WrongState):
        actions.bring_back(cloud, by=cast.administrator, now=MONDAY, seen=None)
    with pytest.raises(WrongState):
        actions.move_product(copper, up=True, by=cast.administrator, now=MONDAY)


SOLD = (
    Product(code="F300", name_zh="云帆宽带 300M", name_en="Yunfan Fibre 300M", aliases=["三百兆"]),
    Product(code="F1000", name_zh="云帆宽带 1000M", name_en="", aliases=["千兆宽带"]),
    Product(code="ANY", name_zh="云帆宽带", name_en="", aliases=["光纤"]),
    Product(code="TV", name_zh="云帆电视", name_en="Yunfan TV", aliases=["TV"]),
    Product(code="OLD", name_zh="铜线", name_en="", aliases=[], retired_on=local_day(MONDAY)),
)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("我家的云帆宽带300m每晚掉线", "F300", "云帆宽带300m"),
        ("云帆宽带 1000Ｍ 测速只有一半", "F1000", "云帆宽带 1000m"),
        ("云帆宽带总掉线", "ANY", "云帆宽带"),
        ("光纤断了，TV 也看不了，是千兆宽带", "F1000", "千兆宽带"),
        ("TV和光纤都断了", "TV", "tv"),
        ("光纤和TV都断了", "ANY", "光纤"),
        ("My yunfan  fibre 300M is slow", "F300", "yunfan  fibre 300m"),
        ("TVOC 超标", None, None),
        ("云帆宽带 3000M", "ANY", "云帆宽带"),
        ("铜线坏了", None, None),
    ],
)
def test_m_03_the_longest_name_in_the_text_is_suggested(
    text: str, code: str | None, words: str | None
) -> None:
    """Of two of one length the one named first; a retired one is not looked for."""
    found = mentioned(text, SOLD)
    assert (found.product.code if found else None, found.words if found else None) == (code, words)
