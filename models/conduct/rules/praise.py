"""Whom a customer's praise names (C-04). Pure."""

import re
from collections.abc import Mapping

ADDRESSED = ("师傅", "老师", "经理", "工程师", "先生", "女士", "主管")
"""How people who are known by their family name are spoken of."""


def named_in(text: str, names: Mapping[int, str]) -> int | None:
    """The one person of these whose name is in a text; by the family name, where a title follows it and
    nobody else has it. None where none or several are meant."""
    whole = {person for person, name in names.items() if len(name) > 1 and name in text}
    if whole:
        return whole.pop() if len(whole) == 1 else None
    titles = "|".join(ADDRESSED)
    family = {
        person
        for person, name in names.items()
        if name and re.search(f"{re.escape(name[0])}(?:{titles})", text)
    }
    return family.pop() if len(family) == 1 else None
