"""A step says what its sender saw: a form without the version is refused, and does nothing (H-07)."""

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html
from sqlalchemy import select
from time_machine import Traveller
from werkzeug.datastructures import MultiDict

from models.accountability.words import MatterState
from models.db import db
from models.events.tables import Event
from tests.cast import Cast
from tests.client import Client
from tests.models.accountability.making import bench, to
from tests.models.cases.making import triaged
from tests.moments import MONDAY
from tests.story.meetings import called, seated


@pytest.fixture(autouse=True)
def monday(at: Callable[..., Traveller]) -> Traveller:
    return at(MONDAY)


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


OF_NO_ROW = ("/password", "/second-factor-removal")
"""Steps that do not depend on what stands on the page of their form."""


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


def kinds() -> list[str]:
    """What has happened so far."""
    return list(db.session.scalars(select(Event.kind).order_by(Event.id)))


def test_h_07_forms_without_their_version_are_refused(cast: Cast, client: Client) -> None:
    """In words and with nothing stored, whatever else they lack: the steps of a meeting, of a matter, of a
    person's card and of a case."""
    seated(cast, MONDAY)
    meeting = called(cast, MONDAY)
    matter = to(MatterState.OPENED, bench(cast))
    case = triaged(cast)
    db.session.commit()
    pages = (
        (f"/portal/bodies/meetings/{meeting.number}", cast.agent),
        (f"/portal/matters/{matter.number}", cast.hr),
        (f"/portal/people/{cast.plain.number}", cast.hr),
        (f"/portal/cases/{case.number}", cast.handler),
    )
    for path, person in pages:
        client.come_in(person)
        answers = {}
        before = kinds()
        for form in html.document_fromstring(client.get(path).text).forms:
            values = form.form_values()
            if (form.action or "").endswith(OF_NO_ROW):
                continue
            if form.method == "POST" and any(VERSION.search(name) and value for name, value in values):
                sent = [(name, value) for name, value in values if not VERSION.search(name)]
                answers[form.action] = client.post(form.action or path, data=MultiDict(sent))
        assert kinds() == before, path
        assert {answer.status_code for answer in answers.values()} <= {400, 422}, path
        refused = [answer.text for answer in answers.values() if answer.status_code == 400]
        assert refused, (path, {action: answer.status_code for action, answer in answers.items()})
        assert all("未注明您看到的是哪个版本" in text for text in refused)
