"""Reading rendered pages: is the HTML valid, and what does a region say."""

from collections.abc import Callable

import pytest
from lxml import html as lxml_html

from tests.servers import nu


@pytest.fixture(scope="session")
def valid_html() -> Callable[[str], None]:
    """Asserts that a whole page is valid for the Nu HTML checker: `valid_html(answer.text)`."""

    def check(page: str) -> None:
        assert nu.complaints(page) == []

    return check


def region(page: str, selector: str) -> str:
    """The text of the one element that a CSS-like id (`#facts`) or an XPath names, white space squeezed."""
    tree = lxml_html.document_fromstring(page)
    path = f"//*[@id='{selector[1:]}']" if selector.startswith("#") else selector
    found = tree.xpath(path)
    assert len(found) == 1, f"{selector} is there {len(found)} times"
    return " ".join(found[0].text_content().split())
