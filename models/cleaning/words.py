"""The kinds of files that can be cleaned, what is taken out of them, and what stays."""

from enum import StrEnum


class Format(StrEnum):
    """What a file is by its content."""

    JPEG = "jpeg"
    PNG = "png"
    GIF = "gif"
    WEBP = "webp"
    HEIC = "heic"
    PDF = "pdf"
    WORD = "word"
    EXCEL = "excel"
    POWERPOINT = "powerpoint"
    TEXT = "text"


class Trace(StrEnum):
    """What was found in a file and taken out of it."""

    PLACE = "place"
    CAMERA = "camera"
    PREVIEW = "preview"
    COLOURS = "colours"
    REMARK = "remark"
    BEHIND = "behind"
    PROPERTIES = "properties"
    NAMES = "names"
    EDITING = "editing"
    PATHS = "paths"
    ATTACHED = "attached"
    SCRIPTS = "scripts"
    SIGNATURES = "signatures"
    HIDDEN_DATA = "hidden_data"


class Left(StrEnum):
    """What no program can take out, or why nothing at all was taken out."""

    CONTENT = "content"
    COMMENTS = "comments"
    HIDDEN_PAGES = "hidden_pages"
    INNER = "inner"
    """Something inside, such as an embedded document, that could not be cleaned itself."""

    UNKNOWN = "unknown"
    DAMAGED = "damaged"
    LOCKED = "locked"
    TOO_LARGE = "too_large"


NOT_CLEANED = frozenset({Left.UNKNOWN, Left.DAMAGED, Left.LOCKED, Left.TOO_LARGE})
