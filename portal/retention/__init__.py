"""How long closed cases keep personal data: what goes next, what is held, what went (X-03)."""

from portal.retention.views import blueprint

__all__ = ["blueprint"]
