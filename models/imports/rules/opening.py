"""Opening a file by what it is: a workbook or separated values, and nothing else."""

from typing import BinaryIO

from models.imports.rules.archive import OLD_OFFICE
from models.imports.rules.csv_file import CsvFile
from models.imports.rules.sheet import Sheet, Unreadable
from models.imports.rules.workbook import WorkbookFile

WORKBOOK = "xlsx"
SEPARATED = ("csv", "tsv", "txt")
MACROS = ("xlsm", "xltm", "xlam", "xlsb")
OLD = ("xls", "et", "ods", "numbers")
ACCEPTED = (".xlsx", ".csv")


def extension_refused(extension: str) -> str | None:
    """Why a file with this extension is not taken, or None when it may be."""
    if extension == WORKBOOK or extension in SEPARATED:
        return None
    if extension in MACROS:
        return "macros"
    return "old_or_locked" if extension in OLD else "kind_not_taken"


def open_sheet(stream: BinaryIO, extension: str) -> Sheet:
    """The sheet in a file, ready to be read line by line. Raises Unreadable.

    What a file is called must be what it is: a workbook that is called .csv, or the reverse, is refused.
    """
    why = extension_refused(extension)
    if why is not None:
        raise Unreadable(why)
    if extension == WORKBOOK:
        return WorkbookFile(stream)
    start = stream.read(len(OLD_OFFICE))
    stream.seek(0)
    if start == OLD_OFFICE or start.startswith(b"PK\x03\x04"):
        raise Unreadable("not_text")
    return CsvFile(stream)
