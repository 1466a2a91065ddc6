"""How much of the personal data planted in made texts is found, and what share of finds is some (L-05)."""

from collections.abc import Callable
from functools import cache

from bench.figure import Figure
from models.library.words import Personal
from tests.models.library.planted import Measured, planted, precision, recall

TARGETS = {
    Personal.PHONE: 0.99,
    Personal.ID_NUMBER: 0.99,
    Personal.ACCOUNT: 0.99,
    Personal.EMAIL: 0.99,
    Personal.PLATE: 0.95,
    Personal.ADDRESS: 0.9,
    Personal.NAME: 0.9,
}


@cache
def measured() -> dict[Personal, Measured]:
    return recall(planted())


def of(kind: Personal) -> Callable[[], float]:
    return lambda: measured()[kind].recall


FIGURES = (
    *(
        Figure(f"personal_recall_{kind.value}", target, of(kind), more_is_better=True)
        for kind, target in TARGETS.items()
    ),
    Figure("personal_precision", 0.95, lambda: precision(planted()), more_is_better=True),
)
