"""`flask suggest`: what the system would suggest for texts, a line each, to try words out (T-05)."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from models.cases.queries import decided_alike
from models.cases.rules.suggestion import Suggested, suggest
from models.clock import now
from models.db import db
from models.errors import SetupError
from models.people.queries import every_department
from models.rulebook.document import Rules, parse
from models.rulebook.installed import first_document
from models.rulebook.queries import rules_at

LONGEST = 20_000
BYTE_ORDER = "\ufeff"
CONVERT = "save it as UTF-8, or convert it, for example: iconv -f GB18030 -t UTF-8"


class Unreadable(ValueError):
    """A line that holds no text; the words say why."""


@click.command("suggest")
@click.argument("file", type=click.File("rb"))
@click.option("--words-only", is_flag=True, help="Leave out what was decided before on like texts.")
@with_appcontext
def suggest_texts(file: BinaryIO, words_only: bool) -> None:
    """Read one text a line from FILE (UTF-8; - is standard input), print one JSON object a line.

    Each names the category as a path, grade, urgency, department, the words that decided with their
    weights, the votes of earlier cases, and how sure it is. A line that cannot be read has an error
    instead, and the command ends with 1. Nothing is stored, and nothing is asked over a network but the
    configured database.
    """
    rules, departments, alone = _setting()
    unread: list[int] = []
    number = 0
    for number, line in enumerate(file, start=1):
        try:
            text = _text(line, first=number == 1)
            like = [] if words_only or alone else decided_alike(text, rules)
            told = _told(suggest(text, rules, like), rules, departments)
        except Unreadable as why:
            unread.append(number)
            told = {"error": str(why)}
        click.echo(json.dumps({"line": number, **told}, ensure_ascii=False).encode())
    db.session.rollback()
    if not number:
        raise click.ClickException("The file is empty: it needs one text a line.")
    if unread:
        named = ", ".join(map(str, unread[:10])) + (" …" if len(unread) > 10 else "")
        raise click.ClickException(f"{len(unread)} of {number} lines could not be read: {named}.")


def _setting() -> tuple[Rules, dict[str, str], bool]:
    """The rules in force, the departments' names by code, and whether there is nothing but the rules.

    Without an installation, or with an empty one, the rulebook that comes with the product is taken.
    """
    try:
        rules = rules_at(now())
        return rules, {row.code: row.name_zh for row in every_department()}, False
    except (SetupError, SQLAlchemyError):
        db.session.rollback()
        click.echo("No rulebook is in force here; taking the one that comes with the product.", err=True)
        return parse(first_document()), {}, True


def _text(line: bytes, *, first: bool) -> str:
    """The text of a line. Raises Unreadable for one that is empty, too long, or not UTF-8."""
    if first and line.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable(f"this is UTF-16, not UTF-8; {CONVERT.replace('GB18030', 'UTF-16')}")
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        wrong = f"byte 0x{line[error.start]:02X} at position {error.start + 1}"
        raise Unreadable(f"not UTF-8 ({wrong}); {CONVERT}") from error
    text = (text.removeprefix(BYTE_ORDER) if first else text).strip().strip("\0")
    if not text:
        raise Unreadable("the line is empty")
    if len(text) > LONGEST:
        raise Unreadable(f"the line is longer than {LONGEST} characters")
    return text


def _told(found: Suggested, rules: Rules, departments: dict[str, str]) -> dict[str, Any]:
    path = list(_path(found.category, rules))
    return {
        "category": "/".join(zh for _, zh, _ in path) or None,
        "category_en": "/".join(en for _, _, en in path) or None,
        "category_codes": [code for code, _, _ in path],
        "grade": found.grade,
        "criteria": list(found.criteria),
        "usual": list(found.usual),
        "urgency": "urgent" if found.urgent else "not_urgent",
        "important": found.important,
        "department": departments.get(found.department or "", found.department),
        "department_code": found.department,
        "words": [
            {"word": hint.word, "weight": hint.weight, "points_to": hint.points_to} for hint in found.hints
        ],
        "votes": [
            {"category": vote.category, "cases": list(vote.cases), "weight": vote.weight}
            for vote in found.votes
        ],
        "confidence": found.confidence.value,
    }


def _path(code: str | None, rules: Rules) -> Iterator[tuple[str, str, str]]:
    """A category with the one above it, the first level first: code, Chinese and English name."""
    if code is None:
        return
    category = rules.category(code)
    yield from _path(category.parent, rules)
    yield category.code, category.name_zh, category.name_en
