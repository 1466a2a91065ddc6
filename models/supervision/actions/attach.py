"""Files of an inspection's findings and of the answer to them (Q-03)."""

from collections.abc import Collection

from models.db import db
from models.files.tables import StoredFile
from models.supervision.tables import DepartmentInspection, InspectionFile
from models.supervision.words import FilePart


def attach(inspection: DepartmentInspection, part: FilePart, files: Collection[StoredFile]) -> None:
    """Makes these the files of the findings, or of the answer: new ones are added, those that are not among
    them are taken off. What no row points at any more is swept from the store later."""
    wanted = {each.id for each in files}
    there = {each.file_id: each for each in inspection.files if each.part is part}
    for file_id in there.keys() - wanted:
        db.session.delete(there[file_id])
    for file in files:
        if file.id not in there:
            db.session.add(InspectionFile(inspection_id=inspection.id, part=part, file_id=file.id))
    db.session.flush()
    db.session.expire(inspection, ["files"])
