"""Letters: what a message of the outbox says, in its reader's language (H-05)."""

from web.letters.letter import Letter, render

__all__ = ["Letter", "render"]
