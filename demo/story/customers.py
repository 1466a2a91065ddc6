"""Who the demo company's customers are, and how they speak."""

from dataclasses import dataclass
from enum import StrEnum


class Voice(StrEnum):
    """How a customer speaks. Only the texts need it; it is no column."""

    ANGRY = "angry"
    BUSINESS = "business"
    ELDERLY = "elderly"
    ENGLISH = "english"
    POLITE = "polite"
    TIRED = "tired"
    YOUNG = "young"


@dataclass(frozen=True, slots=True)
class Customer:
    """A person or firm. `phone` in E.164; `female` is None for a firm, whose `contact` speaks for it."""

    key: int
    name: str
    contact: str
    female: bool | None
    phone: str
    email: str | None
    account: str
    city: str
    district: str
    language: str
    voice: Voice

    @property
    def region(self) -> str:
        """City and district as the register writes them."""
        return f"{self.city} · {self.district}" if self.district else self.city

    @property
    def firm(self) -> bool:
        return self.female is None
