"""A short title for a case that came without one."""

import re

LONGEST = 24
_SENTENCE_END = re.compile(r"[。！？!?；;\n\r]|[.](?:\s|$)")


def title_of(problem: str, longest: int = LONGEST) -> str:
    """The first sentence of the customer's words, cut to `longest` characters with an ellipsis.

    Latin text counts half a character, as it is half as wide.
    """
    sentence = _SENTENCE_END.split(problem.strip(), maxsplit=1)[0].strip() or problem.strip()
    sentence = " ".join(sentence.split())
    width = 0.0
    for place, symbol in enumerate(sentence):
        width += 0.5 if symbol.isascii() else 1
        if width > longest:
            return sentence[:place].rstrip(" ，,、") + "…"
    return sentence
