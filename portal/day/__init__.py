"""My day: what waits for this person, then a few figures (M-02)."""

from portal.day.views import blueprint

__all__ = ["blueprint"]
