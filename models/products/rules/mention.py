"""Which product a customer's words speak of, by its names and by what customers call it (T-05). Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from models.products.tables import Product
from models.texts import composed

SEAM = re.compile(r"\s+|(?<=[a-z0-9])(?=[^a-z0-9\s])|(?<=[^a-z0-9\s])(?=[a-z0-9])")
"""Where people write a space or none: at spaces, and between letters or digits and Chinese characters."""
LATIN = re.compile(r"[a-z0-9]")


@dataclass(frozen=True)
class Mention:
    """A product, and the words of the text that name it."""

    product: Product
    words: str


def mentioned(text: str, products: Iterable[Product]) -> Mention | None:
    """The product with the longest name or alias that stands in the text; of two the one named first.

    Full-width forms and capitals make no difference, nor does a space between “宽带” and “300M”. A Latin word
    counts as a whole one only: “TV” does not stand in “TVOC”. Products that are retired are not looked for.
    """
    folded = _folded(text)
    found = [
        ((-len(spelled(word)), match.start()), Mention(product, match.group()))
        for product in products
        if product.offered
        for word in product.words
        if (match := _pattern(word).search(folded))
    ]
    return min(found, key=lambda each: each[0])[1] if found else None


def spelled(word: str) -> str:
    """A name as it is compared with others: without spaces, capitals and full-width forms."""
    return "".join(_folded(word).split())


def _folded(text: str) -> str:
    return composed(text, "NFKC").lower()


@lru_cache(maxsize=1024)
def _pattern(word: str) -> re.Pattern[str]:
    """Where a word begins or ends with a letter or digit, no other one may stand beside it."""
    folded = _folded(word).strip()
    whole = r"\s*".join(re.escape(piece) for piece in SEAM.split(folded))
    before = "(?<![a-z0-9])" if LATIN.match(folded[0]) else ""
    after = "(?![a-z0-9])" if LATIN.match(folded[-1]) else ""
    return re.compile(f"{before}{whole}{after}")
