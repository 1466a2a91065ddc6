"""Words for the area cleaning: what was taken out of a file, what stays, and what a file is."""

from models.cleaning import Format, Left, Trace
from web.language import lazy
from web.words.registry import name

name(
    Format,
    {
        Format.JPEG: lazy("Picture (JPEG)"),
        Format.PNG: lazy("Picture (PNG)"),
        Format.GIF: lazy("Picture (GIF)"),
        Format.WEBP: lazy("Picture (WebP)"),
        Format.HEIC: lazy("Picture (HEIC)"),
        Format.PDF: lazy("PDF document"),
        Format.WORD: lazy("Word document"),
        Format.EXCEL: lazy("Excel workbook"),
        Format.POWERPOINT: lazy("PowerPoint slides"),
        Format.TEXT: lazy("Plain text"),
    },
)
name(
    Trace,
    {
        Trace.PLACE: lazy("the place where a picture was taken"),
        Trace.CAMERA: lazy("the phone or camera, and when a picture was taken"),
        Trace.PREVIEW: lazy("small preview pictures"),
        Trace.COLOURS: lazy("the colour profile of a device"),
        Trace.REMARK: lazy("remarks inside a picture"),
        Trace.BEHIND: lazy("data behind the end of the file, such as a short film"),
        Trace.PROPERTIES: lazy("properties such as author, company, title and program"),
        Trace.NAMES: lazy("names of those who wrote, changed or remarked"),
        Trace.EDITING: lazy("when and how often it was edited, and earlier versions"),
        Trace.PATHS: lazy("folders, printers and addresses that it was linked to"),
        Trace.ATTACHED: lazy("files attached inside it"),
        Trace.SCRIPTS: lazy("programs and actions that start by themselves"),
        Trace.SIGNATURES: lazy("digital signatures, which name their owner"),
        Trace.HIDDEN_DATA: lazy("hidden data of programs"),
    },
)
name(
    Left,
    {
        Left.CONTENT: lazy("what is written, said or drawn in it: names, faces, screens, watermarks"),
        Left.COMMENTS: lazy("the text of comments and tracked changes, without the names of their authors"),
        Left.HIDDEN_PAGES: lazy("hidden sheets or slides, with all that stands on them"),
        Left.INNER: lazy("something inside it that could not be opened, such as an embedded object"),
        Left.UNKNOWN: lazy("everything: we cannot clean files of this kind"),
        Left.DAMAGED: lazy("everything: the file is damaged, so it could not be cleaned"),
        Left.LOCKED: lazy("everything: the file is behind a password, so it could not be cleaned"),
        Left.TOO_LARGE: lazy("everything: the file is too large or too complicated to be cleaned"),
    },
)
