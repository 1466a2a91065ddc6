"""What a person's own words in a letter do already, so that the letter around them does not do it again."""

import re

_GREETING = re.compile(
    r"[^。！!？?：:；;\n]{0,20}(?:[您你]们?好|(?:早上|上午|中午|下午|晚上)好)(?=[，,。！!：:；;、~～\s]|$)"
    r"|(?:尊敬的|亲爱的)[^，,。！!？?：:；;\n]{1,20}[，,：:！!\n]"
    r"|(?:dear|hello|hi|good (?:morning|afternoon|evening))\b",
    re.IGNORECASE,
)
_APOLOGY = re.compile(r"歉|对不起|对不住|过意不去|请您?谅解|\bsorry\b|\bapolog|\bregret", re.IGNORECASE)
LONGEST_SALUTATION = 30
"""How many signs besides the name a line may have that only addresses somebody."""


def greets(words: str) -> bool:
    """Whether what a person wrote begins with a greeting."""
    return _GREETING.match(words.lstrip()) is not None


def apologises(words: str) -> bool:
    """Whether what a person wrote apologises, wherever."""
    return _APOLOGY.search(words) is not None


def without_salutation(text: str, customer: str) -> str:
    """A filled text without the line that addresses the customer; whole where it does not begin with one."""
    first, _gap, rest = text.strip().partition("\n\n")
    alone = "\n" not in first and len(first) <= len(customer) + LONGEST_SALUTATION
    return rest if rest and alone and customer in first and first[-1] in "：:，,！!" else text
