"""Every step of a matter goes through separation of duties, and what is booked stays (A-04, C-04)."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.accountability import actions
from models.accountability.actions.guard import enter
from models.accountability.queries import standing
from models.accountability.rules.due_process import DOORS, Turn, Verb, possible
from models.accountability.words import MatterState
from models.clock import local_day
from models.db import db
from models.errors import NotAllowed
from tests.cast import Cast
from tests.models.accountability.making import bench, to
from tests.moments import MONDAY

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "models" / "accountability" / "actions"
BY_THE_CLOCK = {verb for verb, door in DOORS.items() if door.turn is Turn.CLOCK}
CHECKS = {"enter", "check_duty", "check_open", "free_for", "may"}
"""What asks whether somebody may: each action that a person takes calls one of them."""


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(FOLDER.glob("*.py")):
        yield path.stem, ast.parse(path.read_text())


def called(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def name_of(call: ast.Call) -> str:
    found = call.func
    return found.id if isinstance(found, ast.Name) else found.attr if isinstance(found, ast.Attribute) else ""


def verbs_in(tree: ast.AST, function: str) -> Iterator[str]:
    """The verbs that are named in calls of a function."""
    for call in called(tree):
        if name_of(call) == function:
            for node in ast.walk(call.args[0]):
                if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "Verb":
                    yield node.attr


def test_a04_each_verb_has_one_door_and_the_clock_its_own() -> None:
    """A-04: `enter` is the door of every verb that people take; what the clock does is in `end` alone."""
    entered, passed = Counter[str](), Counter[str]()
    for name, tree in trees():
        entered.update(verbs_in(tree, "enter"))
        if name != "guard":
            found = list(verbs_in(tree, "after"))
            assert not found or name == "end", name
            passed.update(found)
    people = {verb.name for verb in Verb if verb not in BY_THE_CLOCK}
    assert set(entered) == people
    # A decision is taken with one's name or refused before a witness; both are the verb DELIVER.
    assert {name for name, count in entered.items() if count > 1} == {"DELIVER"}
    assert set(passed) == {verb.name for verb in BY_THE_CLOCK}


def test_a04_nothing_else_changes_the_state_of_a_matter() -> None:
    """A-04: outside the door and the clock nobody writes `matter.state`, in all that we have."""
    found = set()
    for top in ("models", "portal", "jobs", "survey", "web", "demo"):
        for path in (ROOT / top).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                targets = node.targets if isinstance(node, ast.Assign) else ()
                for target in targets:
                    if ast.unparse(target) == "matter.state":
                        found.add(path.relative_to(FOLDER).name if FOLDER in path.parents else str(path))
    assert found == {"guard.py", "end.py"}


def test_a04_every_action_of_a_person_asks_whether_they_may() -> None:
    """A-04: whatever takes `by: Staff` asks; what does not is not there for people."""
    functions = {
        node.name: node
        for _name, tree in trees()
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name in actions.__all__
    }
    by_people = {
        name
        for name, node in functions.items()
        for each in node.args.kwonlyargs
        if each.arg == "by" and each.annotation is not None and ast.unparse(each.annotation) == "Staff"
    }
    assert {"decide", "hear", "open_matter", "report_conduct", "withdraw"} <= by_people
    asks = {name for name in by_people if CHECKS & {name_of(call) for call in called(functions[name])}}
    assert asks == by_people


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("state", [each for each in MatterState if possible(each)])
def test_a04_everybody_at_every_door_that_is_not_theirs(cast: Cast, state: MatterState) -> None:
    """A-04: seventeen people of all roles at each open door: whose it is not is refused; nothing changes."""
    matter = to(state, bench(cast))
    day, refused = local_day(MONDAY), 0
    for person in cast:
        theirs = standing(matter, person, day).verbs
        for verb in (each for each in possible(state) if each not in theirs):
            with pytest.raises(NotAllowed), db.session.begin_nested():
                enter(verb, matter, by=person, now=MONDAY, seen=None)
            refused += 1
    db.session.refresh(matter)
    assert matter.state is state
    assert refused >= len(list(cast)) * len(possible(state)) - 6


def test_c04_no_code_of_ours_changes_or_removes_what_is_booked() -> None:
    """C-04: the ledger is only ever added to, by `book` alone; triggers of the database stand behind it."""
    made, wrong = set(), []
    for top in ("models", "portal", "jobs", "survey", "web"):
        for path in (ROOT / top).rglob("*.py"):
            for call in called(ast.parse(path.read_text())):
                first = ast.unparse(call.args[0]) if call.args else ""
                if name_of(call) in ("update", "delete", "merge") and first.startswith("Ledger"):
                    wrong.append(f"{path.name}:{call.lineno}")
                if name_of(call) == "LedgerEntry":
                    made.add(path.name)
    assert (made, wrong) == ({"book.py"}, [])
