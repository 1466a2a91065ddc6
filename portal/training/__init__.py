"""Training: one's own, plans, sessions, and what they are followed by (L-01 … L-06)."""

from portal.training import effects, log, needs, own, plans, sessions
from portal.training.blueprint import blueprint

__all__ = ["blueprint", "effects", "log", "needs", "own", "plans", "sessions"]
