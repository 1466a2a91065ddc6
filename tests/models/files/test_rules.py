"""Which files are taken, and what becomes of their names (V-02, V-08)."""

import io
from zlib import crc32

import pytest
from PIL import Image

from models.errors import Invalid
from models.files.rules import KINDS, LONGEST_NAME, accepted, cleaned, extension_of, kind_for, shown_inline
from models.files.rules.proofs import MOST_READS
from tests.models.files.samples import GOOD, HTML, PROGRAM, SCRIPT, SVG, box, office, picture

ALL = {extension for kind in KINDS for extension in kind.extensions}


def refused(name: str, content: bytes, allowed: set[str] = ALL) -> str:
    with pytest.raises(Invalid) as refusal:
        kind_for(name, io.BytesIO(content), allowed=allowed)
    assert refusal.value.field == "files"
    return refusal.value.why


@pytest.mark.parametrize("name", GOOD)
def test_each_kind_is_known_by_its_content(name: str) -> None:
    content, media_type = GOOD[name]
    assert kind_for(name, io.BytesIO(content), allowed=ALL).media_type == media_type


@pytest.mark.parametrize("name", GOOD)
def test_no_kind_passes_for_another(name: str) -> None:
    """V-08: a wrong extension is refused, whichever it is; MP4 and M4A are one container."""
    content, media_type = GOOD[name]
    family = {"video/mp4", "audio/mp4"} if media_type.endswith("/mp4") else {media_type}
    family |= {"text/plain", "text/csv"} if media_type.startswith("text/") else set()
    for kind in KINDS:
        if kind.media_type not in family:
            assert refused(f"x.{kind.extensions[0]}", content) == "type_mismatch"


@pytest.mark.parametrize(
    "content", [HTML, SVG, PROGRAM, SCRIPT, b"<?php system(1);", b"\x7fELF" + b"\0" * 99]
)
@pytest.mark.parametrize("extension", ["jpg", "png", "pdf", "txt", "csv", "docx", "mp3", "mp4", "heic"])
def test_what_runs_is_refused_in_every_disguise(content: bytes, extension: str) -> None:
    assert refused(f"photo.{extension}", content) == "type_mismatch"


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbf \n" + HTML, HTML.decode().encode("utf-16"), b"hi <script src=x>"]
)
def test_markup_hides_behind_no_byte_order_mark_and_no_greeting(content: bytes) -> None:
    assert refused("letter.txt", content) == "type_mismatch"


@pytest.mark.parametrize(
    "words",
    [
        "This is what happened:\nit broke",
        "From: me\nSubject: bill",
        "速度 < 10M，价格 > 100",
        "a <- b",
        "1<2",
    ],
)
def test_ordinary_words_are_taken_as_text(words: str) -> None:
    assert kind_for("a.txt", io.BytesIO(words.encode()), allowed=ALL).media_type == "text/plain"


@pytest.mark.parametrize("name", ["a.exe", "a.svg", "a.html", "a.zip", "a.docm", "photo.jpg.bat", "a.js"])
def test_other_extensions_are_not_taken_whatever_they_hold(name: str) -> None:
    assert refused(name, picture("JPEG")) == "type_not_allowed"


def test_the_rulebook_says_which_extensions_are_taken() -> None:
    """RB-01: an extension that the rulebook does not name is refused though we know the kind."""
    assert refused("a.mp4", box(b"isom"), {"jpg"}) == "type_not_allowed"
    assert refused("without-extension", box(b"isom"), {"jpg"}) == "type_not_allowed"
    assert accepted({"png", "jpg"}) == ".jpg,.png"


def test_a_name_without_extension_goes_by_content() -> None:
    assert kind_for("image", io.BytesIO(picture("JPEG")), allowed=ALL).extensions[0] == "jpg"
    assert refused("notes", b"just words") == "type_not_allowed"


def test_macros_are_refused() -> None:
    assert refused("a.docx", office("docx", macros=True)) == "type_mismatch"


def test_a_broken_picture_is_refused() -> None:
    assert refused("a.png", picture("PNG")[:40]) == "type_mismatch"


def test_only_pictures_that_browsers_know_are_drawn_in_pages() -> None:
    shown = {kind.media_type for kind in KINDS if shown_inline(kind.media_type)}
    assert shown == {"image/jpeg", "image/png", "image/gif", "image/webp"}


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("晚间 掉线.jpg", "晚间 掉线.jpg"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\fakepath\\账单.pdf", "账单.pdf"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("a\x00b\r\nc.txt", "abc.txt"),
        ("  .hidden.txt. ", "hidden.txt"),
        ("\u200b\u2066", "file"),
        ("", "file"),
        ("..", "file"),
        ("全家👨\u200d👩\u200d👧.png", "全家👨\u200d👩\u200d👧.png"),
    ],
)
def test_names_lose_what_deceives_and_nothing_else(sent: str, shown: str) -> None:
    assert cleaned(sent) == shown


def test_a_long_name_keeps_its_extension() -> None:
    name = cleaned("长" * 400 + ".JPEG")
    assert len(name) == LONGEST_NAME
    assert name.endswith("….JPEG")
    assert extension_of(name) == "jpeg"
    assert len(cleaned("长" * 400)) == LONGEST_NAME


class Counted(io.BytesIO):
    """Counts how often it was read."""

    reads = 0

    def read(self, size: int | None = -1) -> bytes:
        self.reads += 1
        return super().read(size)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("filling.jpg", b"\xff\xd8" + b"\xff" * 1_000_000),
        ("empty.jpg", b"\xff\xd8" + b"\xff\xe0\x00\x02" * 300_000),
        (
            "parts.png",
            picture()[:33] + (b"\0\0\0\0prVt" + crc32(b"prVt").to_bytes(4)) * 100_000 + picture()[33:],
        ),
    ],
)
def test_a_picture_of_countless_parts_keeps_nobody_busy(name: str, content: bytes) -> None:
    """A reader that went through all of them would take seconds for each file that a stranger sends."""
    file = Counted(content)
    with pytest.raises(Invalid):
        kind_for(name, file, allowed=ALL)
    assert file.reads <= MOST_READS


def test_a_large_picture_is_read_all_the_same() -> None:
    noise = Image.effect_noise((2400, 1800), 100)
    for format_, name in (("PNG", "a.png"), ("JPEG", "a.jpg"), ("WEBP", "a.webp")):
        content = io.BytesIO()
        noise.save(content, format_)
        assert kind_for(name, content, allowed=ALL).shown
