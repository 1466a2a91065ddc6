"""Which typical cases a session's words name, by their numbers in the library (L-05). Pure."""

import re

NUMBER = re.compile(r"(?<![A-Za-z0-9])L20\d\d-\d{4,6}(?!\d)", re.IGNORECASE)


def numbers_in(words: str) -> list[str]:
    """The numbers of typical cases in some words, each once, in their order."""
    return list(dict.fromkeys(found.upper() for found in NUMBER.findall(words)))


def words_beside(words: str) -> str:
    """What is said beside the numbers: the lines that hold more than numbers of typical cases."""
    lines = [NUMBER.sub("", line).strip(" \t,;，；、。.·") for line in words.splitlines()]
    return "\n".join(line for line in lines if line)
