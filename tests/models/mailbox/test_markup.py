"""V-04: HTML mails as text; nothing in them runs, nothing is fetched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.mailbox.rules.markup import text_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>一</p><p>二</p>", "一\n\n二"),
        ("<div>一</div><div>二</div>", "一\n二"),
        ("一<br>二<br><br>三", "一\n二\n\n三"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("<table><tr><td>账号<td>8821<tr><td>金额<td>98</table>", "账号  8821\n金额  98"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("  a \n\t b&nbsp;c  ", "a b c"),
        ('<a href="https://x.example/p">这里</a>', "这里 <https://x.example/p>"),
        ('<a href="https://x.example/">x.example</a>', "x.example"),
        ('<a href="mailto:a@b.example">a@b.example</a>', "a@b.example"),
        ('<a href="javascript:alert(1)">x</a>', "x"),
        ('<img src="https://track.example/1.gif" alt="x">', ""),
        ("<style>p{}</style><script>x()</script><title>t</title>words", "words"),
        (
            '<blockquote type="cite">a<blockquote class="gmail_quote">b</blockquote></blockquote>',
            "> a\n>\n> > b",
        ),
        ("<blockquote>only indented</blockquote>", "only indented"),
        ("a\u200bb", "ab"),
        ("<b>un<i>closed", "unclosed"),
    ],
)
def test_as_text(html: str, text: str) -> None:
    """V-04: lines, paragraphs, tables, quotes and links stay what they are."""
    assert text_of(html) == text


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 200_000,
        "<b><p>" * 50_000,
        "&" * 100_000,
        "<blockquote type=cite>a" * 30_000,
        "<!--" * 100_000,
    ],
)
def test_nests_without_end(html: str) -> None:
    """V-04: read plainly, in no time."""
    assert len(text_of(html)) <= len(html)


@given(st.text(alphabet="<>/=\"'&;! abdivpblockquotescript", max_size=300))
def test_no_markup_comes_through(html: str) -> None:
    """V-04: whatever is sent, no element is left. It is escaped again where it is shown."""
    assert "<script" not in text_of(html).lower()
