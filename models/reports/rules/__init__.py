"""Rules of reports, pure: periods, what may be published, what may be said of it (S-07)."""
