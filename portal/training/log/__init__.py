"""The log of a session: check-in, roster, quiz, list by Excel, sheet for signatures (L-03)."""

from portal.training.log import bank, bank_sheet, check_in, making_up, noting, quiz, sheet

__all__ = ["bank", "bank_sheet", "check_in", "making_up", "noting", "quiz", "sheet"]
