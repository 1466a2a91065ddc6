"""How a mail's words stand on a case: cut to what is shown, a title from its subject, a language."""

import re

from models.mailbox.rules.parsed import Parsed
from models.mailbox.rules.quotes import without_prefixes
from models.mailbox.rules.tags import without_numbers

LONGEST_TITLE = 100
UNREADABLE = "邮件内容无法读取，请查看原件。 / The message could not be read; please see the original."
"""Stands for words that we could not read, where a case must say something to whoever triages it."""
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2,}")


def shown_words(found: Parsed, most: int) -> str:
    """The writer's own words, at most so many signs of them; the original holds the rest."""
    words = found.words.strip()
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def title_from(subject: str) -> str:
    """A title for a case: the subject without Re:, 回复： and our tags; empty where nothing is left."""
    title = without_numbers(without_prefixes(subject)).strip(" ,，-—:：")
    title = without_prefixes(title)
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"


def language_of(text: str) -> str:
    """`en` for a text without Chinese that has words, `zh` for all others."""
    return "en" if _LATIN.search(text) and not _CHINESE.search(text[:5000]) else "zh"
