"""What runs by itself, for those who keep the house running: its runs, its faults, its clock (X-08)."""

from portal.jobs.views import blueprint

__all__ = ["blueprint"]
