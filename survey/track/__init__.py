"""Following a case by its number and secret key: progress, answer, and the customer's own steps (H-08)."""

from survey.track import code, steps
from survey.track.views import blueprint

__all__ = ["blueprint", "code", "steps"]
