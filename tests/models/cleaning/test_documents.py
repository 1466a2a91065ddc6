"""Documents keep their words, and lose who wrote them, when, where and with what (W-02)."""

from io import BytesIO

import openpyxl
import pikepdf
import pytest
from openpyxl.comments import Comment
from pikepdf import AttachedFileSpec, Dictionary, Name, Pdf, Stream, String

from models.cleaning import Format, Left, Trace, clean
from models.cleaning.package import MOST_IN_PART
from tests.models.cleaning.making import photo, told, unzipped, zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
MAIN = {
    "word": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "ppt": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}


def listed(main: str, part: str, *others: str) -> str:
    more = "".join(f'<Override PartName="/{each}" ContentType="application/xml"/>' for each in others)
    return (
        f'<?xml version="1.0"?><Types xmlns="{PACKAGE}content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{part}" ContentType="{MAIN[main]}"/>{more}</Types>'
    )


def relations(*found: tuple[str, str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for name, kind, target in found
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}relationships">{rows}</Relationships>'


def word(**more: str | bytes) -> bytes:
    """With properties, people, sessions, a template, a remark, a tracked change and a photo."""
    return zipped(
        {
            "[Content_Types].xml": listed(
                "word", "word/document.xml", "docProps/core.xml", "word/people.xml"
            ),
            "_rels/.rels": relations(
                ("rId1", "officeDocument", "word/document.xml"),
                ("rId2", "metadata/core-properties", "docProps/core.xml"),
                ("rId3", "extended-properties", "docProps/app.xml"),
            ),
            "docProps/core.xml": "<core><creator>Zhang San</creator></core>",
            "docProps/app.xml": "<app><Company>Secret Bureau</Company></app>",
            "docProps/thumbnail.jpeg": photo(),
            "customXml/item1.xml": "<x>Zhang San</x>",
            "word/people.xml": "<people>Zhang San</people>",
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body><w:p w:rsidR="00AB12CD">'
            '<w:ins w:id="1" w:author="Zhang San" w:date="2026-11-20T09:00:00Z"><w:r><w:t>Goods were'
            " returned twice</w:t></w:r></w:ins></w:p></w:body></w:document>",
            "word/comments.xml": f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="Zhang San"'
            ' w:initials="ZS" w:date="2026-11-20T09:00:00Z"><w:p><w:r><w:t>See page 2</w:t></w:r></w:p>'
            "</w:comment></w:comments>",
            "word/settings.xml": f'<w:settings xmlns:w="{W}" xmlns:r="{R}"><w:attachedTemplate r:id="rId1"/>'
            '<w:rsids><w:rsid w:val="00AB12CD"/></w:rsids></w:settings>',
            "word/_rels/settings.xml.rels": relations(
                ("rId1", "attachedTemplate", "file:///C:/Users/zhangsan/house.dotx")
            ),
            "word/_rels/document.xml.rels": relations(
                ("rId1", "settings", "settings.xml"),
                ("rId2", "comments", "comments.xml"),
                ("rId3", "people", "people.xml"),
                ("rId4", "image", "media/image1.jpeg"),
                ("rId5", "image", "https://tracker.example.com/zhangsan.png"),
                ("rId6", "hyperlink", "https://www.example.com/rule"),
            ),
            "word/media/image1.jpeg": photo(),
            **more,
        }
    )


def slides() -> bytes:
    return zipped(
        {
            "[Content_Types].xml": listed("ppt", "ppt/presentation.xml", "docProps/core.xml"),
            "_rels/.rels": relations(("rId1", "officeDocument", "ppt/presentation.xml")),
            "docProps/core.xml": "<core><creator>Zhang San</creator></core>",
            "ppt/presentation.xml": f'<p:presentation xmlns:p="{P}"/>',
            "ppt/commentAuthors.xml": f'<p:cmAuthorLst xmlns:p="{P}"><p:cmAuthor id="0" name="Zhang San"'
            ' initials="Zhang San" lastIdx="1" clrIdx="0"/></p:cmAuthorLst>',
            "ppt/slides/slide1.xml": f'<p:sld xmlns:p="{P}" show="0"><p:txt>Sales</p:txt></p:sld>',
        }
    )


def workbook() -> bytes:
    made = openpyxl.Workbook()
    made.properties.creator = made.properties.lastModifiedBy = "Zhang San"
    made.properties.company = "Secret Bureau"
    sheet = made.active
    sheet["A1"] = "Returned goods"
    sheet["A1"].comment = Comment("count again", "Zhang San")
    made.create_sheet("Other").sheet_state = "hidden"
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def pdf() -> bytes:
    """With properties, XMP, an attachment, scripts, a remark's author, a photo, and an earlier version."""
    made = Pdf.new()
    page = made.add_blank_page(page_size=(200, 200))
    made.docinfo["/Author"] = String("Zhang San")
    with made.open_metadata() as xmp:
        xmp["dc:creator"] = ["Zhang San"]
    made.attachments["zhangsan.txt"] = AttachedFileSpec(made, b"Secret Bureau", filename="zhangsan.txt")
    made.Root["/OpenAction"] = Dictionary(S=Name("/JavaScript"), JS=String("app.alert('Zhang San')"))
    image = Stream(made, photo())
    image["/Type"], image["/Subtype"] = Name("/XObject"), Name("/Image")
    image["/Width"], image["/Height"], image["/BitsPerComponent"] = 64, 40, 8
    image["/ColorSpace"], image["/Filter"] = Name("/DeviceRGB"), Name("/DCTDecode")
    page.obj["/Resources"] = Dictionary(XObject=Dictionary(Im0=image))
    page.obj["/Contents"] = Stream(made, b"q 100 0 0 100 0 0 cm /Im0 Do Q")
    remark = Dictionary(
        Type=Name("/Annot"),
        Subtype=Name("/Text"),
        Rect=[0, 0, 9, 9],
        T=String("Zhang San"),
        M=String("D:20261120"),
        Contents=String("see there"),
    )
    link = Dictionary(
        Type=Name("/Annot"),
        Subtype=Name("/Link"),
        Rect=[0, 0, 9, 9],
        A=Dictionary(S=Name("/Launch"), F=String("C:/Users/zhangsan/x.exe")),
    )
    page.obj["/Annots"] = pikepdf.Array([made.make_indirect(remark), made.make_indirect(link)])
    written = BytesIO()
    made.save(written, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return written.getvalue()


def test_a_word_document_says_nothing_of_its_writer() -> None:
    cleaned = clean(word())
    assert cleaned.format is Format.WORD
    assert told(cleaned.content) == []
    assert cleaned.removed == (
        Trace.PLACE, Trace.CAMERA, Trace.PREVIEW, Trace.COLOURS, Trace.REMARK, Trace.BEHIND,
        Trace.PROPERTIES, Trace.NAMES, Trace.EDITING, Trace.PATHS, Trace.HIDDEN_DATA,
    )  # fmt: skip
    assert cleaned.left == (Left.CONTENT, Left.COMMENTS)
    parts = unzipped(cleaned.content)
    assert sorted(parts) == [
        "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/_rels/settings.xml.rels",
        "word/comments.xml", "word/document.xml", "word/media/image1.jpeg", "word/settings.xml",
    ]  # fmt: skip
    assert b"Goods were returned twice" in parts["word/document.xml"]
    assert b"See page 2" in parts["word/comments.xml"]
    assert b"rsid" not in parts["word/document.xml"] + parts["word/settings.xml"]
    assert b"2026-11-20" not in parts["word/document.xml"] + parts["word/comments.xml"]
    assert b"people" not in parts["word/_rels/document.xml.rels"] + parts["[Content_Types].xml"]
    assert b"https://www.example.com/rule" in parts["word/_rels/document.xml.rels"]
    assert b"about:blank" in parts["word/_rels/document.xml.rels"]


def test_macros_go_with_the_names_and_folders_in_them() -> None:
    main = relations(("rId1", "vbaProject", "vbaProject.bin"), ("rId2", "comments", "comments.xml"))
    more: dict[str, str | bytes] = {
        "word/_rels/document.xml.rels": main,
        "word/vbaProject.bin": rb"\xd0\xcf\x11\xe0 C:\Users\zhangsan Secret Bureau",
        "word/vbaData.xml": "<x>Zhang San</x>",
    }
    cleaned = clean(word(**more))
    assert (Trace.SCRIPTS in cleaned.removed, told(cleaned.content)) == (True, [])
    parts = unzipped(cleaned.content)
    assert not [name for name in parts if "vba" in name.lower()]
    assert b"vbaProject" not in parts["word/_rels/document.xml.rels"]


def test_slides_keep_their_remarks_without_their_authors() -> None:
    cleaned = clean(slides())
    assert (cleaned.format, told(cleaned.content)) == (Format.POWERPOINT, [])
    assert cleaned.removed == (Trace.PROPERTIES, Trace.NAMES)
    assert cleaned.left == (Left.CONTENT, Left.HIDDEN_PAGES)


def test_a_workbook_still_opens() -> None:
    cleaned = clean(workbook())
    assert (cleaned.format, told(cleaned.content)) == (Format.EXCEL, [])
    assert cleaned.removed == (Trace.PROPERTIES, Trace.NAMES)
    assert cleaned.left == (Left.CONTENT, Left.COMMENTS, Left.HIDDEN_PAGES)
    sheet = openpyxl.load_workbook(BytesIO(cleaned.content)).worksheets[0]
    assert (sheet["A1"].value, sheet["A1"].comment.text, sheet["A1"].comment.author) == (
        "Returned goods", "count again", "Author",
    )  # fmt: skip


def test_documents_in_documents_are_cleaned_and_what_cannot_be_is_said() -> None:
    outer = word(**{"word/embeddings/table.xlsx": workbook(), "word/embeddings/old.bin": b"\xd0\xcf\x11\xe0"})
    cleaned = clean(outer)
    assert told(unzipped(cleaned.content)["word/embeddings/table.xlsx"]) == []
    assert cleaned.left == (Left.CONTENT, Left.COMMENTS, Left.HIDDEN_PAGES, Left.INNER)


def test_a_pdf_keeps_its_pages_and_nothing_behind_them() -> None:
    assert told(pdf()) != []
    cleaned = clean(pdf())
    assert cleaned.format is Format.PDF
    with Pdf.open(BytesIO(cleaned.content)) as document:
        plain = BytesIO()
        document.save(plain, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        assert len(document.pages) == 1
        assert "/Info" not in document.trailer
        assert set(document.Root.keys()) <= {"/Names", "/Pages", "/Type"}
        assert document.pages[0].obj.Annots[0]["/Contents"] == "see there"
        picture = document.pages[0].obj.Resources.XObject.Im0
        assert clean(picture.read_raw_bytes()).removed == (Trace.CAMERA,)  # which way up it is
    assert told(plain.getvalue()) == []
    assert cleaned.removed == (
        Trace.PLACE, Trace.CAMERA, Trace.COLOURS, Trace.REMARK, Trace.BEHIND, Trace.PROPERTIES,
        Trace.NAMES, Trace.EDITING, Trace.ATTACHED, Trace.SCRIPTS,
    )  # fmt: skip
    assert cleaned.left == (Left.CONTENT, Left.COMMENTS)


def test_a_pdf_behind_a_password_is_said_not_to_be_clean() -> None:
    locked = BytesIO()
    with Pdf.open(BytesIO(pdf())) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    cleaned = clean(locked.getvalue())
    assert (cleaned.is_clean, cleaned.left, cleaned.content) == (False, (Left.LOCKED,), locked.getvalue())


BILLION = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (word(**{"word/big.bin": bytes(MOST_IN_PART + 1)}), Left.TOO_LARGE),
        (word(**{f"word/{each}.bin": b"" for each in range(5000)}), Left.TOO_LARGE),
        (word(**{"word/extra.xml": BILLION}), Left.DAMAGED),
        (word(**{"word/extra.xml": "<open>"}), Left.DAMAGED),
        (word(**{"word/extra.xml": "<x>" * 5000}), Left.DAMAGED),
        (word(**{"../../etc/passwd": "x"}), Left.DAMAGED),
        (word()[:-30], Left.UNKNOWN),
        (b"%PDF-1.7\nnothing", Left.DAMAGED),
        (b"MZ\x90\0", Left.UNKNOWN),
        (b"", Left.UNKNOWN),
    ],
    ids=["bomb", "many", "entities", "broken", "deep", "outside", "cut zip", "no pdf", "program", "empty"],
)
def test_hostile_documents_come_back_as_they_were(content: bytes, why: Left) -> None:
    cleaned = clean(content)
    assert (cleaned.left, cleaned.removed) == ((why,), ())
    assert cleaned.content is content


def test_plain_text_has_nothing_to_take_out() -> None:
    cleaned = clean("他们改了记录".encode(), "记录.txt")
    assert (cleaned.format, cleaned.removed, cleaned.left) == (Format.TEXT, (), (Left.CONTENT,))
