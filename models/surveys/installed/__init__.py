"""The questionnaires that an installation starts with, as documents beside this file."""

import tomllib
from functools import cache
from pathlib import Path

from models.surveys.document import Document

FOLDER = Path(__file__).parent


@cache
def documents() -> dict[str, Document]:
    """Each ready questionnaire by its code, which is the name of its file."""
    return {
        file.stem: Document.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
        for file in sorted(FOLDER.glob("*.toml"))
    }
