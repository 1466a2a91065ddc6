"""From stored JSON to rules, and what to say of a document that is none."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from models.errors import Invalid
from models.rulebook.document.faults import Contradiction, Fault
from models.rulebook.document.rules import Rules


class InvalidDocument(Invalid):
    """A document that is no rulebook. `problems` names each place and what is wrong there; `faults` are
    those of them that say how parts contradict each other."""

    def __init__(self, problems: tuple[str, ...], faults: tuple[Fault, ...] = ()) -> None:
        super().__init__("document", "invalid")
        self.problems = problems
        self.faults = faults

    def __str__(self) -> str:
        return "; ".join(self.problems)


def parse(document: Mapping[str, Any]) -> Rules:
    """The rules a document holds. Raises InvalidDocument."""
    try:
        return Rules.model_validate(document)
    except ValidationError as refused:
        errors = refused.errors()
        causes = [each.get("ctx", {}).get("error") for each in errors]
        faults = [fault for cause in causes if isinstance(cause, Contradiction) for fault in cause.faults]
        raise InvalidDocument(tuple(_sentence(each) for each in errors), tuple(faults)) from refused


def _sentence(error: Any) -> str:
    place = ".".join(str(step) for step in error["loc"])
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{place}: {message}" if place else message


def written(rules: Rules) -> dict[str, Any]:
    """The document of some rules, as JSON keeps it."""
    return rules.model_dump(mode="json")


def fingerprint(document: Mapping[str, Any]) -> str:
    """SHA-256 of a document's canonical JSON: the same content has the same name everywhere."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
