"""Whatever goes wrong becomes one clear page or region: what happened, what was kept, what to do."""

from flask import Flask

from web.errors.answers import register
from web.errors.reasons import fault, refusal, sentence_for_fault, sentence_for_refusal

__all__ = ["answer_errors", "fault", "refusal", "sentence_for_fault", "sentence_for_refusal"]


def answer_errors(app: Flask) -> None:
    """Answers every error of this app in the reader's language."""
    register(app)
