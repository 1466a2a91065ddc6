"""Which neighbouring signs may be a word that names a cause, and which only hold a sentence together (M-03).

Chinese is written without spaces, so a rise of 天又 says nothing. There is no dictionary of causes: what is
new has no entry in one. These signs are none in words of causes, or so rarely that nothing is lost.
"""

GLUE = frozenset(
    "的了又也都就很与和或及把被给从着吗呢吧啊呀嘛么我你您他她它们是这那每次天元已再才只让去按并里"
    "一二三四五六七八九十两几半"
)
OURS = ("复述", "来电", "客户", "用户")
"""What those write who register a case, whatever it is about."""


def glues(sign: str) -> bool:
    """Whether a word neither holds this sign nor grows across it."""
    return sign in GLUE


def may_name(word: str) -> bool:
    """Whether some neighbouring signs may be a word, or a part of one, that names a cause."""
    return not GLUE.intersection(word) and not any(ours in word for ours in OURS)
