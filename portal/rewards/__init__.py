"""Rewards: the honour roll, nominations, one of them with its steps, what is suggested (C-01, C-02, C-04)."""

from portal.rewards import lists, nominating, one, paper, suggestions
from portal.rewards.blueprint import blueprint

__all__ = ["blueprint", "lists", "nominating", "one", "paper", "suggestions"]
