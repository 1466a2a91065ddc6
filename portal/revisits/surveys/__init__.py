"""The phone list of survey campaigns: `/portal/revisits/surveys` (R-02, R-03)."""

from portal.revisits.surveys import listing, steps

__all__ = ["listing", "steps"]
