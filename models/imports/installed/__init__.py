"""What a file's columns and words are called in either language, as JSON beside this file."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "columns.json"


@cache
def described() -> dict[str, Any]:
    """The columns with their headers and explanations, and the words that cells may hold."""
    content = json.loads(FILE.read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content
