"""Every write of rewards, penalties and points."""

from models.conduct.actions.book import account_of, book, house, reverse_all, reverse_entry
from models.conduct.actions.close_period import close_period

__all__ = ["account_of", "book", "close_period", "house", "reverse_all", "reverse_entry"]
