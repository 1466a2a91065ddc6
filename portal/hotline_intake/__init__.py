"""Taking down a report for who calls or writes a letter; afterwards the officer sees nothing (W-01)."""

from portal.hotline_intake.views import blueprint

__all__ = ["blueprint"]
