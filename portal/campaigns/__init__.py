"""Survey campaigns: writing one, freezing its audience, starting it, following it (S-03)."""
