"""A step says what its sender saw: a form without the version is refused, and does nothing (H-07)."""

import ast
import re
from pathlib import Path

import pytest
from flask import Flask
from lxml import html

from tests.cast import Cast
from tests.client import Client
from tests.guards.screens import screens
from tests.guards.test_screens import commits_of_requests
from tests.story import Story

ROOT = Path(__file__).resolve().parents[2]
VERSION = re.compile(r"(^|-)(version|seen|turn)$")
FREE = {
    "portal/cases/register.py",
    "portal/channels/social.py",
    "portal/questionnaires/parts.py",
    "portal/questionnaires/questions.py",
}
"""Views that act on a case which the same request made, or add something beside what is there; what they
change of it they hold against the digest that was read."""
WALKED = (("/portal/bodies/meetings/<number>", "agent"),)
"""Pages of the story whose forms carry a version, and who sees them."""


def given_none(path: Path) -> list[str]:
    """Calls that act without a version."""
    tree = ast.parse(path.read_text())
    return [
        f"{path.relative_to(ROOT)}:{node.value.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword)
        and node.arg == "seen"
        and isinstance(node.value, ast.Constant)
        and node.value.value is None
    ]


def with_default() -> set[str]:
    """Actions that may go without a version, as jobs and tests do."""
    found = set()
    for path in ROOT.glob("models/*/actions/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                pairs = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
                found |= {node.name for name, default in pairs if name.arg == "seen" and default}
    return found


def test_h_07_no_view_acts_without_a_version() -> None:
    """Neither by saying none nor by leaving it out where the action does not insist."""
    wrong = []
    careless = with_default()
    for path in sorted(ROOT.glob("portal/**/*.py")):
        if str(path.relative_to(ROOT)) in FREE:
            continue
        wrong += given_none(path)
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
                if name in careless and not any(each.arg == "seen" for each in node.keywords):
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} {name}")
    assert wrong == []


@pytest.mark.parametrize(("rule", "part"), WALKED)
def test_h_07_a_form_without_its_version_is_refused(
    app: Flask, cast: Cast, client: Client, story: Story, rule: str, part: str
) -> None:
    """In words and with nothing stored, whatever else it lacks."""
    path = screens(app, story)[rule]
    client.come_in(getattr(cast, part))
    page = client.get(path)
    answers = []
    with commits_of_requests() as commits:
        for form in html.document_fromstring(page.text, base_url=f"http://localhost{path}").forms:
            values = form.form_values()
            if form.method == "POST" and any(VERSION.search(name) for name, _ in values):
                sent = [(name, value) for name, value in values if not VERSION.search(name)]
                answer = client.post(form.action or path, data=_grouped(sent))
                answers.append((form.action, answer.status_code))
                assert answer.status_code in {400, 422}, form.action
                assert answer.status_code == 422 or "未注明您看到的是哪个版本" in answer.text, form.action
    assert 400 in {status for _, status in answers}, answers
    assert commits == []


def _grouped(values: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in values:
        found.setdefault(name, []).append(value)
    return found
