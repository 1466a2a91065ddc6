"""What the members of an area's enums are called on screen: a module an area, named here once."""

from web.words import people
from web.words.registry import choices, name, word

__all__ = ["choices", "name", "people", "word"]
