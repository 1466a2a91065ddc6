"""Payroll: what a month hands over, and the wages that the law's limits are reckoned by (C-01, C-03)."""

from portal.payroll import months, wages
from portal.payroll.blueprint import blueprint

__all__ = ["blueprint", "months", "wages"]
