"""Letters: what a message of the outbox says, in its reader’s language (H-05), and how its way is told."""

from web.letters.departure import ways
from web.letters.letter import Letter, render

__all__ = ["Letter", "render", "ways"]
