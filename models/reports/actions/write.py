"""People write what the figures do not say: how it begins, what follows, a word on a section (S-07)."""

from collections.abc import Mapping
from datetime import datetime

from models.errors import Invalid
from models.events.actions import record
from models.people.tables import Staff
from models.reports.actions.guards import LONGEST, editing, note
from models.reports.tables import SatisfactionReport
from models.reports.words import Passage
from models.texts import composed

LANGUAGES = ("zh", "en")
Texts = dict[str, dict[str, str]]


def write(
    report: SatisfactionReport,
    texts: Mapping[Passage, Mapping[str, str]],
    *,
    by: Staff,
    now: datetime,
    seen: int | None,
) -> SatisfactionReport:
    """Keeps passages in both languages; those that are not named stay. Records report.written.

    Either language may be missing until it is submitted. Raises NotAllowed, WrongState, Stale, and
    Invalid("<passage>_<language>", "too_long").
    """
    editing(report, by, seen)
    changed = merged(report.texts, texts)
    if changed == report.texts:
        return report
    parts = sorted(part for part in changed if changed[part] != report.texts.get(part))
    report.texts = changed
    note(report, by=by, now=now)
    record("report.written", report, by=by, now=now, period=report.period, passages=parts)
    return report


def merged(old: Mapping[str, Mapping[str, str]], new: Mapping[Passage, Mapping[str, str]]) -> Texts:
    """Old and new words together; empty ones are left out. Raises Invalid for one that is too long."""
    found: Texts = {part: dict(words) for part, words in old.items()}
    for part, words in new.items():
        for language, text in words.items():
            if len(text) > LONGEST:
                raise Invalid(f"{part}_{language}", "too_long")
            found.setdefault(part, {})[language] = composed(text).strip()
    kept = {part: {key: text for key, text in words.items() if text} for part, words in found.items()}
    return {str(part): words for part, words in kept.items() if words}


def require_both(
    texts: Mapping[str, Mapping[str, str]], required: tuple[str, ...], every: tuple[str, ...]
) -> None:
    """Raises Invalid("<part>_<language>", …) for what is missing: `required`, or `other_language`."""
    for part in every:
        words = texts.get(part, {})
        for language in LANGUAGES:
            if words.get(language):
                continue
            if part in required:
                raise Invalid(f"{part}_{language}", "required")
            if words:
                raise Invalid(f"{part}_{language}", "other_language")
