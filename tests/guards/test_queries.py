"""How many queries the busiest pages ask: as many as the benchmark allows, and not one more."""

import pytest
from flask import Flask

from bench.pages import FIGURES, PAGES
from tests.cast import Cast
from tests.client import Client
from tests.statements import CountStatements
from tests.story import Story


@pytest.mark.parametrize("name", PAGES)
def test_the_busiest_pages(
    app: Flask, cast: Cast, client: Client, story: Story, statements: CountStatements, name: str
) -> None:
    """X-08, M-02: rules, departments and counts are asked once a page; the frame's own are among them."""
    part, path = PAGES[name]
    target = next(figure.target for figure in FIGURES if figure.name == name)
    address = path(story)
    client.come_in(getattr(cast, part)).get(address)
    with statements() as seen:
        assert client.get(address).status_code == 200
    assert seen.count <= target, seen
    asked_twice = {text for text in seen.texts if seen.texts.count(text) > 1}
    assert {text for text in asked_twice if "FROM department" in text or "FROM rulebook" in text} == set()
