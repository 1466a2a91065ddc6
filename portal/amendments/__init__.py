"""The next edition of the rules: editing, replaying, deciding, and the history of editions (RB-01, RB-02)."""

from portal.amendments import decisions, draft, editions, parts, replays, words
from portal.amendments.blueprint import blueprint

__all__ = ["blueprint", "decisions", "draft", "editions", "parts", "replays", "words"]
