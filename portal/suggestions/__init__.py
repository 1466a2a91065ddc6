"""How good the suggestions are, against what people decided (T-05)."""

from portal.suggestions.views import blueprint

__all__ = ["blueprint"]
