"""Real files that tell of whoever made them."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import IFDRational

PHONE = "Mate 60 of Zhang"
SECRETS = (b"Mate 60 of Zhang", b"Zhang San", b"zhangsan", b"Secret Bureau")
"""None of these words may be found in a cleaned file."""
ORIENTATION, MAKE, SOFTWARE, ARTIST, GPS = 0x0112, 0x010F, 0x0131, 0x013B, 0x8825
SIDEWAYS = 6
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>Zhang San</dc:creator></x:xmpmeta>"


def picture() -> Image.Image:
    """Wider than high, each corner of another colour."""
    made = Image.new("RGB", (64, 40), (200, 30, 30))
    made.paste((30, 200, 30), (32, 0, 64, 20))
    made.paste((30, 30, 200), (0, 20, 32, 40))
    return made


def exif(*, way: int = SIDEWAYS) -> bytes:
    """As a phone writes it: its name, its owner, the place, and which way up."""
    block = Image.Exif()
    block[ORIENTATION], block[MAKE], block[SOFTWARE], block[ARTIST] = way, PHONE, "zhangsan 1.0", "Zhang San"
    place = block.get_ifd(GPS)
    place |= {1: "N", 2: (IFDRational(31), IFDRational(14), IFDRational(3)), 3: "E"}
    return block.tobytes()


def photo(**options: object) -> bytes:
    """A JPEG from a phone, with a remark, a profile, XMP, and something behind its end."""
    written = BytesIO()
    chosen = {
        "exif": exif(),
        "comment": b"Zhang San was here",
        "icc_profile": b"Secret Bureau" * 9,
        "xmp": XMP,
    }
    picture().save(written, "JPEG", quality=90, **(chosen | options))
    return written.getvalue() + b"zhangsan"


def png() -> bytes:
    words = PngInfo()
    words.add_text("Author", "Zhang San")
    words.add_itxt("Software", "Mate 60 of Zhang", zip=False)
    written = BytesIO()
    picture().save(written, "PNG", pnginfo=words, exif=exif(), dpi=(300, 300))
    return written.getvalue() + b"zhangsan"


def gif() -> bytes:
    written = BytesIO()
    frames = [picture(), picture().rotate(180)]
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:], loop=0, comment=b"Zhang San")
    return written.getvalue()


def webp() -> bytes:
    written = BytesIO()
    picture().save(written, "WEBP", lossless=True, exif=exif(), xmp=XMP, icc_profile=b"Secret Bureau" * 9)
    return written.getvalue()


def zipped(parts: dict[str, str | bytes]) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        archive.comment = b"Zhang San"
        for name, data in parts.items():
            archive.writestr(name, data)
    return written.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def told(content: bytes) -> list[bytes]:
    """Which of the secret words a file still holds, unpacked when it is a zip."""
    parts = [content, *unzipped(content).values()] if content.startswith(b"PK") else [content]
    return [word for word in SECRETS if any(word in part for part in parts)]
