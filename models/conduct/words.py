"""The words that rewards, penalties and the points ledger may hold."""

from enum import StrEnum


class AccountKind(StrEnum):
    """Whose points an account holds; those of the house are where points come from and go back to."""

    PERSON = "person"
    DEPARTMENT = "department"
    HOUSE = "house"


class PeriodState(StrEnum):
    """Whether a month of the ledger still takes entries."""

    OPEN = "open"
    CLOSED = "closed"


class EntryCause(StrEnum):
    """What an entry of the ledger is for."""

    REWARD = "reward"
    PENALTY = "penalty"
