"""A copy of all that is stored about a customer, for that customer (X-03)."""

from portal.copies.views import blueprint

__all__ = ["blueprint"]
