"""Questionnaires: the list, versions, the draft with its checks and preview, publishing (S-01, S-02)."""

from portal.questionnaires import draft, listing, order, parts, preview, questions, reasons, versions
from portal.questionnaires.blueprint import blueprint

__all__ = ["blueprint", "draft", "listing", "order", "parts", "preview", "questions", "reasons", "versions"]
