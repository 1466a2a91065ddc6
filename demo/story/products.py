"""What the demo company sells, as its list of products names it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sold:
    """A product with the words by which customers call it. One that is no longer sold is `retired`."""

    code: str
    name_zh: str
    name_en: str
    aliases: tuple[str, ...]
    retired: bool = False
