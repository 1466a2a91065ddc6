"""What compensation comes to, for those who answer for it (G-06)."""

from portal.compensations.views import blueprint

__all__ = ["blueprint"]
