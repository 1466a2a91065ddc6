"""Pictures keep every pixel and which way up they are, and nothing else (W-02)."""

from collections.abc import Callable
from io import BytesIO

import pillow_heif
import pytest
from PIL import Image, ImageChops, ImageOps

from models.cleaning import Cleaned, Format, Left, Trace, clean, heif
from models.cleaning.boxes import boxes
from tests.models.cleaning.making import XMP, exif, gif, photo, picture, png, told, webp


def heic() -> bytes:
    """As phones write it, with Exif, XMP and a remark of its own."""
    written = BytesIO()
    pillow_heif.from_pillow(picture()).save(written, exif=exif(way=1), xmp=XMP, quality=90)
    return written.getvalue() + b"\0\0\0\x14mpvdzhangsan 1.0"


def opened(content: bytes) -> Image.Image:
    pillow_heif.register_heif_opener()
    return Image.open(BytesIO(content))


def same_pixels(first: bytes, second: bytes) -> bool:
    shown = [ImageOps.exif_transpose(opened(each)).convert("RGB") for each in (first, second)]
    return shown[0].size == shown[1].size and ImageChops.difference(*shown).getbbox() is None


OF_PHONE = (Trace.PLACE, Trace.CAMERA)


@pytest.mark.parametrize(
    ("content", "found", "removed"),
    [
        (photo(), Format.JPEG, (*OF_PHONE, Trace.COLOURS, Trace.REMARK, Trace.BEHIND, Trace.PROPERTIES)),
        (
            photo(progressive=True),
            Format.JPEG,
            (*OF_PHONE, Trace.COLOURS, Trace.REMARK, Trace.BEHIND, Trace.PROPERTIES),
        ),
        (png(), Format.PNG, (*OF_PHONE, Trace.BEHIND, Trace.PROPERTIES)),
        (gif(), Format.GIF, (Trace.REMARK,)),
        (webp(), Format.WEBP, (*OF_PHONE, Trace.COLOURS, Trace.PROPERTIES)),
        (heic(), Format.HEIC, (*OF_PHONE, Trace.BEHIND, Trace.PROPERTIES)),
    ],
    ids=["jpeg", "progressive jpeg", "png", "gif", "webp", "heic"],
)
def test_the_picture_stays_and_what_it_tells_goes(
    content: bytes, found: Format, removed: tuple[Trace, ...]
) -> None:
    assert told(content) != []

    cleaned = clean(content)

    assert (cleaned.format, cleaned.removed, cleaned.left) == (found, removed, (Left.CONTENT,))
    assert told(cleaned.content) == []
    assert same_pixels(content, cleaned.content)
    assert [tag for tag in opened(cleaned.content).getexif() if tag != 0x0112] == []


def test_cleaning_twice_finds_nothing_more() -> None:
    for content in (photo(), png(), gif(), webp(), heic()):
        once = clean(content).content
        again = clean(once)
        assert set(again.removed) <= {Trace.CAMERA}  # which way up it is
        assert again.content == once


def test_an_animation_keeps_its_frames_and_its_loop() -> None:
    with Image.open(BytesIO(clean(gif()).content)) as cleaned:
        assert (cleaned.n_frames, cleaned.info["loop"]) == (2, 0)


@pytest.mark.parametrize("make", [photo, png, gif, webp, heic], ids=["jpeg", "png", "gif", "webp", "heic"])
def test_what_was_cut_off_or_turned_over_never_crashes_and_never_tells(make: Callable[[], bytes]) -> None:
    """Hostile files: each is cleaned, or comes back as it was and is said not to be clean."""
    whole = make()
    for cut in range(0, len(whole), max(1, len(whole) // 60)):
        _sound(whole[:cut])
    for at in range(0, len(whole), max(1, len(whole) // 120)):
        _sound(whole[:at] + bytes((whole[at] ^ 0xFF,)) + whole[at + 1 :])


def _sound(content: bytes) -> None:
    cleaned: Cleaned = clean(content)
    if cleaned.is_clean:
        assert told(cleaned.content) == []
    else:
        assert (cleaned.content, cleaned.removed) == (content, ())


def test_a_heic_whose_words_lie_on_its_picture_is_left_alone() -> None:
    """Else a hostile file would make us overwrite what it shows."""
    content = heic()
    (meta,) = [box for box in boxes(content, 0, len(content)) if box.type == b"meta"]
    (places,) = [box for box in boxes(content, meta.inside + 4, meta.end) if box.type == b"iloc"]
    extents = list(heif._extents(bytearray(content), places, None))
    first, second = (extent.start.to_bytes(4, "big") for extent in extents[:2])
    hostile = content[: places.start] + content[places.start : places.end].replace(second, first)
    cleaned = clean(hostile + content[places.end :])
    assert (cleaned.left, cleaned.removed) == ((Left.DAMAGED,), ())


def test_a_film_in_the_clothes_of_a_heic_is_not_said_to_be_clean() -> None:
    assert clean(heic().replace(b"mpvd", b"moov")).left == (Left.UNKNOWN,)
