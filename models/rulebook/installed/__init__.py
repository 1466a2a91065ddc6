"""The rulebook and the texts that come with the product, as JSON beside this file."""

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from models.rulebook.words import MessageKind

HERE = Path(__file__).parent
PARTS = (
    "rulebook",
    "time",
    "intake",
    "categories",
    "grading",
    "follow_up",
    "compensation",
    "conduct",
    "hotline",
    "kpi",
    "retention",
)
LANGUAGES = ("zh", "en")


@cache
def _part(name: str) -> dict[str, Any]:
    content = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def first_document() -> dict[str, Any]:
    """The document of the first rulebook, the caller's to change; its parts are files so that people can
    read them."""
    document: dict[str, Any] = {}
    for name in PARTS:
        document.update(deepcopy(_part(name)))
    return document


def first_conduct() -> dict[str, Any]:
    """What the first rulebook says about accountability, rewards and penalties: it holds under rulebooks
    from before these were kept (A, C)."""
    part = _part("conduct")["conduct"]
    assert isinstance(part, dict)
    return part


def first_kpi() -> dict[str, Any]:
    """What the first rulebook says about key figures: it holds under rulebooks from before these were kept
    (Q-02)."""
    part = _part("kpi")["kpi"]
    assert isinstance(part, dict)
    return part


def first_hotline() -> dict[str, Any]:
    """What the first rulebook says about the hotline: it holds under rulebooks from before (W)."""
    part = _part("hotline")["hotline"]
    assert isinstance(part, dict)
    return part


def first_retention() -> dict[str, Any]:
    """What the first rulebook says about how long personal data are kept: it holds under rulebooks from
    before (X-03)."""
    part = _part("retention")["retention"]
    assert isinstance(part, dict)
    return part


def first_texts() -> dict[tuple[MessageKind, str], tuple[str, str]]:
    """Subject and body for each occasion and language (H-05)."""
    return {
        (MessageKind(kind), language): (text["subject"], "\n".join(text["body"]))
        for language in LANGUAGES
        for kind, text in _part(f"messages.{language}").items()
    }


def first_sms() -> dict[tuple[MessageKind, str], str]:
    """The text of the SMS for each occasion that has one, and each language (R-02)."""
    return {
        (MessageKind(kind), language): str(text)
        for language in LANGUAGES
        for kind, text in _part(f"sms.{language}").items()
    }
