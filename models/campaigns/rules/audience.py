"""Whom a campaign is for, as a document: a filter over past cases, over customers, or a list (S-03). Pure."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from models.clock import SHANGHAI
from models.errors import Invalid
from models.rulebook.words import Channel

GRADES = (1, 2, 3)


class Source(StrEnum):
    """Where the people of an audience are taken from."""

    CASES = "cases"
    CUSTOMERS = "customers"
    LIST = "list"


class Audience(BaseModel):
    """Everybody for whom all of these hold; an empty line leaves everybody in.

    `since` and `until` are days in Shanghai on which the case was received, or the customer became known.
    A group of categories stands for all categories in it. Of several cases of one customer the latest
    that fits counts: it is where their department, category, channel and grade come from.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Source = Source.CASES
    since: date | None = None
    until: date | None = None
    categories: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    grades: tuple[int, ...] = ()
    regions: tuple[str, ...] = ()
    closed_only: bool = True
    """Of cases: only those whose handling is over, so that the customer knows how it went."""

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.since and self.until and self.until < self.since:
            raise ValueError("until: before_since")
        if not set(self.grades) <= set(GRADES):
            raise ValueError("grades: unknown")
        return self

    @property
    def received_from(self) -> datetime | None:
        """The first moment of its first day."""
        return datetime.combine(self.since, time(), SHANGHAI) if self.since else None

    @property
    def received_before(self) -> datetime | None:
        """The first moment after its last day."""
        return datetime.combine(self.until + timedelta(days=1), time(), SHANGHAI) if self.until else None

    def dumped(self) -> dict[str, Any]:
        """As it is stored."""
        return self.model_dump(mode="json", exclude_defaults=True)


def audience_of(document: Mapping[str, Any]) -> Audience:
    """Reads a filter. Raises Invalid("audience", why): `before_since` where days are swapped, `unknown`."""
    try:
        return Audience.model_validate(document)
    except ValidationError as error:
        swapped = "before_since" in str(error)
        raise Invalid("audience", "before_since" if swapped else "unknown") from None


class By(StrEnum):
    """By what an audience is divided for a stratified sample."""

    DEPARTMENT = "department"
    CATEGORY = "category"
    CHANNEL = "channel"
    GRADE = "grade"
    REGION = "region"


OF_CUSTOMERS = (By.REGION,)
"""The only one that is known of customers without a case, and of a list."""


class Method(StrEnum):
    """Who of an audience is asked."""

    ALL = "all"
    RANDOM = "random"
    STRATIFIED = "stratified"


class Sample(BaseModel):
    """How many are drawn, and how. `seed` is kept: with it anybody can draw the same people again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    method: Method = Method.ALL
    size: int = Field(default=0, ge=0, le=1_000_000)
    by: By | None = None
    least: int = Field(default=0, ge=0, le=100_000)
    """How many of each stratum at least, as far as it has so many."""
    seed: str = Field(default="", max_length=40)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.method is not Method.ALL and not self.size:
            raise ValueError("size: required")
        if self.method is Method.STRATIFIED and self.by is None:
            raise ValueError("by: required")
        return self

    def dumped(self) -> dict[str, Any]:
        """As it is stored."""
        return self.model_dump(mode="json", exclude_defaults=True)


def sample_of(document: Mapping[str, Any], audience: Audience) -> Sample:
    """Reads a stored or typed sample.

    Raises Invalid("size", "required"), Invalid("by", "required"), Invalid("by", "not_known") where the
    audience does not tell by what it is to be divided, Invalid("sample", "unknown") for anything else.
    """
    try:
        sample = Sample.model_validate(document)
    except ValidationError as error:
        for field in ("size", "by"):
            if f"{field}: required" in str(error):
                raise Invalid(field, "required") from None
        raise Invalid("sample", "unknown") from None
    stratified = sample.method is Method.STRATIFIED
    if stratified and audience.source is not Source.CASES and sample.by not in OF_CUSTOMERS:
        raise Invalid("by", "not_known")
    return sample
