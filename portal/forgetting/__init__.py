"""A customer's request to be forgotten, carried out without reading the customer's cases (X-03)."""

from portal.forgetting.views import blueprint

__all__ = ["blueprint"]
