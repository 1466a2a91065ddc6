"""Training: one's own, plans, sessions, and what they are followed by (L-01 … L-06)."""

from portal.training import board, effects, log, needs, own, plans, sessions
from portal.training.blueprint import blueprint

__all__ = ["blueprint", "board", "effects", "log", "needs", "own", "plans", "sessions"]
