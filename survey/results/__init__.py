"""Published satisfaction reports (S-07)."""
