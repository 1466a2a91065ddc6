"""HTML mails as text. Nobody ever sees their HTML: it is cleaned by nh3, and only its words are read."""

import re
from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser

import nh3

from models.mailbox.rules.charsets import cleaned

LONGEST = 400_000  # signs of HTML that are read; the rest is in the original
DEEPEST = 2_000
"""Elements within elements: beyond it cleaning takes ever longer, and no mail program writes so."""
DEEPEST_QUOTE = 5
MOST_LINKS = 200
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "figure"}
    | {"footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol"}
    | {"p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul"}
)
APART = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "pre", "hr"})
"""Blocks with an empty line around them."""
CELLS = frozenset({"td", "th"})
GONE = frozenset({"script", "style", "title", "noscript", "template", "object", "svg", "math", "select"})
QUOTES = re.compile(r"cite|gmail_quote|isReplyContent|replyContent|ntes", re.IGNORECASE)
_CLEANER = nh3.Cleaner(
    tags=set(BLOCKS | CELLS | {"a", "br"}),
    clean_content_tags=set(GONE),
    attributes={"a": {"href"}, "blockquote": {"class", "id", "type"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_ANY_TAG = re.compile(r"<[^<>]{0,2000}>")
_ALONE = frozenset(
    {"area", "base", "br", "col", "dd", "dt", "hr", "img", "input", "li", "link", "meta", "option", "p"}
    | {"source", "td", "th", "tr", "wbr"}
)
"""Elements that hold nothing, or that many leave unclosed."""
_UNSEEN = re.compile("[\u200b-\u200d\u2060\u00ad\u034f]")
_SPACE = re.compile(r"[ \t\n\f\r\xa0]+")
_BLANK_LINES = re.compile(r"\n{3,}")


def text_of(html: str) -> str:
    """The words of an HTML mail: lines and paragraphs kept, quotes marked by "> ", links with their address.

    Nothing is fetched: pictures from elsewhere are left out.
    """
    html = html[:LONGEST]
    if _deep(html):
        return cleaned(unescape(_ANY_TAG.sub(" ", html))).strip()
    reader = _Reader()
    reader.feed(_CLEANER.clean(html))
    reader.close()
    return cleaned(reader.text())


def _deep(html: str) -> bool:
    """Whether elements are nested beyond DEEPEST."""
    depth = 0
    for closes, name in _TAG.findall(html):
        if name.lower() not in _ALONE:
            depth = max(0, depth - 1) if closes else depth + 1
            if depth > DEEPEST:
                return True
    return False


class _Reader(HTMLParser):
    """Reads HTML that is known to be sound."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quotes: list[bool] = []
        self._pre = 0
        self._links = 0
        self._href = ""
        self._linked: list[str] = []

    def text(self) -> str:
        self._break()
        while self._lines and not self._lines[-1].strip("> "):
            self._lines.pop()
        return _BLANK_LINES.sub("\n\n", "\n".join(self._lines)).strip("\n")

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._break(always=True)
        elif tag == "a":
            self._href, self._linked = dict(attrs).get("href") or "", []
        elif tag in CELLS:
            if self._line:
                self._line.append("  ")
        elif tag in BLOCKS:
            self._break(apart=tag in APART)
        if tag == "pre":
            self._pre += 1
        if tag == "blockquote":
            self._quotes.append(bool(QUOTES.search(" ".join(value or "" for _, value in attrs))))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._end_link()
        elif tag in BLOCKS:
            self._break(apart=tag in APART)
        if tag == "pre":
            self._pre = max(0, self._pre - 1)
        if tag == "blockquote" and self._quotes:
            self._quotes.pop()

    def handle_data(self, data: str) -> None:
        data = _UNSEEN.sub("", data)
        if self._pre:
            first, *others = data.split("\n")
            self._add(first)
            for line in others:
                self._break(always=True)
                self._add(line)
            return
        data = _SPACE.sub(" ", data)
        self._add(data.lstrip(" ") if not self._line else data)

    def _add(self, words: str) -> None:
        if words:
            self._line.append(words)
            if self._href:
                self._linked.append(words)

    def _end_link(self) -> None:
        """Says where a link leads, unless its words say so."""
        href, words = self._href, "".join(self._linked).strip()
        self._href, self._linked = "", []
        bare = href.removeprefix("mailto:").removeprefix("tel:").split("://")[-1].rstrip("/")
        if not href or bare in words or self._links >= MOST_LINKS:
            return
        self._links += 1
        self._line.append(f" <{href.removeprefix('mailto:')}>")

    def _break(self, *, always: bool = False, apart: bool = False) -> None:
        """Ends the line, if there is one; `apart` leaves an empty one before what follows."""
        line = "".join(self._line).rstrip()
        mark = "> " * min(sum(self._quotes), DEEPEST_QUOTE)
        if line or always:
            self._lines.append((mark + line).rstrip() if line else mark.rstrip())
        self._line = []
        if apart and self._lines and self._lines[-1] not in ("", mark.rstrip()):
            self._lines.append(mark.rstrip())
