"""Small real files of every kind that people send, and of some that they must not."""

import io
import struct
import wave
import zipfile

from PIL import Image

OFFICE_PARTS = {
    "docx": "wordprocessingml.document",
    "xlsx": "spreadsheetml.sheet",
    "pptx": "presentationml.presentation",
}


def picture(format_: str = "PNG") -> bytes:
    """A picture of 8 × 8 points."""
    content = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(content, format_)
    return content.getvalue()


def office(extension: str, *, macros: bool = False) -> bytes:
    """An Office document as far as its list of contents goes."""
    content = io.BytesIO()
    kind = f"application/vnd.openxmlformats-officedocument.{OFFICE_PARTS[extension]}.main+xml"
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types><Override ContentType="{kind}"/></Types>')
        archive.writestr("document.xml", "<document/>")
        if macros:
            archive.writestr("word/vbaProject.bin", b"macro")
    return content.getvalue()


def sound() -> bytes:
    """A hundredth of a second of silence, as WAV."""
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\0" * 80)
    return content.getvalue()


def box(brand: bytes) -> bytes:
    """The opening of an ISO media file with this main brand."""
    return struct.pack(">I", 16) + b"ftyp" + brand + b"\0\0\0\0" + b"\0" * 64


GOOD: dict[str, tuple[bytes, str]] = {
    "晚间掉线.jpg": (picture("JPEG"), "image/jpeg"),
    "screen.PNG": (picture("PNG"), "image/png"),
    "a.gif": (picture("GIF"), "image/gif"),
    "a.webp": (picture("WEBP"), "image/webp"),
    "IMG_0042.HEIC": (box(b"heic"), "image/heic"),
    "合同.pdf": (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n", "application/pdf"),
    "a.docx": (
        office("docx"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "a.xlsx": (office("xlsx"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "a.pptx": (
        office("pptx"),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    "a.txt": ("宽带每天晚上八点掉线".encode(), "text/plain"),
    "gb.txt": ("宽带每天晚上八点掉线".encode("gb18030"), "text/plain"),
    "wide.txt": ("宽带掉线".encode("utf-16"), "text/plain"),
    "a.csv": ("日期,次数\n11-20,3\n".encode(), "text/csv"),
    "tagged.mp3": (b"ID3\x04\0\0\0\0\0\x10" + b"\0" * 64, "audio/mpeg"),
    "bare.mp3": (b"\xff\xf3\x90\x64" + b"\0" * 400, "audio/mpeg"),
    "录音.m4a": (box(b"mp42"), "audio/mp4"),
    "a.wav": (sound(), "audio/wav"),
    "call.amr": (b"#!AMR\n" + b"\x3c" * 64, "audio/amr"),
    "a.mp4": (box(b"isom"), "video/mp4"),
}
"""Names, contents, and the types that the contents show."""

HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + b"\0" * 200
SCRIPT = b"#!/bin/sh\nrm -rf ~\n"
