"""V-04: text in whatever charset it comes, and whatever it says that it is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.mailbox.rules.charsets import cleaned, codec_of, decoded
from models.mailbox.rules.parse import parse
from tests.mails.letters import WORDS, in_charset

CHINESE = "你好，宽带又断了"
TRADITIONAL = "您好，寬頻又斷線了"
JAPANESE = "こんにちは、回線が切れました"


@pytest.mark.parametrize(
    ("text", "charset", "declared"),
    [
        ("碁銹裏恒彅㗎的朱镕基", "gb18030", "gb2312"),  # characters that GB2312 does not have
        (CHINESE, "gb18030", "GBK"),
        (CHINESE, "gb18030", "x-gbk"),
        (CHINESE, "gb18030", "gb_2312-80"),
        (CHINESE, "gb18030", ""),
        (CHINESE, "gb18030", "us-ascii"),
        (CHINESE, "gb18030", "iso-8859-1"),
        (CHINESE, "gb18030", "x-unknown"),
        (CHINESE, "gb18030", "no-such-charset"),
        (CHINESE, "gb18030", "utf-8"),
        (CHINESE, "utf-8", "gb2312"),
        (CHINESE, "utf-8", "big5"),
        (CHINESE, "utf-8", ""),
        (CHINESE, "utf-8", "utf8mb4"),
        (CHINESE, "hz", "hz-gb-2312"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "big5", "x-x-big5"),
        (TRADITIONAL, "big5", ""),
        ("這個喺香港用嘅", "big5hkscs", "big5"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp"),
        (JAPANESE, "shift_jis", "shift_jis"),
        ("①株式会社髙橋", "cp932", "shift_jis"),
        ("인터넷이 끊깁니다", "cp949", "ks_c_5601-1987"),
        ("Déjà trois fois, où est le problème?", "cp1252", "iso-8859-1"),
        ("Müller", "utf-8", "us-ascii"),
        (CHINESE, "utf-16", "utf-16"),
        ("plain words", "ascii", "nonsense"),
    ],
)
def test_a_body(text: str, charset: str, declared: str) -> None:
    """V-04: GB2312 that is GB18030, unknown names, Big5, ISO-2022-JP, none at all, a wrong one."""
    assert parse(in_charset(text, charset, declared=declared)).words == text


@pytest.mark.parametrize("declared", ["utf-8", "", "gb2312"])
def test_one_damaged_byte_spoils_one_sign(declared: str) -> None:
    """V-04: UTF-8 with a byte that got lost on its way."""
    damaged = WORDS.encode()[:39] + b"\xff" + WORDS.encode()[39:]
    assert decoded(damaged, declared) == WORDS[:13] + "\ufffd" + WORDS[13:]


def test_unencoded_bytes_are_read_too() -> None:
    """V-04: 8-bit text that nobody wrapped."""
    assert parse(in_charset(CHINESE, "gb18030", declared="", encoding="8bit")).words == CHINESE


@pytest.mark.parametrize(
    "name", ["base64", "zlib", "rot13", "unicode_escape", "uu", "idna", "bz2_codec", "hex"]
)
def test_a_codec_that_is_no_charset_is_not_used(name: str) -> None:
    """V-04: some of Python's codecs would unpack a small body into a huge one."""
    assert codec_of(name) == ""


def test_signs_that_no_text_needs_are_left_out() -> None:
    """V-04: PostgreSQL takes no NUL, pages no control signs."""
    assert cleaned("a\0b\x07\r\nc\rd\ud800\ufeff") == "ab\nc\nd"


@given(st.binary(max_size=300), st.text(max_size=30))
def test_whatever_comes_is_text(data: bytes, declared: str) -> None:
    """V-04: never raises, and what comes out can be stored anywhere."""
    text = decoded(data, declared)
    assert text.encode().decode() == text
    assert "\0" not in text


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=60))
def test_utf_8_is_known_whatever_is_declared(text: str) -> None:
    """V-04: three bytes a sign prove it."""
    for declared in ("", "gb2312", "big5", "us-ascii", "nonsense"):
        assert decoded(text.encode(), declared) == text
