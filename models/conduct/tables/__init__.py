"""The tables of conduct: the points ledger."""

from models.conduct.tables.ledger import LedgerAccount, LedgerEntry, LedgerPeriod

__all__ = ["LedgerAccount", "LedgerEntry", "LedgerPeriod"]
