"""PDF: written anew without properties, earlier versions, attachments, scripts, signatures and names."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pikepdf import (
    Array,
    DataDecodingError,
    Dictionary,
    Name,
    Object,
    ObjectStreamMode,
    PasswordError,
    Pdf,
    PdfError,
    Stream,
)

from models.cleaning import jpeg
from models.cleaning.result import Findings, Uncleanable
from models.cleaning.words import Left, Trace

MOST_OBJECTS = 200_000
EVERYWHERE = {
    "/Metadata": Trace.PROPERTIES,
    "/PieceInfo": Trace.HIDDEN_DATA,
    "/LastModified": Trace.EDITING,
    "/Thumb": Trace.PREVIEW,
    "/AA": Trace.SCRIPTS,
    "/AF": Trace.ATTACHED,
    "/JS": Trace.SCRIPTS,
    "/GTS_PDFXVersion": Trace.PROPERTIES,
}
"""Entries that go, in whatever dictionary or stream they stand."""
IN_ROOT = {
    "/OpenAction": Trace.SCRIPTS,
    "/Perms": Trace.SIGNATURES,
    "/Collection": Trace.ATTACHED,
    "/SpiderInfo": Trace.HIDDEN_DATA,
    "/Legal": Trace.SIGNATURES,
    "/DSS": Trace.SIGNATURES,
    "/URI": Trace.PATHS,
    "/OutputIntents": Trace.COLOURS,
}
OF_ANNOTATION = {"/T": Trace.NAMES, "/M": Trace.EDITING, "/CreationDate": Trace.EDITING, "/NM": Trace.NAMES}
ATTACHMENTS = frozenset({"/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D"})
FILES_AND_SCRIPTS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition"}
)
REMARKS = frozenset({"/Text", "/FreeText", "/Popup", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly"})


def clean(content: bytes, findings: Findings) -> bytes:
    """The same pages. Raises Uncleanable: LOCKED behind a password, DAMAGED, or TOO_LARGE."""
    try:
        with Pdf.open(BytesIO(content), inherit_page_attributes=False) as document:
            if len(document.objects) > MOST_OBJECTS:
                raise Uncleanable(Left.TOO_LARGE)
            if document.is_encrypted:
                raise Uncleanable(Left.LOCKED)
            _clean(document, content, findings)
            written = BytesIO()
            document.save(
                written,
                deterministic_id=True,
                object_stream_mode=ObjectStreamMode.generate,
                fix_metadata_version=False,
            )
            return written.getvalue()
    except PasswordError:
        raise Uncleanable(Left.LOCKED) from None
    except (PdfError, DataDecodingError, ValueError, KeyError, TypeError, AttributeError, RuntimeError):
        raise Uncleanable(Left.DAMAGED) from None


def _clean(document: Pdf, content: bytes, findings: Findings) -> None:
    if "/Info" in document.trailer:
        findings.removed.add(Trace.PROPERTIES)
        del document.trailer["/Info"]
    if content.count(b"startxref") > 1 and b"/Prev" in content:
        findings.removed.add(Trace.EDITING)
    _clean_root(document.Root, findings)
    for found in document.objects:
        for part in _parts(found):
            _clean_part(part, findings)
    for page in document.pages:
        _clean_annotations(page.obj, findings)


def _clean_root(root: Object, findings: Findings) -> None:
    _drop(root, IN_ROOT, findings)
    names: Any = root.get("/Names")
    if isinstance(names, Dictionary):
        _drop(names, {"/EmbeddedFiles": Trace.ATTACHED, "/JavaScript": Trace.SCRIPTS}, findings)
    form: Any = root.get("/AcroForm")
    if isinstance(form, Dictionary):
        _drop(form, {"/XFA": Trace.HIDDEN_DATA, "/SigFlags": Trace.SIGNATURES}, findings)


def _parts(found: Object) -> Iterator[Object]:
    """An object and the dictionaries that lie directly in it, some levels deep."""
    waiting = [(found, 0)]
    while waiting:
        part, depth = waiting.pop()
        if isinstance(part, Stream | Dictionary):
            yield part
            inner = [value for _key, value in part.items()]
        elif isinstance(part, Array):
            inner = list(part)
        else:
            continue
        if depth < 8:
            waiting += [
                (value, depth + 1)
                for value in inner
                if isinstance(value, Dictionary | Array) and not value.is_indirect
            ]


def _clean_part(part: Object, findings: Findings) -> None:
    _drop(part, EVERYWHERE, findings)
    if part.get("/S") in FILES_AND_SCRIPTS:
        findings.removed.add(Trace.SCRIPTS)
        for key in list(part.keys()):
            del part[key]
        part["/S"] = Name("/Named")
        part["/N"] = Name("/FirstPage")
        return
    if part.get("/EF") is not None:
        findings.removed.add(Trace.ATTACHED)
        del part["/EF"]
    if part.get("/Type") == Name("/OCG") or "/CreatorInfo" in part:
        _drop(part, {"/CreatorInfo": Trace.PROPERTIES}, findings)
    if part.get("/FT") == Name("/Sig"):
        _drop(part, {"/V": Trace.SIGNATURES, "/Lock": Trace.SIGNATURES, "/SV": Trace.SIGNATURES}, findings)
    if isinstance(part, Stream) and part.get("/Filter") in (Name("/DCTDecode"), Array([Name("/DCTDecode")])):
        _clean_picture(part, findings)


def _clean_picture(part: Stream, findings: Findings) -> None:
    """Photographs stand in a PDF as they left the camera."""
    raw = part.read_raw_bytes()
    parameters: Any = part.get("/DecodeParms")
    try:
        part.write(jpeg.clean(raw, findings), filter=Name("/DCTDecode"), decode_parms=parameters)
    except Uncleanable:
        findings.left.add(Left.INNER)


def _clean_annotations(page: Object, findings: Findings) -> None:
    annotations: Any = page.get("/Annots")
    if not isinstance(annotations, Array):
        return
    kept = []
    for each in annotations:
        if not isinstance(each, Dictionary):
            continue
        if str(each.get("/Subtype")) in ATTACHMENTS:
            findings.removed.add(Trace.ATTACHED)
            continue
        if each.get("/Subtype") != Name("/Widget"):  # there /T is the name of a field
            _drop(each, OF_ANNOTATION, findings)
        if str(each.get("/Subtype")) in REMARKS:
            findings.left.add(Left.COMMENTS)
        kept.append(each)
    page["/Annots"] = Array(kept)


def _drop(part: Object, names: dict[str, Trace], findings: Findings) -> None:
    for name, trace in names.items():
        if name in part:
            findings.removed.add(trace)
            del part[name]
