"""The list of products: what customers' voices are about, kept by administrators (M-03)."""

from portal.products import verbs, views
from portal.products.blueprint import blueprint

__all__ = ["blueprint", "verbs", "views"]
