"""Reading rendered pages: is the HTML valid, and what does a region say."""

import re
from collections.abc import Callable, Iterable

import pytest
from lxml import html as lxml_html
from lxml.html import HtmlElement

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


CHINESE = re.compile(r"[\u3400-\u9fff]")
ENGLISH_SENTENCE = re.compile(r"\b[a-z]{2,}(?: [a-z]{2,})+\b")
MASKED = re.compile(r"[\u3400-\u9fff]?\*+[\u3400-\u9fff]?")
OWN_NAMES = re.compile("简体中文|中文")
SAID = ("title", "alt", "placeholder", "aria-label")


def value_of(page: str, name: str) -> str:
    """What the one field of a page with this name holds."""
    found = lxml_html.document_fromstring(page).xpath(f"//input[@name='{name}']/@value")
    assert len(found) == 1, f"{name} is there {len(found)} times"
    return str(found[0])


def words_in_the_other_language(page: str, data: Iterable[str] = ()) -> list[str]:
    """What a page says that is not in the language of its `<html lang>`, a line each.

    Passed over: `data` (what people have written), a part that is marked with a `lang` of its own, one that
    is hidden from screen readers (the sign in an avatar), and the languages' own names. In a Chinese page
    single English words are names; two in a row are a sentence that somebody forgot.
    """
    tree = lxml_html.document_fromstring(page)
    own = (tree.get("lang") or "").split("-")[0]
    foreign = ENGLISH_SENTENCE if own == "zh" else CHINESE
    known = sorted({" ".join(text.split()) for text in data} - {""}, key=len, reverse=True)
    found: list[str] = []

    def look(element: HtmlElement) -> None:
        marked = element.get("lang", own).split("-")[0] != own or element.get("aria-hidden") == "true"
        if marked or not isinstance(element.tag, str) or element.tag in {"script", "style"}:
            return
        texts = [element.text or "", *(element.get(name, "") for name in SAID)]
        texts += [child.tail or "" for child in element]
        for text in texts:
            left = MASKED.sub("", OWN_NAMES.sub("", " ".join(text.split())))
            for words in known if foreign.search(left) else ():
                left = left.replace(words, "")
            if foreign.search(left):
                found.append(" ".join(text.split()))
        for child in element:
            look(child)

    look(tree)
    return found
