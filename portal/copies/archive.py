"""The archive that a customer gets: a paper to read, the same as data, and their files (X-03)."""

import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from models.files.rules import cleaned
from models.files.storage import Store
from models.files.tables import StoredFile
from models.people.tables import Language
from models.personal.queries import Copy
from portal.copies.course import course_of
from portal.copies.data import data_of, survey_of
from web.context import installation
from web.language import _, speaking
from web.language.filters import dated
from web.papers import pdf

CHUNK = 1 << 16


def archive_of(copy: Copy, *, store: Store, now: datetime) -> IO[bytes]:
    """Writes the archive into a file that is gone once it is closed, and goes back to its beginning.

    The paper is in the customer's language. A file whose bytes are missing is named in the data all the same.
    """
    language = Language.EN if copy.customer.language.startswith("en") else Language.ZH
    config = installation()
    company = config.company_name_en if language is Language.EN else config.company_name_zh
    files = dict(_files(copy))
    paths = {file.id: path for path, file in files.items()}
    data = data_of(copy, paths, company=company, now=now)
    made: IO[bytes] = TemporaryFile()  # noqa: SIM115 (closed by who sends it)
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        with speaking(language), dated():
            name = _("my-data")
            paper = pdf(
                "pdf/personal_copy.html",
                copy=copy,
                courses={each.case.id: course_of(each) for each in copy.cases},
                surveys=[survey_of(each, language) for each in copy.surveys],
                paths=paths,
                at=now,
            )
        archive.writestr(f"{name}.pdf", paper)
        archive.writestr("data.json", json.dumps(data, ensure_ascii=False, indent=2))
        for path, file in files.items():
            _add(archive, path, file, store)
    made.seek(0)
    return made


def _files(copy: Copy) -> Iterator[tuple[str, StoredFile]]:
    """Each file once, under its own name behind a number, case by case."""
    seen: set[int] = set()
    for each in copy.cases:
        mails = [(f"mail-{mail.id}.eml", mail.file) for mail in each.mails if mail.file]
        for name, file in (*((file.name, file) for file in each.files), *mails):
            if file.id not in seen:
                seen.add(file.id)
                yield f"files/{each.case.number}/{len(seen):03}-{cleaned(name)}", file


def _add(archive: ZipFile, path: str, file: StoredFile, store: Store) -> None:
    try:
        content = store.open(file.key)
    except FileNotFoundError:
        return
    with content, archive.open(_entry(archive, path), "w", force_zip64=True) as target:
        shutil.copyfileobj(content, target, CHUNK)


def _entry(archive: ZipFile, path: str) -> str:
    """Pictures and PDF do not grow smaller, and reading them again costs time; all else is packed."""
    archive.compression = (
        ZIP_STORED if path.lower().endswith((".jpg", ".png", ".pdf", ".zip")) else ZIP_DEFLATED
    )
    return path
