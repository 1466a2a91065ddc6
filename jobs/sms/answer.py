"""What a gateway answers, as far as we need it."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from models.privacy import masked_text
from models.texts import cleaned

LONGEST = 200


class _Accepted(BaseModel):
    """The SMS is the gateway's now, under its name for it. What else it says is passed over."""

    model_config = ConfigDict(frozen=True)

    id: Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[!-~]+$")]


class _Refusal(BaseModel):
    """Why not: a word for machines, a sentence for people."""

    model_config = ConfigDict(frozen=True)

    error: Annotated[str, Field(max_length=60)] = ""
    message: str = ""


def accepted(content: bytes) -> str | None:
    """The gateway's name for an SMS that it took; None where the answer holds none."""
    try:
        return _Accepted.model_validate_json(content).id
    except ValidationError:
        return None


def refusal(status: int, content: bytes) -> str:
    """What an operator reads of a refusal, in one line; numbers in it are masked (X-03)."""
    try:
        said = _Refusal.model_validate_json(content)
    except ValidationError:
        return str(status)
    words = " ".join(cleaned(f"{said.error} {said.message}").split())[:LONGEST]
    return f"{status} {masked_text(words)}".strip()
