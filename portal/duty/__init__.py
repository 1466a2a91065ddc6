"""The duty roster: who is on duty now and next, where nobody is, planning and taking back (T-02)."""

from portal.duty import views
from portal.duty.blueprint import blueprint

__all__ = ["blueprint", "views"]
