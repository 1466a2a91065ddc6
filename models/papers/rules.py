"""Numbers of papers as the company writes them, and which facts a kind of paper has."""

from typing import Any

from models.ids import typed
from models.papers.document import CertificateFacts, Facts, NoticeFacts
from models.papers.words import PaperKind, Series

CODE_LENGTH = 16
"""80 bits: who holds the paper can look it up, and nobody else."""
GROUP = 4
MOST_IN_A_BUNDLE = 500
"""Papers in one file: more would be a file that no printer and no mail takes."""
_MARKS = {Series.RESPONSIBILITY: "责", Series.CONDUCT: "奖惩"}


def number_of(series: Series, year: int, serial: int) -> str:
    """回音责〔2026〕12号; certificates are HYJ-2026-0318."""
    if series is Series.HONOUR:
        return f"HYJ-{year}-{serial:04}"
    return f"回音{_MARKS[series]}〔{year}〕{serial}号"


def in_groups(code: str) -> str:
    """A code in groups of four, to be read and typed."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def proper(code: str) -> str | None:
    """A code as a person typed it, as it was made; None for what can be no code."""
    if len(code) > 4 * CODE_LENGTH:
        return None
    word = typed(code)
    return word if len(word) == CODE_LENGTH and word.isascii() and word.isalnum() else None


def parse(kind: PaperKind, facts: dict[str, Any]) -> Facts:
    """The facts of a paper as they were frozen."""
    shape = CertificateFacts if kind is PaperKind.CERTIFICATE else NoticeFacts
    return shape.model_validate(facts)


def fits(kind: PaperKind, facts: Facts) -> bool:
    """Whether these facts make a paper of this kind."""
    return isinstance(facts, CertificateFacts) is (kind is PaperKind.CERTIFICATE)
