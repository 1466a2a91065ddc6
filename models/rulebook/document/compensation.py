"""What the rules say about compensation: its causes, who approves how much, and by when (G-06)."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from models.rulebook.document.part import Code, Named, Part
from models.rulebook.document.time import Period
from models.rulebook.words import Approver

Fen = Annotated[int, Field(ge=1, le=100_000_000_000)]
"""An amount of money in fen, a hundredth of a yuan."""


class CompensationCause(Named):
    """Why customers are compensated: what totals are made by."""

    code: Code


class CompensationLimit(Part):
    """Up to which amount who approves; without an amount, whatever it is."""

    up_to_fen: Fen | None = None
    approver: Approver


class CompensationRules(Part):
    """The limits follow each other upwards, and the last has none. Legal gives an opinion from
    `legal_from_fen` on. `opinion`, `approval` and `payment` are the times of the three steps.
    """

    causes: Annotated[tuple[CompensationCause, ...], Field(min_length=1)]
    limits: Annotated[tuple[CompensationLimit, ...], Field(min_length=1)]
    legal_from_fen: Fen
    opinion: Period
    approval: Period
    payment: Period

    def approver(self, amount_fen: int) -> Approver:
        """Who approves an amount."""
        return next(
            limit.approver
            for limit in self.limits
            if limit.up_to_fen is None or amount_fen <= limit.up_to_fen
        )

    def cause(self, code: str) -> CompensationCause | None:
        """A cause by its code; None for one that these rules do not know."""
        return next((each for each in self.causes if each.code == code), None)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        amounts = [limit.up_to_fen for limit in self.limits]
        if amounts[-1] is not None or None in amounts[:-1]:
            raise ValueError("the last limit of compensation, and no other, has no amount")
        if amounts[:-1] != sorted(set(amounts[:-1]), key=lambda fen: fen or 0):
            raise ValueError("the limits of compensation must rise")
        if len({cause.code for cause in self.causes}) < len(self.causes):
            raise ValueError("a cause of compensation is there twice")
        return self
