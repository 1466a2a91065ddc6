"""Survey campaigns: writing one, freezing its audience, starting it, following it (S-03)."""

from portal.campaigns import export, listing, poster, show, verbs, writing
from portal.campaigns.blueprint import blueprint

__all__ = ["blueprint", "export", "listing", "poster", "show", "verbs", "writing"]
