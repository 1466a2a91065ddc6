"""What every part of a rulebook document is made of: frozen, strict, and plain JSON outside."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    StringConstraints,
    WrapSerializer,
)

K = TypeVar("K")
V = TypeVar("V")


def _as_dict(value: Mapping[Any, Any], handler: SerializerFunctionWrapHandler) -> Any:
    return handler(dict(value))


FrozenMap = Annotated[Mapping[K, V], AfterValidator(MappingProxyType), WrapSerializer(_as_dict)]
"""A mapping that nobody can change: parsed documents are shared by every request."""

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
DepartmentCode = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*$", max_length=32)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Phrase = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Weight = Annotated[int, Field(ge=1, le=9)]
Count = Annotated[int, Field(ge=1, le=1_000_000)]
Grade = Annotated[int, Field(ge=1, le=3)]
Level = Annotated[int, Field(ge=1, le=4)]
"""A priority: 1 is the highest."""


class Part(BaseModel):
    """A piece of the document. Unknown keys are refused, so a misspelt rule cannot be silently ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, validate_default=True)


class Named(Part):
    """Something with a name in both languages (X-04)."""

    name_zh: Name
    name_en: Name


class Amount(Part):
    """An amount of money, from `least` to `most` yuan, that points to something (T-05).

    It counts where one of `near` stands close to it (`Suggestion.amount_reach`); without any, everywhere.
    """

    least: Count = 1
    most: Count | None = None
    near: tuple[Phrase, ...] = ()
    weight: Weight


class Hinted(Part):
    """Something that words in a customer's text point to (T-05).

    `words` gives each word or phrase a weight of 1 (a faint hint) to 9 (nearly certain). A word
    counts once however often it occurs, never where it only occurs inside a phrase of `unless`,
    and never where a negation of `Suggestion` stands before it. Case and width do not matter.
    A word with … in it is found with a few other signs in that place (`Suggestion.gap`).
    """

    words: FrozenMap[Phrase, Weight] = {}
    unless: tuple[Phrase, ...] = ()
    amounts: tuple[Amount, ...] = ()


class Sign(Hinted):
    """An entry of a checklist: what a person ticks, and the words that suggest it."""

    code: Code
    text_zh: Sentence
    text_en: Sentence
