"""The trail for auditors: who did what, whether it is still what was written, and taking it out (X-02)."""

from portal.trail import checks, exports, listing
from portal.trail.blueprint import blueprint

__all__ = ["blueprint", "checks", "exports", "listing"]
