"""From bytes to text, whatever the message says of its charset: declared wrongly, unknown, or not at all.

Detectors made for web pages need more text than a short complaint has: a sentence of seven Chinese
characters is Korean to them. So the few charsets that mails from China and its neighbours come in are
tried, and weighed by how many of the characters they give are in daily use.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable, Mapping

WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "hz",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso2022_jp": "iso2022_jp_ext",
    "iso8859-1": "cp1252",
    "ascii": "ascii",
}
"""Senders name the charset that they began with, and write in the one that grew out of it."""
ALIASES = {
    "chinese": "gb18030",
    "cn_gb": "gb18030",
    "gb": "gb18030",
    "gb_2312_80": "gb18030",
    "x_gbk": "gb18030",
    "cn_big5": "big5hkscs",
    "x_x_big5": "big5hkscs",
    "big5_eten": "big5hkscs",
    "ks_c_5601_1987": "cp949",
    "x_sjis": "cp932",
    "windows_31j": "cp932",
    "utf8mb4": "utf-8",
    "unicode_1_1_utf_8": "utf-8",
    "x_unknown": "",
    "unknown": "",
    "unknown_8bit": "",
    "default": "",
    "default_charset": "",
    "none": "",
}
NOT_TEXT = {"base64", "bz2", "hex", "idna", "mbcs", "oem", "punycode", "quopri", "raw_unicode_escape"} | {
    "rot_13",
    "undefined",
    "unicode_escape",
    "uu",
    "zlib",
}
"""Codecs of Python's that are no charsets of mails; some unpack a small body into a huge one."""
SAYS_LITTLE = {"", "ascii", "cp1252"}
"""What programs declare that do not know."""
FAR = "\u0800"
"""From here on a sign takes three bytes of UTF-8: that does not come about by chance, as two bytes may."""
BAD = "\ufffd"
SAMPLE = 20_000  # bytes that are weighed; a text does not change its charset after that
_ESCAPES = (b"\x1b$", b"\x1b(")


def decoded(data: bytes, declared: str = "") -> str:
    """The text in some bytes. Never raises; a byte that no charset explains becomes U+FFFD.

    NULs and other control signs that no text needs are left out.
    """
    return cleaned(_decoded(data, declared))


def cleaned(text: str) -> str:
    """A text without the control signs that databases and pages do not take, its lines ended by \\n."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text)


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def codec_of(declared: str) -> str:
    """The codec to read a declared charset with; empty for one that says nothing or is unknown."""
    name = re.sub(r"[^a-z0-9]+", "_", declared.strip().lower()[:40]).strip("_")
    if name in ALIASES:
        return ALIASES[name]
    if name in NOT_TEXT:
        return ""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return WIDER.get(found, found) if found.replace("-", "_") not in NOT_TEXT else ""


def _decoded(data: bytes, declared: str) -> str:
    codec = codec_of(declared)
    if codec.startswith(("utf-16", "utf-32", "utf-7", "hz", "iso2022")):
        return data.decode(codec, "replace")
    if data.isascii() and not any(escape in data for escape in _ESCAPES):
        return data.decode("ascii")
    in_utf8 = _strictly(data, "utf-8")
    if in_utf8 is not None and (codec in SAYS_LITTLE | {"utf-8"} or _has_far_signs(in_utf8)):
        return in_utf8
    if codec and codec not in SAYS_LITTLE and (text := _strictly(data, codec)) is not None:
        return text
    return _damaged(data, codec) or _guessed(data) or data.decode(codec or "utf-8", "replace")


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError, ValueError):
        return None


def _has_far_signs(text: str) -> bool:
    """Whether it has signs of Chinese and its neighbours, which prove that it is UTF-8."""
    return any(sign >= FAR for sign in text)


def _damaged(data: bytes, codec: str) -> str | None:
    """The text with bad signs replaced, where few are bad: in UTF-8, else in the declared charset."""
    in_utf8 = data.decode("utf-8", "replace")
    bad = in_utf8.count(BAD)
    if sum(sign >= FAR for sign in in_utf8) - bad >= 2 * bad:
        return in_utf8
    if codec and codec not in SAYS_LITTLE:
        text = data.decode(codec, "replace")
        bad = text.count(BAD)
        if sum(sign > "\x7f" for sign in text) - bad >= 3 * bad:
            return text
    return None


def _guessed(data: bytes) -> str | None:
    """The text in the charset whose reading has the most characters of daily use."""
    sample = data[:SAMPLE]
    best, most = "", 0.0
    for codec, usual in _USUAL.items():
        text = sample.decode(codec, "ignore")
        if len(text.encode(codec, "ignore")) < len(sample) * 0.98:
            continue
        unclear = [sign for sign in text if sign > "\x7f"]
        weight = sum(map(usual, unclear)) / max(len(unclear), 1)
        if weight > most:
            best, most = codec, weight
    return data.decode(best, "replace") if best else None


def _lead(codec: str, first: int, last: int) -> Callable[[str], float]:
    """Weighs signs by the byte that they begin with: the older charsets order characters by use."""

    def usual(sign: str) -> float:
        try:
            written = sign.encode(codec)
        except UnicodeError:
            return 0.0
        if len(written) == 2 and first <= written[0] <= last:
            return 1.0
        return 0.8 if unicodedata.category(sign) in _MARKS else 0.0

    return usual


def _japanese(sign: str) -> float:
    if "\u3041" <= sign <= "\u30ff":
        return 1.0
    return 0.7 if "\u4e00" <= sign <= "\u9fff" else 0.5 if unicodedata.category(sign) in _MARKS else 0.0


def _western(sign: str) -> float:
    """Letters with accents among plain ones; below every other reading that makes sense."""
    return 0.4 if sign in "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœ’‘“”–—€£©®°´«»…ÀÁÂÄÇÈÉÊËÎÏÑÓÔÖÙÚÛÜ" else 0.0


_MARKS = {"Po", "Ps", "Pe", "Pi", "Pf", "Pd"}
_USUAL: Mapping[str, Callable[[str], float]] = {
    "gb18030": _lead("gb2312", 0xB0, 0xD7),
    "big5hkscs": _lead("big5", 0xA4, 0xC6),
    "cp932": _japanese,
    "cp1252": _western,
}
