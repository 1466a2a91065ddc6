"""The supervisors' desk: keys, one's own reports, the work on them, figures and rewards (W)."""

from portal.hotline import closing, figures, keys, lists, one, recovery, rewards, words
from portal.hotline.blueprint import blueprint

__all__ = ["blueprint", "closing", "figures", "keys", "lists", "one", "recovery", "rewards", "words"]
