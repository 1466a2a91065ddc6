"""Every colour is a custom property, so that light, dark and print each decide in one place."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tinycss2
from tinycss2.color4 import parse_color

from tests.guards.sources import ROOT, ours, short

STYLES = [path for path in ours(".css") if path.is_relative_to(ROOT / "static")]
ALLOWED = {"currentcolor", "transparent"}
# Words that are colours only where a colour can stand.
FUNCTIONS = {"rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"}


def declarations(nodes: list[Any]) -> Iterator[Any]:
    """Every declaration of a style sheet, however deep."""
    for node in nodes:
        if node.type == "declaration":
            yield node
        elif getattr(node, "content", None):
            yield from declarations(tinycss2.parse_blocks_contents(node.content))


def colours(tokens: list[Any]) -> Iterator[str]:
    """The literal colours among the tokens of a value."""
    for token in tokens:
        if token.type == "function":
            if token.lower_name in FUNCTIONS:
                yield token.serialize()
            else:
                yield from colours(token.arguments)
        elif token.type == "hash" or (
            token.type == "ident" and token.lower_value not in ALLOWED and parse_color(token)
        ):
            yield token.serialize()


@pytest.mark.parametrize("path", STYLES, ids=short)
def test_no_colour_outside_custom_properties(path: Path) -> None:
    rules = tinycss2.parse_stylesheet(path.read_text(), skip_comments=True, skip_whitespace=True)
    found = [
        f"line {declaration.source_line}: {declaration.name}: {colour}"
        for declaration in declarations(rules)
        if not declaration.name.startswith("--")
        and declaration.name not in {"animation", "animation-name", "grid-area"}
        for colour in colours(declaration.value)
    ]
    assert found == []
