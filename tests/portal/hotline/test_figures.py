"""The board of the hotline: figures of closed quarters beside each other, none below five (M-02, W-09)."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from models.hotline.tables import HotlineTally
from models.hotline.words import Conclusion, ReportKind
from models.people.tables import Language
from tests.cast import Cast
from tests.client import Client
from tests.markup import region, words_in_the_other_language

PAGE = "/portal/hotline/figures"


def test_m02_w09_quarters_stand_beside_each_other_and_small_numbers_nowhere(
    session: Session, cast: Cast, client: Client, valid_html: Callable[[str], None]
) -> None:
    """The address chooses quarters as a whole; nothing but quarters is linked, and no number below five is
    in the page, nor one from which it could be reckoned."""
    for quarter, leaks, delays in (("2026Q1", 9, 8), ("2026Q2", 12, 7), ("2026Q3", 14, 3)):
        for kind, reports in ((ReportKind.LEAK, leaks), (ReportKind.DELAY, delays)):
            session.add(
                HotlineTally(quarter=quarter, kind=kind, conclusion=Conclusion.UPHELD, reports=reports)
            )
    session.commit()
    client.come_in(cast.leader)
    page = client.get(f"{PAGE}?quarter=2026Q2&against=2026Q1").text
    valid_html(page)
    assert words_in_the_other_language(page) == []
    assert "19" in region(page, "#course")
    assert [f"quarter={each}" in page for each in ("2026Q1", "2026Q2", "2026Q3")] == [True] * 3
    table = page[page.index("<tbody>") :]
    assert (">12<" in table, ">9<" in table, ">14<" in table) == (True, True, False)
    newest = client.get(PAGE).text
    table = newest[newest.index("<tbody>") :]
    assert (">3<" in table, ">14<" in table) == (False, False), "14 of 17 would say that 3 are hidden"
    cast.leader.language = Language.EN
    session.commit()
    assert words_in_the_other_language(client.get(f"{PAGE}?quarter=nonsense").text) == []
    client.come_in(cast.hr)
    assert client.get(PAGE).status_code == 404
