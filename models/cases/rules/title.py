"""A short title for a case that came without one."""

import re

LONGEST = 24
_STUMP = re.compile(r"[，,、][^，,、]{0,2}$")
"""A clause of which the cut left a sign or two: they say nothing."""
_HALF_A_WORD = re.compile(r"\s[!-~]{1,20}$")
_SENTENCE_END = re.compile(r"[。！？!?；;\n\r]|[.](?:\s|$)")


def title_of(problem: str, longest: int = LONGEST) -> str:
    """The first sentence of the customer's words, cut to `longest` characters with an ellipsis.

    Latin text counts half a character, as it is half as wide. Where the cut would leave half a Latin
    word, or one or two characters of a clause, the title ends before it.
    """
    sentence = _SENTENCE_END.split(problem.strip(), maxsplit=1)[0].strip() or problem.strip()
    sentence = " ".join(sentence.split())
    width = 0.0
    for place, symbol in enumerate(sentence):
        width += 0.5 if symbol.isascii() else 1
        if width > longest:
            return _whole(sentence, place).rstrip(" ，,、") + "…"
    return sentence


def _whole(sentence: str, place: int) -> str:
    """What stands before the cut, less the half of a Latin word or the stump of a clause."""
    before, inside = sentence[:place], sentence[place - 1 : place + 1]
    if inside.isascii() and inside.isalnum():
        before = _HALF_A_WORD.sub("", before)
    return _STUMP.sub("", before)
